-- What is the state of each session of each programme?
--   ref: the programme
--   session: the session's short name
--   session_type: performance, thematic, public and so on
--   subject: what it is about
--   duty: the statutory duty it satisfies
--   planned_for: the day it is planned for
--   planned_words: when it is planned for, in the paper's words
--   moved_from: the days from which it was moved, in order
--   times_moved: how often it was moved
--   held_on: the day it was held
--   date_basis: how that day is known: stated, inferred or unknown
--   meeting: the meeting that was the session
--   ord: its place in the order of events: by day, then as written
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
