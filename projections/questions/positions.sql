-- How did each inspection item stand on two days, side by side?
-- Called: Inspection items on two days
-- About inspections and what the Panel was told.
-- Without record = 'item': No inspection item is recorded.
-- Example: --from 27/2/18 --to 27/11/18
--   p_from: the earlier day
--   p_to: the later day (default: the day asked about)
--   p_inspection: only the items of this inspection
--   ref*: the item's reference
--   title+: what the force should do
--   earlier_status*: its status on the earlier day; empty: not yet issued
--   earlier_told*: what the Panel had last been told by then
--   earlier_paragraph: the paper and paragraph that told it
--   later_status*: its status on the later day
--   later_told*: what the Panel had last been told by then
--   later_paragraph: the paper and paragraph that told it
--   changed+: whether the status changed
create or replace macro positions(
    p_from, p_to := null, p_inspection := null, as_of := null, known_by := null
) as table
select
    b.ref, b.title,
    a.status as earlier_status, a.told as earlier_told,
    nullif(concat_ws(', ', a.paper, a.paragraph), '') as earlier_paragraph,
    b.status as later_status, b.told as later_told,
    nullif(concat_ws(', ', b.paper, b.paragraph), '') as later_paragraph,
    a.status is distinct from b.status as changed
from told_to_panel(
    as_of := coalesce(p_to::date, as_of::date), known_by := known_by, p_inspection := p_inspection
) b
left join told_to_panel(
    as_of := p_from::date, known_by := known_by, p_inspection := p_inspection
) a using (ref)
order by b.ref;
