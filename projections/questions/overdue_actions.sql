-- Which open actions are past their due date, longest first?
-- Called: Overdue
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_body: only those of this body; a reference of: body; one of: not stated
--   ref*: the action's reference
--   title*: what is to be done
--   owners*: the posts answerable for it; empty: none stated
--   due*: the due date now; empty: no due date
--   due_words?: the due date now in the paper's words, where it is stated in words
--   due_basis?: inferred, where the due date is the last day those words can mean
--   original_due+: the due date when it was raised; empty: no due date
--   extensions+: how often the due date was moved
--   days_overdue*: days since the due date
--   status+: open, or reported complete but not yet verified
--   raised_on: the day it was raised
--   meeting: the meeting that raised it
create or replace macro overdue_actions(as_of := null, known_by := null, p_body := null) as table
select
    ref, title, owners, due, due_words, due_basis, original_due, extensions,
    coalesce(as_of::date, current_date) - due as days_overdue,
    status, raised_on, meeting
from open_actions(p_body := p_body, as_of := as_of, known_by := known_by)
where overdue
order by due, ref;
