-- What is the status of each area for improvement?
-- Called: Areas for improvement
-- About inspections and what the Panel was told.
-- Without record = 'item': No inspection item is recorded.
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
create or replace macro afi_status(as_of := null, known_by := null) as table
select
    i.ref, inspection, area, number, title, i.status, lead, issued_on, last_progress_on,
    nullif(
        list_sort(list_distinct(progress_told_to || coalesce(s.meetings, []))), []
    ) as told_to,
    due, due_words,
    case due_set_by when 'issuer' then 'inspectorate' when 'owner' then 'force' end as due_set_by,
    status_words, status_words_by, rag, rag_by, percent, percent_by, claimed_on
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
