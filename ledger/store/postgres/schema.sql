-- The layout of a ledger in PostgreSQL, made by its owner, who cannot log in. Officers may execute
-- what writes and read the views; members may read the views; nobody may touch a table. What must hold
-- of every new row stands in the triggers, which bind the owner too. "{owner}" and so on are the roles.
-- Who is not "{cleared}" finds in the views nothing of an event that is beyond them but its hash.

CREATE TABLE ledger.ledger (
    id integer PRIMARY KEY CHECK (id = 1),
    identity text COLLATE "C" NOT NULL,
    layout integer NOT NULL,
    copied boolean NOT NULL,
    keeps_days integer CHECK (keeps_days >= 0)
);
-- Who each role is. A role without a name says itself who recorded what, and when: for copying.
CREATE TABLE ledger.person (
    role text COLLATE "C" PRIMARY KEY,
    name text
);
CREATE TABLE ledger.head (
    id integer PRIMARY KEY CHECK (id = 1),
    size bigint NOT NULL,
    frontier bytea NOT NULL
);
CREATE TABLE ledger.event (
    position bigint PRIMARY KEY,
    stream text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    state bytea NOT NULL CHECK (length(state) <= 1048576),
    leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
    UNIQUE (stream, version)
);
CREATE INDEX own_refs ON ledger.event (position)
    WHERE position('"own_ref":'::bytea IN state) > 0;
CREATE INDEX erasures ON ledger.event (position) WHERE kind = 'ValuesErased';
-- The events that are OFFICIAL-SENSITIVE, and those that go with them (ledger/privacy/clearance.py).
CREATE TABLE ledger.beyond (position bigint PRIMARY KEY);
-- Which events name a personal value.
CREATE TABLE ledger.naming (
    commitment bytea NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (commitment, position)
);
CREATE TABLE ledger.tile (
    level integer NOT NULL,
    number bigint NOT NULL,
    root bytea NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (level, number)
);
CREATE TABLE ledger.command_key (
    key text COLLATE "C" PRIMARY KEY,
    digest text NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL
);
CREATE TABLE ledger.personal (
    commitment bytea PRIMARY KEY CHECK (length(commitment) = 32),
    salt bytea NOT NULL CHECK (length(salt) = 32),
    value text COLLATE "C" NOT NULL,
    EXCLUDE USING hash (value WITH =)
);
CREATE TABLE ledger.paper (
    digest bytea PRIMARY KEY CHECK (length(digest) = 32),
    content bytea NOT NULL
);
ALTER TABLE ledger.paper ALTER content SET STORAGE EXTERNAL;

INSERT INTO ledger.head VALUES (1, 0, '');

-- What a reader sees. Who is cleared is asked of the role that logged in. A view with a barrier asks
-- a reader's own functions about no row before it is sure that they may see it.

CREATE VIEW ledger.about AS
    SELECT identity, layout, copied, keeps_days, h.size,
        (SELECT name FROM ledger.person WHERE role = session_user) AS person,
        pg_has_role(session_user, '{cleared}', 'MEMBER') AS cleared
    FROM ledger.ledger AS l, ledger.head AS h WHERE l.id = 1 AND h.id = 1;
CREATE VIEW ledger.the_head AS SELECT size, frontier FROM ledger.head WHERE id = 1;
CREATE VIEW ledger.events WITH (security_barrier) AS
    SELECT position, stream, version, kind, state, leaf_hash FROM ledger.event AS e
    WHERE (SELECT cleared FROM ledger.about)
        OR NOT EXISTS (SELECT FROM ledger.beyond AS b WHERE b.position = e.position);
CREATE VIEW ledger.with_own_refs WITH (security_barrier) AS
    SELECT position, stream, version, kind, state FROM ledger.event AS e
    WHERE position('"own_ref":'::bytea IN state) > 0 AND ((SELECT cleared FROM ledger.about)
        OR NOT EXISTS (SELECT FROM ledger.beyond AS b WHERE b.position = e.position));
-- Every event's hash, and which events are beyond whoever is not cleared, with the record of one that
-- they see begin.
CREATE VIEW ledger.leaves AS SELECT position, leaf_hash FROM ledger.event;
CREATE VIEW ledger.hashes_only AS
    SELECT b.position, CASE WHEN NOT EXISTS (SELECT FROM ledger.event AS f
        JOIN ledger.beyond USING (position)
        WHERE f.stream = e.stream AND f.version = 1) THEN e.stream END AS stream
    FROM ledger.beyond AS b JOIN ledger.event AS e USING (position);
