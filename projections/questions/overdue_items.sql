-- Which matters that HMICFRS raised are open past their due date, the longest first?
-- Called: Overdue matters that inspectors raised
-- About inspections and what the Panel was told.
-- Without kind = 'ItemDueAgreed': No due date of an inspection item is recorded.
--   ref*: the item's reference
--   category: AFI, recommendation or cause of concern
--   inspection: the inspection that printed it
--   title*: what the force should do
--   status+: open, in progress, reported complete or awaiting sign-off
--   lead+: the post that leads on it; empty: none stated
--   due*: the due date now; empty: no due date
--   due_words?: the due date in the words of the paper
--   days_overdue*: days since the due date
--   original_due?: the due date first agreed; empty: no due date
--   revisions?: how often the due date was revised
create or replace macro overdue_items(as_of := null, known_by := null) as table
select
    i.ref, i.category, i.inspection, i.title, i.status, i.lead, i.due, i.due_words,
    coalesce(as_of::date, current_date) - i.due as days_overdue, i.original_due, i.revisions
from item_state(as_of := as_of, known_by := known_by, p_ended := false) i
anti join (
    select ref from inspection_state(as_of := as_of, known_by := known_by) where issuer is not null
) o on o.ref = i.inspection
where i.status in $open('item') and i.due < coalesce(as_of::date, current_date)
order by days_overdue desc, i.ref;
