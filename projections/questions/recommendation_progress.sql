-- How far has each recommendation of the inspectorate come?
-- Called: Recommendations of inspectors
-- About inspections and what the Panel was told.
-- Without record = 'item': No inspection item is recorded.
--   ref*: the recommendation's reference
--   inspection: the inspection that made it
--   area: the question area, if the paper prints one
--   number: its number, as printed
--   title*: what the force should do
--   status*: open, in progress, reported complete, awaiting sign-off, closed, and so on
--   latest_progress*: what the force last said it had done; empty: nothing
--   latest_progress_on+: when; empty: none
--   updates: how often it has said something
--   due?: the due date now; empty: no due date
--   due_words?: the due date in the words of the paper
--   due_set_by?: who set the first due date: the inspectorate or the force
--   status_words?: its status as reported last, in the words of the paper: a claim
--   status_words_by?: who reported that status
--   rag?: the colour reported last: RED, AMBER, GREEN, or BLUE for complete: a claim
--   rag_by?: who reported that colour
--   percent?: how much was reported last as done: a claim
--   percent_by?: who reported that
--   claimed_on?: the day of the last of these
create or replace macro recommendation_progress(as_of := null, known_by := null) as table
select
    i.ref, inspection, area, number, title, status, latest_progress,
    last_progress_on as latest_progress_on, updates, due, due_words,
    case due_set_by when 'issuer' then 'inspectorate' when 'owner' then 'force' end as due_set_by,
    status_words, status_words_by, rag, rag_by, percent, percent_by, claimed_on
from item_state(as_of := as_of, known_by := known_by) i
anti join (
    select ref from inspection_state(as_of := as_of, known_by := known_by) where issuer is not null
) o on o.ref = i.inspection
where category = 'recommendation'
order by inspection, area nulls last, number;
