-- Which actions were carried forward, most often first?
-- Called: Actions carried forward
-- About actions.
-- Without record = 'action': No action is recorded.
-- Example: --more-than 0 --as-of 27/11/18
--   p_more_than: only actions carried forward more often than this
--   ref*: the action's reference
--   title*: what is to be done
--   owners*: the posts answerable for it; empty: none stated
--   status*: its status
--   carried*: how often it was carried forward
--   meetings+: the meetings it was carried to, in order
--   due+: the due date now; empty: no due date
--   due_words?: the due date now in the paper's words, where it is stated in words
--   original_due: the due date when it was raised; empty: no due date
--   raised_on+: the day it was raised
create or replace macro carried_forward(as_of := null, known_by := null, p_more_than := 0) as table
select
    ref, title, owners, status, carried, carried_to as meetings, due, due_words, original_due,
    raised_on
from action_state(as_of := as_of, known_by := known_by)
where carried > p_more_than::bigint
order by carried desc, raised_on, ref;