CREATE VIEW ledger.tiles AS SELECT level, number, root FROM ledger.tile;
CREATE VIEW ledger.command_keys WITH (security_barrier) AS
    SELECT key, digest, first_position, last_position FROM ledger.command_key
    WHERE (SELECT cleared FROM ledger.about) OR NOT EXISTS (
        SELECT FROM ledger.beyond WHERE position BETWEEN first_position AND last_position);
CREATE VIEW ledger.personal_values WITH (security_barrier) AS
    SELECT commitment, salt, value FROM ledger.personal AS p
    WHERE (SELECT cleared FROM ledger.about) OR EXISTS (
        SELECT FROM ledger.naming AS n WHERE n.commitment = p.commitment
            AND NOT EXISTS (SELECT FROM ledger.beyond AS b WHERE b.position = n.position));
CREATE VIEW ledger.papers WITH (security_barrier) AS
    SELECT digest, content FROM ledger.paper
    WHERE (SELECT cleared FROM ledger.about) OR EXISTS (
        SELECT FROM ledger.event AS e
        WHERE e.stream = 'file:' || encode(digest, 'hex') AND e.version = 1
            AND NOT EXISTS (SELECT FROM ledger.beyond AS b WHERE b.position = e.position));
CREATE VIEW ledger.persons AS SELECT role, name FROM ledger.person;

-- What must hold.

CREATE FUNCTION ledger.leaf(at bigint, stream text, version bigint, kind text, state bytea)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256('\x00'::bytea || convert_to('{"pos":' || at || ',"stream":"' || stream
        || '","ver":' || version || ',"type":"' || kind || '","data":', 'UTF8')
        || state || '\x7d'::bytea)
$$;

CREATE FUNCTION ledger.denied() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'What was recorded is never changed: % of ledger.% is refused.',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'GL002';
END $$;

CREATE FUNCTION ledger.by_an_append() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'The tree follows the events: % of ledger.% is refused.',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'GL002';
END $$;

-- Who records, and when, is what the server knows: the person of the session's role, and a time within
-- this transaction; or, where the clock went back, the time of the event before.
CREATE FUNCTION ledger.told_truly(state bytea, spoken text, before bytea) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said json := convert_from(state, 'UTF8')::json;
    at timestamptz := said ->> 'recorded_at';
BEGIN
    IF (SELECT count(*) FROM json_object_keys(said) AS k
            WHERE k IN ('recorded_by', 'recorded_at', 'clock')) >
        (SELECT count(DISTINCT k) FROM json_object_keys(said) AS k
            WHERE k IN ('recorded_by', 'recorded_at', 'clock')) THEN
        RETURN 'An event says once who recorded it, and when.';
    END IF;
    IF said ->> 'recorded_by' IS DISTINCT FROM spoken THEN
        RETURN 'You record here as ' || spoken || ', and not in another''s name.';
    END IF;
    IF at >= transaction_timestamp() AND at <= clock_timestamp()
        AND said ->> 'clock' IS NULL THEN
        RETURN NULL;
    END IF;
    IF said ->> 'clock' = 'behind' AND before IS NOT NULL AND at > clock_timestamp()
        AND at = (convert_from(before, 'UTF8')::json ->> 'recorded_at')::timestamptz THEN
        RETURN NULL;
    END IF;
    RETURN 'The server says when something was recorded: no other time is taken.';
END $$;

-- The event whose place another takes or which it takes back.
CREATE FUNCTION ledger.aimed_at(state bytea) RETURNS bigint LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT substring(convert_from(state, 'UTF8') FROM '"(?:corrects|retracts)":([0-9]{1,18})')::bigint
$$;
CREATE INDEX aims ON ledger.event (ledger.aimed_at(state))
    WHERE position('"corrects":'::bytea IN state) + position('"retracts":'::bytea IN state) > 0;

