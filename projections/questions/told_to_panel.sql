-- How does each inspection item stand, and what was the Panel told of it last?
-- Called: What the Panel was told
-- About inspections and what the Panel was told.
-- Without record = 'item': No inspection item is recorded.
-- Example: --inspection EFF17 --as-of 27/11/18
--   p_body: the body that was told
--   p_inspection: only the items of this inspection
--   p_standing: only the items that stand so; one of: open, over
--   ref*: the item's reference
--   inspection: the inspection that printed it
--   category: AFI, recommendation or cause of concern
--   title+: what the force should do
--   status*: its status on the day
--   told_on*: the day the body was last told about it; empty: never told
--   told_to: the meeting it was reported to
--   told*: what it was told; empty: never told
--   paper+: the paper that said so
--   paragraph*: the paragraph or paragraphs
--   times_told: how often it was told about the item
create or replace macro told_to_panel(
    as_of := null, known_by := null, p_body := 'PANEL', p_inspection := null, p_standing := null
) as table
select
    i.ref, i.inspection, i.category, i.title, i.status,
    s.told_on, s.told_to, s.told, s.paper, s.paragraph, coalesce(s.times_told, 0) as times_told
from item_state(as_of := as_of, known_by := known_by) i
left join (
    select
        about_ref,
        arg_max(said_on, ord) as told_on,
        arg_max(told_to, ord) as told_to,
        arg_max(text, ord) as told,
        arg_max_null(paper, ord) as paper,
        arg_max_null(paragraph, ord) as paragraph,
        count(*) as times_told
    from (
        select *, unnest(about) as about_ref
        from statement_state(as_of := as_of, known_by := known_by)
        where starts_with(told_to || '/', upper(p_body) || '/')
    )
    group by about_ref
) s on s.about_ref = i.ref
-- Of other issuers than HMICFRS, only those of the inspection asked about.
left join (
    select ref from inspection_state(as_of := as_of, known_by := known_by) where issuer is not null
) o on o.ref = i.inspection
where if(p_inspection is null, o.ref is null, i.inspection = upper(p_inspection))
    and (p_standing is null or (i.status in $open('item')) = (lower(p_standing) = 'open'))
order by i.inspection, i.category, i.area nulls last, i.number;
