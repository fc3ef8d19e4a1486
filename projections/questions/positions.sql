-- How did each inspection item stand on one day, and how on a later one, side by side?
--   p_from: the earlier day
--   p_to: the later day; the day asked about if not said
--   p_inspection: only the items of this inspection
--   ref*: the item's reference
--   title+: what the force should do
--   status_from*: its status on the earlier day; absent if not issued yet
--   told_from*: what the Panel had last been told by then
--   paragraph_from: the paper and paragraph that told it
--   status_to*: its status on the later day
--   told_to_by_then*: what the Panel had last been told by then
--   paragraph_to: the paper and paragraph that told it
--   changed+: whether the status changed
create or replace macro positions(
    p_from, p_to := null, p_inspection := null, as_of := null, known_by := null
) as table
select
    b.ref, b.title,
    a.status as status_from, a.told as told_from,
    nullif(concat_ws(', ', a.paper, a.paragraph), '') as paragraph_from,
    b.status as status_to, b.told as told_to_by_then,
    nullif(concat_ws(', ', b.paper, b.paragraph), '') as paragraph_to,
    a.status is distinct from b.status as changed
from told_to_panel(
    as_of := coalesce(p_to::date, as_of::date), known_by := known_by, p_inspection := p_inspection
) b
left join told_to_panel(
    as_of := p_from::date, known_by := known_by, p_inspection := p_inspection
) a using (ref)
order by b.ref;
