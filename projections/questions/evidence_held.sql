-- Which files are kept beside the ledger, what do they show, and until when are they kept?
-- About the record itself.
--   ref*: the beginning of its SHA-256, by which a command finds it
--   title*: what it is, in the words it came with
--   shows*: the records it is evidence of, or the document it is
--   expires_on*: the day from which it need not be kept; empty where none was set
--   held_by*: the authorities whose legal hold it is under
--   status+: stored, or disposed of
--   status_on+: since when
--   size_bytes+: how long it is, in bytes
--   stored_on: the day it was last put there
--   sha256: the SHA-256 of its bytes, by which it is kept
create or replace macro evidence_held(as_of := null, known_by := null) as table
select
    f.ref[1:12] as ref, f.title, coalesce(s.shows, []) as shows, f.expires_on, f.held_by,
    f.status, f.status_on, f.size_bytes, f.stored_on, f.ref as sha256
from file_state(as_of := as_of, known_by := known_by) f
left join (
    select sha256, list(distinct ref order by ref) as shows
    from live(as_of := as_of, known_by := known_by)
    where record <> 'file' and sha256 is not null
    group by sha256
) as s on s.sha256 = f.ref
order by f.status desc, f.expires_on nulls last, f.title, f.ref;
