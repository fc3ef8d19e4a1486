-- Which questions put at meetings have no answer, longest first?
-- Called: Unanswered questions
-- About meetings and their bodies.
-- Without record = 'question': No question is recorded.
--   p_body: only questions put at this body's meetings, such as HTA
--   ref*: the question's reference
--   text*: what was asked
--   meeting+: the meeting at which it was put
--   item+: the item of that meeting
--   put_by: who asked
--   put_to: who was asked
--   status*: put or deferred
--   deferred_to+: when it was deferred to, if stated
--   put_on*: the day it was asked
--   days*: days since then
create or replace macro unanswered_questions(
    as_of := null, known_by := null, p_body := null
) as table
select
    ref, text, meeting, item, put_by, put_to, status, deferred_to, put_on,
    coalesce(as_of::date, current_date) - put_on as days
from question_state(as_of := as_of, known_by := known_by)
where status in $open('question')
    and (p_body is null or starts_with(meeting || '/', upper(p_body) || '/'))
order by put_on, ref;
