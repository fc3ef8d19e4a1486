-- Which sessions of each programme were planned, moved and held?
-- Called: Programmes and their sessions
-- About commitments, measures and programmes.
-- Without record = 'programme': No programme is recorded.
--   p_programme: only the sessions of this programme
--   ref*: the programme
--   session*: its short name
--   session_type+: performance, thematic, public, and so on
--   subject*: what it is about
--   planned*: the planned day, or the paper's words for it
--   times_moved: how often it was moved
--   moved_from: the days from which it was moved, in order
--   held_on*: the day it was held; empty: not recorded
--   date_basis+: how the day it was held is known: stated, inferred or unknown
--   meeting: the meeting that was the session
--   duty: the statutory duty it satisfies
--   programme_status: whether the programme is proposed or adopted
create or replace macro programme_sessions(
    as_of := null, known_by := null, p_programme := null
) as table
select
    s.ref, s.session, s.session_type, s.subject,
    coalesce(strftime(s.planned_for, '%-d %b %Y'), s.planned_words) as planned,
    s.times_moved, s.moved_from, s.held_on,
    s.date_basis, s.meeting, s.duty, p.status as programme_status
from session_state(as_of := as_of, known_by := known_by) s
join programme_state(as_of := as_of, known_by := known_by) p on p.ref = s.ref
where p_programme is null or s.ref = p_programme
order by s.ref, coalesce(s.held_on, s.planned_for) nulls last, s.ord;
