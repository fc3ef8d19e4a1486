-- Which actions are still open, soonest due first?
-- Called: Open actions
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_body: only those of this body; a reference of: body; one of: not stated
--   ref*: the action's reference
--   title*: what is to be done
--   owners*: the posts answerable for it; empty: none stated
--   due*: the due date now; empty: no due date
--   due_words?: the due date now in the paper's words, where it is stated in words
--   due_basis?: inferred, where the due date is the last day those words can mean
--   original_due: the due date when it was raised; empty: no due date
--   extensions+: how often the due date was moved
--   carried+: how often it was carried forward to a later meeting
--   age_days*: days since it was raised
--   overdue*: whether the due date has passed; empty: no due date
--   status*: open, or reported complete by its owner but not yet verified
--   raised_on+: the day it was raised
--   meeting: the meeting that raised it
--   item: the item of that meeting
--   disputed: whether somebody says the record of it is wrong
--   marking: OFFICIAL, or OFFICIAL-SENSITIVE if any of its events is
--   body: the body the action belongs to, where that is recorded
create or replace macro open_actions(as_of := null, known_by := null, p_body := null) as table
select
    ref, title, owners, due, due_words, due_basis, original_due, extensions, carried,
    coalesce(as_of::date, current_date) - raised_on as age_days,
    due < coalesce(as_of::date, current_date) as overdue,
    status, raised_on, meeting, item, disputed, marking, body
from action_state(as_of := as_of, known_by := known_by, p_ended := false)
where p_body is null or coalesce(body, 'NOT STATED') = upper(p_body)
order by due nulls last, ref;
