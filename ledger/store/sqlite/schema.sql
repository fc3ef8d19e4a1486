CREATE TABLE IF NOT EXISTS stored_events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    originator_id TEXT NOT NULL,
    originator_version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state BLOB NOT NULL,
    leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
    UNIQUE (originator_id, originator_version)
);
CREATE TABLE IF NOT EXISTS log_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS tile (
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (level, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS command_key (
    key TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    first_position INTEGER NOT NULL,
    last_position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row_digest (
    of TEXT PRIMARY KEY,
    digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    identity TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS personal (
    commitment BLOB PRIMARY KEY CHECK (length(commitment) = 32),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    value TEXT NOT NULL UNIQUE
) WITHOUT ROWID;
INSERT OR IGNORE INTO log_head VALUES (1, 0, x'');
CREATE TRIGGER IF NOT EXISTS events_are_appended BEFORE INSERT ON stored_events
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM stored_events) OR EXISTS (
    SELECT 1 FROM stored_events
    WHERE originator_id = NEW.originator_id AND originator_version = NEW.originator_version
) BEGIN
    SELECT RAISE(ABORT, 'an event is appended at the head of the log, nowhere else')
    WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM stored_events);
    SELECT RAISE(ABORT, 'that version of the stream is already recorded');
END;
CREATE TRIGGER IF NOT EXISTS events_are_not_changed BEFORE UPDATE ON stored_events BEGIN
    SELECT RAISE(ABORT, 'a recorded event is never changed');
END;
CREATE TRIGGER IF NOT EXISTS events_are_not_deleted BEFORE DELETE ON stored_events BEGIN
    SELECT RAISE(ABORT, 'a recorded event is never deleted');
END;
CREATE TRIGGER IF NOT EXISTS the_head_is_one BEFORE INSERT ON log_head BEGIN
    SELECT RAISE(ABORT, 'the log has one head') WHERE EXISTS (SELECT 1 FROM log_head);
END;
CREATE TRIGGER IF NOT EXISTS the_head_moves_forward BEFORE UPDATE ON log_head
WHEN NEW.size <= OLD.size BEGIN
    SELECT RAISE(ABORT, 'the head of the log only moves forward');
END;
CREATE TRIGGER IF NOT EXISTS the_head_stays BEFORE DELETE ON log_head BEGIN
    SELECT RAISE(ABORT, 'the head of the log is never deleted');
END;
CREATE TRIGGER IF NOT EXISTS tiles_are_made_once BEFORE INSERT ON tile BEGIN
    SELECT RAISE(ABORT, 'a tile of the tree is made once')
    WHERE EXISTS (SELECT 1 FROM tile WHERE level = NEW.level AND number = NEW.number);
END;
CREATE TRIGGER IF NOT EXISTS tiles_are_not_changed BEFORE UPDATE ON tile BEGIN
    SELECT RAISE(ABORT, 'a tile of the tree is never changed');
END;
CREATE TRIGGER IF NOT EXISTS tiles_are_not_deleted BEFORE DELETE ON tile BEGIN
    SELECT RAISE(ABORT, 'a tile of the tree is never deleted');
END;
CREATE TRIGGER IF NOT EXISTS keys_are_given_once BEFORE INSERT ON command_key BEGIN
    SELECT RAISE(ABORT, 'a command key is given once')
    WHERE EXISTS (SELECT 1 FROM command_key WHERE key = NEW.key);
END;
CREATE TRIGGER IF NOT EXISTS keys_are_not_changed BEFORE UPDATE ON command_key BEGIN
    SELECT RAISE(ABORT, 'a command key is never changed');
END;
CREATE TRIGGER IF NOT EXISTS keys_are_not_deleted BEFORE DELETE ON command_key BEGIN
    SELECT RAISE(ABORT, 'a command key is never deleted');
END;
CREATE TRIGGER IF NOT EXISTS digests_are_given_once BEFORE INSERT ON row_digest BEGIN
    SELECT RAISE(ABORT, 'the digest of a row is given once')
    WHERE EXISTS (SELECT 1 FROM row_digest WHERE of = NEW.of);
END;
CREATE TRIGGER IF NOT EXISTS digests_are_not_changed BEFORE UPDATE ON row_digest BEGIN
    SELECT RAISE(ABORT, 'the digest of a row is never changed');
END;
CREATE TRIGGER IF NOT EXISTS digests_are_not_deleted BEFORE DELETE ON row_digest BEGIN
    SELECT RAISE(ABORT, 'the digest of a row is never deleted');
END;
CREATE TRIGGER IF NOT EXISTS the_identity_is_one BEFORE INSERT ON ledger BEGIN
    SELECT RAISE(ABORT, 'a ledger has one identity') WHERE EXISTS (SELECT 1 FROM ledger);
END;
CREATE TRIGGER IF NOT EXISTS the_identity_is_not_changed BEFORE UPDATE ON ledger BEGIN
    SELECT RAISE(ABORT, 'the identity of a ledger is never changed');
END;
CREATE TRIGGER IF NOT EXISTS the_identity_stays BEFORE DELETE ON ledger BEGIN
    SELECT RAISE(ABORT, 'the identity of a ledger is never deleted');
END;
CREATE TRIGGER IF NOT EXISTS personal_values_are_kept_once BEFORE INSERT ON personal BEGIN
    SELECT RAISE(ABORT, 'a personal value is kept once')
    WHERE EXISTS (
        SELECT 1 FROM personal WHERE commitment = NEW.commitment OR value = NEW.value
    );
END;
CREATE TRIGGER IF NOT EXISTS personal_values_are_not_changed BEFORE UPDATE ON personal BEGIN
    SELECT RAISE(ABORT, 'a personal value is never changed');
END;
CREATE TRIGGER IF NOT EXISTS personal_values_are_erased BEFORE DELETE ON personal BEGIN
    SELECT RAISE(ABORT, 'a personal value goes only after an erasure that names it')
    WHERE NOT EXISTS (
        SELECT 1 FROM stored_events
        WHERE originator_id >= 'erasure:' AND originator_id < 'erasure;'
        AND topic = 'ValuesErased' AND instr(state, lower(hex(OLD.commitment)))
    );
END;
