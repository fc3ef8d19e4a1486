-- Which actions were carried forward, most often first?
-- About actions.
-- Example: --more-than 0 --as-of 27/11/18
--   p_more_than: only those carried more often than this
--   ref*: the action's reference
--   title*: what shall be done
--   owners*: the posts answerable for it
--   status*: what is so about it
--   carried*: how often it was carried forward
--   meetings+: the meetings it was carried to, in order
--   due+: the due date now
--   due_words?: the due date in the words of the paper, where it was not moved to a day since
--   original_due: the due date it was raised with
--   raised_on+: the day it was raised
create or replace macro carried_forward(as_of := null, known_by := null, p_more_than := 0) as table
select
    ref, title, owners, status, carried, carried_to as meetings, due, due_words, original_due,
    raised_on
from action_state(as_of := as_of, known_by := known_by)
where carried > p_more_than::bigint
order by carried desc, raised_on, ref;
