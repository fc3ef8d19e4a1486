-- How far has each recommendation of the inspectorate come?
-- About inspections and what the Panel was told.
--   ref*: the recommendation's reference
--   inspection: the inspection that made it
--   area: the question area, if the paper prints one
--   number: its number, as printed
--   title*: what the force should do
--   status*: open, in progress, reported complete, awaiting sign-off, closed, and so on
--   latest_progress*: what the force last said it had done; empty: nothing
--   latest_progress_on+: when; empty: none
--   updates: how often it has said something
create or replace macro recommendation_progress(as_of := null, known_by := null) as table
select
    i.ref, inspection, area, number, title, status, latest_progress,
    last_progress_on as latest_progress_on, updates
from item_state(as_of := as_of, known_by := known_by) i
anti join (
    select ref from inspection_state(as_of := as_of, known_by := known_by) where issuer is not null
) o on o.ref = i.inspection
where category = 'recommendation'
order by inspection, area nulls last, number;
