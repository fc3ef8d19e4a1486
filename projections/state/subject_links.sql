-- Which records bear on which subject: as a whole, in one question area, or at one meeting item?
--   subject: the subject
--   linked_to: the record that bears on it
--   area: only this question area of it
--   item: only this meeting item of it
--   reason: why it bears on the subject
--   linked_by: who linked it
--   linked_on: the day it was linked
--   ord: its place in the order of events: by day, then as written
create or replace macro subject_links(as_of := null, known_by := null) as table
select
    ref as subject, linked_to, area, item, reason, recorded_by as linked_by,
    effective_on as linked_on, ord
from (
    select
        *, max(ord) filter (kind = 'SubjectUnlinked') over (partition by ref, linked_to) as unlinked_at
    from live(as_of := as_of, known_by := known_by)
    where record = 'subject'
)
where kind = 'SubjectLinked' and coalesce(ord > unlinked_at, true);