-- Put beyond who is not cleared what is marked of the events from one on, what that takes back or
-- corrects, and what takes that back or corrects it; and where the beginning of a stream is beyond them,
-- all of it. Where none is `telling`, marked or aimed at another, only a stream can put them there. It
-- goes by the indexes, however few events there were when it was planned, and is planned once a session.
CREATE FUNCTION ledger.put_beyond(since bigint, telling boolean) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
BEGIN
    IF NOT telling AND NOT EXISTS (SELECT FROM ledger.event AS f
            JOIN ledger.event AS e ON e.stream = f.stream AND e.version = 1
            JOIN ledger.beyond AS b ON b.position = e.position WHERE f.position >= since) THEN
        RETURN;
    END IF;
    WITH RECURSIVE gone AS (
        SELECT f.position, f.stream, f.version, ledger.aimed_at(f.state) AS aim FROM ledger.event AS f
        WHERE f.position >= since AND (position('"marking":'::bytea IN f.state) > 0
            OR (SELECT true FROM ledger.event AS e JOIN ledger.beyond USING (position)
                WHERE e.stream = f.stream AND e.position = ledger.aimed_at(f.state))
            OR (SELECT true FROM ledger.event AS e JOIN ledger.beyond USING (position)
                WHERE e.stream = f.stream AND e.version = 1))
        UNION
        SELECT e.position, e.stream, e.version, ledger.aimed_at(e.state) FROM gone, LATERAL (
            SELECT * FROM ledger.event AS e WHERE e.position = gone.aim AND e.position < gone.position
            UNION ALL
            SELECT * FROM ledger.event AS e
                WHERE position('"corrects":'::bytea IN e.state)
                    + position('"retracts":'::bytea IN e.state) > 0
                    AND ledger.aimed_at(e.state) = gone.position AND e.position > gone.position
        ) AS e WHERE e.stream = gone.stream
    )
    INSERT INTO ledger.beyond SELECT position FROM gone
        UNION SELECT unnest(ARRAY(SELECT e.position FROM ledger.event AS e WHERE e.stream = f.stream))
        FROM gone AS f WHERE f.version = 1
            AND (SELECT true FROM ledger.beyond AS b WHERE b.position = f.position) IS NULL
        ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION ledger.appended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n bigint; packed bytea; f bytea[]; top integer; h bytea; bits bigint; lvl integer;
    leaves bytea[]; first bigint; final bigint; right_hash boolean; plain boolean;
    telling boolean; naming boolean; spoken text; named boolean; before bytea; wrong text;
BEGIN
    SELECT array_agg(leaf_hash ORDER BY position), min(position), max(position),
        bool_and(leaf_hash = ledger.leaf(position, stream, version, kind, state)),
        bool_and(stream !~ '["\\\x01-\x1f\x7f]' AND kind !~ '["\\\x01-\x1f\x7f]'
            AND convert_from(state, 'UTF8') !~ '[\x01-\x1f\x7f]'),
        bool_or(position('"marking":'::bytea IN state) + position('"corrects":'::bytea IN state)
            + position('"retracts":'::bytea IN state) > 0),
        bool_or(position('pd-v1:'::bytea IN state) > 0)
    INTO leaves, first, final, right_hash, plain, telling, naming FROM fresh;
    IF leaves IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT size, frontier INTO n, packed FROM ledger.head WHERE id = 1 FOR UPDATE;
    IF n IS NULL OR first <> n + 1 OR final <> n + cardinality(leaves) THEN
        RAISE EXCEPTION 'An event is appended at the head of the log, and nowhere else.'
            USING ERRCODE = 'GL002';
    END IF;
    IF NOT right_hash THEN
        RAISE EXCEPTION 'The hash of an event is that of its leaf.' USING ERRCODE = 'GL002';
    END IF;
    IF NOT plain THEN
        RAISE EXCEPTION 'an event is one line of UTF-8, under plain names' USING ERRCODE = 'GL004';
    END IF;
    SELECT true, name INTO named, spoken FROM ledger.person WHERE role = session_user;
    IF named IS NULL THEN
        RAISE EXCEPTION 'The role % is nobody that this ledger knows. Whoever runs the database'
            ' names them: SELECT ledger.appoint(''%'', ''NAME'')', session_user, session_user
            USING ERRCODE = 'GL001';
    END IF;
    IF spoken IS NOT NULL THEN
        SELECT state INTO before FROM ledger.event WHERE position = n;
        SELECT ledger.told_truly(state, spoken, before) INTO wrong FROM fresh
            WHERE ledger.told_truly(state, spoken, before) IS NOT NULL LIMIT 1;
        IF wrong IS NOT NULL THEN
            RAISE EXCEPTION '%', wrong USING ERRCODE = 'GL001';
        END IF;
    END IF;
    top := length(packed) / 32;
    FOR i IN 1..top LOOP
        f[i] := substr(packed, 32 * i - 31, 32);
    END LOOP;
    FOREACH h IN ARRAY leaves LOOP
        bits := n; lvl := 0;
        WHILE bits & 1 = 1 LOOP
            h := sha256('\x01'::bytea || f[top] || h);
            top := top - 1; bits := bits >> 1; lvl := lvl + 1;
            IF lvl % 8 = 0 THEN
                INSERT INTO ledger.tile VALUES (lvl, n >> lvl, h);
            END IF;
        END LOOP;
        top := top + 1; f[top] := h; n := n + 1;
    END LOOP;
    packed := '';
    FOR i IN 1..top LOOP
        packed := packed || f[i];
    END LOOP;
    UPDATE ledger.head SET size = n, frontier = packed WHERE id = 1;
    IF naming THEN
        INSERT INTO ledger.naming
            SELECT DISTINCT decode(token[1], 'hex'), position
            FROM fresh, regexp_matches(convert_from(state, 'UTF8'), 'pd-v1:([0-9a-f]{64})', 'g') AS token
            WHERE position('pd-v1:'::bytea IN state) > 0;
    END IF;
    IF telling OR EXISTS (SELECT FROM ledger.beyond) THEN
        PERFORM ledger.put_beyond(first, telling);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger.erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM gone WHERE NOT EXISTS (
            SELECT 1 FROM ledger.event WHERE kind = 'ValuesErased'
            AND stream >= 'erasure:' AND stream < 'erasure;'
            AND position(convert_to(encode(gone.commitment, 'hex'), 'UTF8') IN state) > 0)) THEN
        RAISE EXCEPTION 'A personal value goes only after an erasure that names it.'
            USING ERRCODE = 'GL003';
    END IF;
    RETURN NULL;
