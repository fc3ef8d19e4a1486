-- Which areas for improvement and recommendations of inspections and audits are open, oldest first?
-- Called: Open AFIs and recommendations
-- About inspections and what the Panel was told.
-- Without record = 'item': No inspection item is recorded.
--   ref*: the item's reference
--   category*: AFI or recommendation
--   inspection: the inspection or report that printed it
--   title*: what should be done
--   status*: open, in progress, reported complete or awaiting sign-off
--   lead+: the post that leads on it; empty: none stated
--   issued_on+: the day it was issued
--   age_days*: days since then
--   age: under 6 months, 6 to 12 months, 1 to 2 years, or over 2 years
--   due?: the due date now; empty: no due date
--   due_words?: the due date in the words of the paper
create or replace macro open_items(as_of := null, known_by := null) as table
select
    ref, category, inspection, title, status, lead, issued_on,
    coalesce(as_of::date, current_date) - issued_on as age_days,
    case
        when issued_on > coalesce(as_of::date, current_date) - interval '6 months' then 'under 6 months'
        when issued_on > coalesce(as_of::date, current_date) - interval '1 year' then '6 to 12 months'
        when issued_on > coalesce(as_of::date, current_date) - interval '2 years' then '1 to 2 years'
        else 'over 2 years'
    end as age,
    due, due_words
from item_state(as_of := as_of, known_by := known_by, p_ended := false)
where category in ('AFI', 'recommendation')
order by issued_on, ref;
