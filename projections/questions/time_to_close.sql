-- How many days did each closed action take, longest first?
-- Called: Days to close each action
-- About actions.
-- Without record = 'action': No action is recorded.
--   ref*: the action's reference
--   title*: what was to be done
--   raised_on*: the day it was raised
--   closed_on*: the day it was last closed
--   days*: days between them
--   reopened+: how often it was reopened
create or replace macro time_to_close(as_of := null, known_by := null) as table
select ref, title, raised_on, closed_on, closed_on - raised_on as days, reopened
from (
    select
        ref,
        any_value(title) as title,
        any_value(effective_on) filter (kind = 'ActionRaised') as raised_on,
        arg_max(effective_on, ord) as closed_on,
        count(*) filter (kind = 'ActionReopened') as reopened
    from live(as_of := as_of, known_by := known_by) e
    where record = 'action' and e.status is not null
    group by ref
    having arg_max(e.status, ord) = 'closed'
)
order by days desc, ref;
