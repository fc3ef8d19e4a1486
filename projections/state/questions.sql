-- What became of each question put at a meeting?
--   ref: the question's reference
--   text: what was asked
--   status: put, answered, deferred or withdrawn
--   status_on: the day its status began
--   put_on: the day it was asked
--   meeting: the meeting at which it was put
--   item: the item of that meeting
--   put_by: who asked
--   put_to: who was asked
--   answer: the answer
--   deferred_to: when it was deferred to, if stated
create or replace macro question_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(text) as text,
    arg_max(status, ord) as status,
    arg_max(effective_on, ord) filter (status is not null) as status_on,
    any_value(effective_on) filter (kind = 'QuestionPut') as put_on,
    any_value(meeting) as meeting,
    any_value(item) as item,
    any_value(put_by) as put_by,
    any_value(put_to) as put_to,
    arg_max(answer, ord) as answer,
    arg_max(deferred_to, ord) as deferred_to
from live(as_of := as_of, known_by := known_by)
where record = 'question'
group by ref
having any_value(text) is not null;