END $$;

-- A paper goes where no event named it, or where it was disposed of.
CREATE FUNCTION ledger.disposed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM gone WHERE (SELECT kind FROM ledger.event
            WHERE stream = 'file:' || encode(gone.digest, 'hex')
            AND kind IN ('FileStored', 'FileDisposed')
            ORDER BY version DESC LIMIT 1) = 'FileStored') THEN
        RAISE EXCEPTION 'A file goes only after it was disposed of.' USING ERRCODE = 'GL003';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger.paper_is_as_named() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF sha256(NEW.content) <> NEW.digest THEN
        RAISE EXCEPTION 'A file is kept under the SHA-256 of its bytes.' USING ERRCODE = 'GL002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION ledger.identity_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.identity <> OLD.identity OR NEW.layout < OLD.layout OR NEW.copied > OLD.copied THEN
        RAISE EXCEPTION 'The identity of a ledger is never changed.' USING ERRCODE = 'GL002';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER events_are_appended AFTER INSERT ON ledger.event REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.appended();
CREATE TRIGGER events_are_not_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.event FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER the_head_follows BEFORE INSERT OR UPDATE ON ledger.head FOR EACH STATEMENT WHEN ((pg_trigger_depth() < 1)) EXECUTE FUNCTION ledger.by_an_append();
CREATE TRIGGER the_head_stays BEFORE DELETE OR TRUNCATE ON ledger.head FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER tiles_follow BEFORE INSERT ON ledger.tile FOR EACH STATEMENT WHEN ((pg_trigger_depth() < 1)) EXECUTE FUNCTION ledger.by_an_append();
CREATE TRIGGER tiles_are_not_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.tile FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER beyond_follows BEFORE INSERT ON ledger.beyond FOR EACH STATEMENT WHEN ((pg_trigger_depth() < 1)) EXECUTE FUNCTION ledger.by_an_append();
CREATE TRIGGER beyond_is_not_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.beyond FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER naming_follows BEFORE INSERT ON ledger.naming FOR EACH STATEMENT WHEN ((pg_trigger_depth() < 1)) EXECUTE FUNCTION ledger.by_an_append();
CREATE TRIGGER naming_is_not_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.naming FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER keys_are_not_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.command_key FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER the_identity_is_not_changed BEFORE UPDATE ON ledger.ledger FOR EACH ROW EXECUTE FUNCTION ledger.identity_stays();
CREATE TRIGGER the_identity_stays BEFORE DELETE OR TRUNCATE ON ledger.ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER values_are_not_changed BEFORE UPDATE OR TRUNCATE ON ledger.personal FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();
CREATE TRIGGER values_are_erased AFTER DELETE ON ledger.personal REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ledger.erased();
CREATE TRIGGER papers_are_as_named BEFORE INSERT OR UPDATE ON ledger.paper FOR EACH ROW EXECUTE FUNCTION ledger.paper_is_as_named();
CREATE TRIGGER papers_are_disposed_of AFTER DELETE ON ledger.paper REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ledger.disposed();
CREATE TRIGGER papers_stay BEFORE TRUNCATE ON ledger.paper FOR EACH STATEMENT EXECUTE FUNCTION ledger.denied();

