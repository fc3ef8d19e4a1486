-- Which open actions are due on no day that can be computed, oldest first?
-- Called: Actions with no date
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_body: only those of this body; a reference of: body; one of: not stated
--   p_said: only those whose due date was said so; one of: in words, not at all
--   ref*: the action's reference
--   title*: what is to be done
--   owners*: the posts answerable for it; empty: none stated
--   due_words*: the due date in the paper's words; empty: none stated
--   age_days*: days since it was raised
--   status+: open, or reported complete but not yet verified
--   carried+: how often it was carried forward
--   raised_on+: the day it was raised
--   meeting: the meeting that raised it
create or replace macro due_on_no_day(
    as_of := null, known_by := null, p_body := null, p_said := null
) as table
select ref, title, owners, due_words, age_days, status, carried, raised_on, meeting
from open_actions(p_body := p_body, as_of := as_of, known_by := known_by)
where due is null
    and (p_said is null or (due_words is not null) = (lower(p_said) = 'in words'))
order by raised_on, ref;
