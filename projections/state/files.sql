-- What is the state of each file kept beside the ledger?
--   ref: the file's reference, made from its hash
--   title: what it is
--   size_bytes: its size in bytes
--   stored_on: the day it was last stored
--   expires_on: the day from which it may be disposed of
--   status: stored or disposed of
--   status_on: the day its status began
--   held_by: who placed a legal hold on it
create or replace macro file_state(as_of := null, known_by := null) as table
select
    f.ref, f.title, f.size_bytes, f.stored_on, f.expires_on, f.status, f.status_on,
    coalesce(h.held_by, []) as held_by
from (
    select
        ref,
        arg_max(title, ord) filter (kind = 'FileStored') as title,
        arg_max(size_bytes, ord) as size_bytes,
        max(effective_on) filter (kind = 'FileStored') as stored_on,
        -- A file stored again has no expiry day until one is set.
        arg_max_null(expires_on, ord) filter (kind in ('FileStored', 'FileExpirySet')) as expires_on,
        arg_max(status, ord) as status,
        arg_max(effective_on, ord) filter (status is not null) as status_on
    from live(as_of := as_of, known_by := known_by)
    where record = 'file'
    group by ref
) as f
left join (
    select ref, list(held_by order by held_by) as held_by
    from (
        select ref, held_by
        from live(as_of := as_of, known_by := known_by)
        where record = 'file' and held_by is not null
        group by ref, held_by
        having arg_max(kind, ord) = 'FileHeld'
    )
    group by ref
) as h on h.ref = f.ref;
