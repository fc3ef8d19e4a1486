-- What is so about each file that is kept beside the ledger?
--   ref: the file's reference, made of its hash
--   title: what it is
--   size_bytes: its size in bytes
--   stored_on: the day it was last stored
--   expires_on: the day on which it may go
--   status: stored, or disposed
--   status_on: the day since which that is its status
--   held_by: who said that it must not go yet
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
        -- Stored anew, it has no day until one is set again.
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
