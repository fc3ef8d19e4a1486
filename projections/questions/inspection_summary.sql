-- What did each inspection find, and does it list as many items as it states?
-- Called: Inspections
-- About inspections and what the Panel was told.
-- Without record = 'inspection': No inspection is recorded.
--   inspection*: the inspection
--   title: its report
--   inspection_year: the year it inspected, which is not the year of publication
--   published_on+: the day of publication; empty: not published
--   overall*: the overall grade; empty: not recorded
--   grades: the grades of question areas; empty: none recorded
--   afis_stated*: areas for improvement, as the paper counts them; empty: not stated
--   afis_listed*: areas for improvement listed in it
--   recommendations_stated+: recommendations, as the paper counts them; empty: not stated
--   recommendations_listed*: recommendations listed in it
--   causes_stated: causes of concern, as the paper counts them; empty: not stated
--   causes_listed: causes of concern listed in it
--   not_closed*: items that are not closed
--   mismatch*: whether a stated count differs from what is listed; empty: no number stated
create or replace macro inspection_summary(as_of := null, known_by := null) as table
with listed as (
    select
        inspection,
        count(*) filter (category = 'AFI') as afis,
        count(*) filter (category = 'recommendation') as recommendations,
        count(*) filter (category = 'cause of concern') as causes,
        count(*) filter (status in $open('item')) as not_closed
    from item_state(as_of := as_of, known_by := known_by)
    group by inspection
)
select
    n.ref as inspection, n.title, n.inspection_year, n.published_on, n.overall, n.grades,
    n.afis_stated,
    coalesce(i.afis, 0) as afis_listed,
    n.recommendations_stated,
    coalesce(i.recommendations, 0) as recommendations_listed,
    n.causes_stated,
    coalesce(i.causes, 0) as causes_listed,
    coalesce(i.not_closed, 0) as not_closed,
    case
        when coalesce(n.afis_stated, n.recommendations_stated, n.causes_stated) is not null
            then coalesce(
                n.afis_stated <> coalesce(i.afis, 0)
                or n.recommendations_stated <> coalesce(i.recommendations, 0)
                or n.causes_stated <> coalesce(i.causes, 0),
                false
            )
    end as mismatch
from inspection_state(as_of := as_of, known_by := known_by) n
left join listed i on i.inspection = n.ref
where n.issuer is null
order by n.inspection_year, n.ref;