-- What an officer may do. Nothing is kept in the session: a pooler may give each transaction another.

-- The lock of the head, to the end of the transaction. Nobody who falls asleep holds it for ever, and
-- what is acknowledged is on the disk.
CREATE FUNCTION ledger.begin_writing(wait_ms integer, idle_ms integer, OUT size bigint,
    OUT frontier bytea, OUT last bytea, OUT identity text, OUT now timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('lock_timeout', wait_ms::text, true),
        set_config('idle_in_transaction_session_timeout', least(idle_ms, 60000)::text, true);
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    SELECT h.size, h.frontier, l.identity INTO size, frontier, identity
        FROM ledger.head AS h, ledger.ledger AS l WHERE h.id = 1 AND l.id = 1 FOR UPDATE OF h;
    SELECT e.state INTO last FROM ledger.event AS e WHERE e.position = begin_writing.size;
    now := clock_timestamp();
END $$;

CREATE FUNCTION ledger.append(streams text[], versions bigint[], kinds text[], states bytea[],
    OUT size bigint, OUT frontier bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_setting('idle_in_transaction_session_timeout') = '0' THEN
        PERFORM ledger.begin_writing(60000, 60000);
    END IF;
    SELECT h.size INTO size FROM ledger.head AS h WHERE id = 1 FOR UPDATE;
    INSERT INTO ledger.event
        SELECT append.size + i, s, v, k, st, ledger.leaf(append.size + i, s, v, k, st)
        FROM unnest(streams, versions, kinds, states) WITH ORDINALITY AS e (s, v, k, st, i)
        ORDER BY i;
    SELECT h.size, h.frontier INTO size, frontier FROM ledger.head AS h WHERE id = 1;
END $$;

CREATE FUNCTION ledger.keep(commitments bytea[], salts bytea[], words text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO ledger.personal SELECT * FROM unnest(commitments, salts, words)
$$;

CREATE FUNCTION ledger.forget(commitments bytea[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM ledger.personal WHERE commitment = ANY (commitments)
$$;

-- The table of values, written anew without what was erased. Whether a session that began before may
-- still read the old one is said, where this role may know it.
CREATE FUNCTION ledger.settle() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
BEGIN
    EXECUTE 'CLUSTER ledger.personal USING personal_pkey';
    RETURN NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid()
            AND (backend_xmin IS NOT NULL OR datname = current_database() AND state IS NULL))
        AND NOT EXISTS (SELECT 1 FROM pg_prepared_xacts)
        AND NOT EXISTS (SELECT 1 FROM pg_replication_slots WHERE xmin IS NOT NULL);
END $$;

CREATE FUNCTION ledger.put_keys(keys text[], digests text[], firsts bigint[], lasts bigint[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO ledger.command_key SELECT * FROM unnest(keys, digests, firsts, lasts)
$$;

CREATE FUNCTION ledger.put_paper(content bytea) RETURNS bytea LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO ledger.paper AS kept VALUES (sha256(content), content)
        ON CONFLICT (digest) DO UPDATE SET content = excluded.content
        WHERE sha256(kept.content) <> kept.digest;
    SELECT sha256(content)
$$;

CREATE FUNCTION ledger.drop_paper(digest bytea) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM ledger.paper WHERE paper.digest = drop_paper.digest
$$;

CREATE FUNCTION ledger.take_up() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    UPDATE ledger.ledger SET copied = false
$$;

-- What whoever runs the database does, as the owner.

CREATE FUNCTION ledger.appoint(role name, person text) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO ledger.person VALUES (appoint.role, appoint.person)
        ON CONFLICT (role) DO UPDATE SET name = excluded.name
$$;

CREATE FUNCTION ledger.keep_backups(days integer) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
    UPDATE ledger.ledger SET keeps_days = days
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA ledger FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO "{member}", "{cleared}", "{officer}";
GRANT SELECT ON ledger.about, ledger.the_head, ledger.events, ledger.with_own_refs, ledger.leaves, ledger.hashes_only,
    ledger.tiles, ledger.command_keys, ledger.personal_values, ledger.papers, ledger.persons
    TO "{member}", "{cleared}", "{officer}";
GRANT EXECUTE ON FUNCTION ledger.begin_writing, ledger.append, ledger.keep, ledger.forget, ledger.settle,
    ledger.put_keys, ledger.put_paper, ledger.drop_paper, ledger.take_up TO "{officer}";
