-- What is the status of each area for improvement?
-- About inspections and what the Panel was told.
--   ref*: the AFI's reference
--   inspection: the inspection that printed it
--   area: the question area, if the paper prints one
--   number: its number, as printed
--   title*: what the force should do
--   status*: open, in progress, reported complete, awaiting sign-off, closed, and so on
--   lead+: the post in the force that answers for it; empty: none stated
--   issued_on+: the day it was published
--   last_progress_on*: the day of the latest progress reported; empty: none
--   told_to+: the meetings that were told about it, in order
create or replace macro afi_status(as_of := null, known_by := null) as table
select
    i.ref, inspection, area, number, title, i.status, lead, issued_on, last_progress_on,
    nullif(
        list_sort(list_distinct(progress_told_to || coalesce(s.meetings, []))), []
    ) as told_to
from item_state(as_of := as_of, known_by := known_by) i
left join (
    select ref, list(told_to) as meetings
    from (
        select unnest(about) as ref, told_to
        from statement_state(as_of := as_of, known_by := known_by)
        where told_to is not null
    )
    group by ref
) s on s.ref = i.ref
where category = 'AFI'
order by inspection, area nulls last, number;
