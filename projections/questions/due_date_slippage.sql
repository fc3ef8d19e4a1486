-- Which due dates were moved: when, from what, to what, why, and with whose approval?
-- Called: Due dates moved
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_action: only this action
--   ref*: the action's reference
--   title+: what is to be done
--   moved_on*: the day it was moved
--   due_was*: the due date before, as known now; empty: no due date
--   due_words_was?: the words it was due in before, as known now
--   due*: the due date after; empty: no set day
--   due_words?: the words it was moved to
--   days+: days between them
--   reason*: why
--   approved_by*: who approved it
--   recorded_by+: who typed it
--   recorded_for: the post they recorded it for, where they said so
--   recorded_on: when
--   event: the number of the event
--   extensions: how often the action's due date was moved
--   total_days: total days of slippage
create or replace macro due_date_slippage(
    as_of := null, known_by := null, p_action := null
) as table
select
    ref, title, moved_on, due_was, due_words_was, due, due_words, due - due_was as days,
    reason, approved_by, recorded_by, recorded_for, recorded_on, event,
    count(*) over (partition by ref) as extensions,
    coalesce(sum(due - due_was) over (partition by ref), 0)::bigint as total_days
from due_moves(as_of := as_of, known_by := known_by)
where p_action is null or ref = upper(p_action)
order by ref, ord;
