-- What is so about each session of each programme?
create or replace macro session_state(as_of := null, known_by := null) as table
select
    ref,
    session,
    any_value(session_type) as session_type,
    arg_max(subject, ord) as subject,
    any_value(duty) as duty,
    arg_max(planned_for, ord) as planned_for,
    any_value(planned_words) as planned_words,
    coalesce(list(moved_from order by ord) filter (moved_from is not null), []) as moved_from,
    count(*) filter (kind = 'ProgrammeSessionMoved') as times_moved,
    any_value(effective_on) filter (kind = 'ProgrammeSessionHeld') as held_on,
    any_value(date_basis) filter (kind = 'ProgrammeSessionHeld') as date_basis,
    any_value(meeting) as meeting,
    min(ord) as ord
from live(as_of := as_of, known_by := known_by)
where record = 'programme' and session is not null
group by ref, session
having any_value(session_type) is not null;
