-- What is each subject, and how many records are linked to it?
--   ref: the subject's reference
--   title: its name
--   status: named
--   linked: how many records are linked to it
create or replace macro subject_state(as_of := null, known_by := null) as table
select
    s.ref,
    any_value(s.title) as title,
    arg_max(s.status, s.ord) as status,
    coalesce(any_value(l.linked), 0) as linked
from live(as_of := as_of, known_by := known_by) s
left join (
    select subject, count(*) as linked
    from subject_links(as_of := as_of, known_by := known_by)
    group by subject
) l on l.subject = s.ref
where s.record = 'subject'
group by s.ref
having any_value(s.title) is not null;
