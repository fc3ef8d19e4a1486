-- What is the state of each inspection item: AFI, recommendation or cause of concern?
--   ref: the item's reference
--   inspection: the inspection that printed it
--   area: the question area, if the paper prints one
--   category: AFI, recommendation or cause of concern
--   number: its number, as printed
--   title: what the force should do
--   status: open, in progress, reported complete, awaiting sign-off, closed and so on
--   lead: the post that leads on it
--   issued_on: the day it was issued
--   updates: how often progress was reported
--   latest_progress: what was last said of its progress
--   last_progress_on: the day of that
--   progress_told_to: the meetings it was reported to, in order
--   evidence: the latest evidence given for it
--   superseded_by: the item that replaced it
--   cause: the cause of concern that a recommendation belongs to
create or replace macro item_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(inspection) as inspection,
    any_value(area) as area,
    any_value(category) as category,
    any_value(number) as number,
    any_value(title) as title,
    -- The first progress after an item is open, or open again, brings it in progress.
    case
        when arg_max(status, ord) = 'open'
            and max(ord) filter (kind = 'ItemProgressed') > max(ord) filter (status is not null)
            then 'in progress'
        else arg_max(status, ord)
    end as status,
    arg_max(lead, ord) as lead,
    any_value(effective_on) filter (kind = 'ItemIssued') as issued_on,
    count(*) filter (kind = 'ItemProgressed') as updates,
    arg_max(text, ord) filter (kind = 'ItemProgressed') as latest_progress,
    max(effective_on) filter (kind = 'ItemProgressed') as last_progress_on,
    coalesce(list(told_to order by ord) filter (told_to is not null), []) as progress_told_to,
    arg_max(evidence, ord) as evidence,
    arg_max(superseded_by, ord) as superseded_by,
    any_value(cause) as cause
from live(as_of := as_of, known_by := known_by)
where record = 'item'
group by ref
having any_value(title) is not null;
