-- Which files are kept beside the ledger, what do they show, and until when are they kept?
-- Called: Evidence kept
-- About the record itself.
-- Without record = 'file': No file is kept beside the ledger.
--   ref*: the start of its SHA-256, by which commands find it
--   title*: its title, as supplied
--   shows*: the records it is evidence for, or the document it is
--   expires_on*: the day from which it need not be kept; empty: none set
--   held_by*: the authorities whose legal hold applies
--   status+: stored or disposed of
--   status_on+: since when
--   size_bytes+: its size in bytes
--   stored_on: the day it was last stored
--   sha256: the SHA-256 of its bytes, under which it is kept
create or replace macro evidence_held(as_of := null, known_by := null) as table
select
    f.ref[1:12] as ref, f.title, coalesce(s.shows, []) as shows, f.expires_on, f.held_by,
    f.status, f.status_on, f.size_bytes, f.stored_on, f.ref as sha256
from file_state(as_of := as_of, known_by := known_by) f
left join (
    -- A document is shown by its reading too.
    select coalesce(reading_sha256, sha256) as sha256, list(distinct ref order by ref) as shows
    from live(as_of := as_of, known_by := known_by)
    where record <> 'file' and sha256 is not null
    group by coalesce(reading_sha256, sha256)
) as s on s.sha256 = f.ref
order by f.status desc, f.expires_on nulls last, f.title, f.ref;
