-- Which records bear on which subject: whole, in one question area, or at one item of a meeting?
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
