-- What is the state of each inspection item: AFI, recommendation or cause of concern?
--   p_ended: false leaves out items that have ended, which is much faster
--   ref: the item's reference
--   inspection: the inspection that printed it
--   area: the question area, if the paper prints one
--   category: AFI, recommendation or cause of concern
--   number: its number, as printed
--   title: what the force should do
--   status: open, in progress, reported complete, awaiting sign-off, closed and so on
--   status_on: the day since which that is its status, but for in progress, which is no event's own
--   lead: the post that leads on it
--   issued_on: the day it was issued
--   updates: how often progress was reported
--   latest_progress: what was last said of its progress
--   last_progress_on: the day of that
--   progress_told_to: the meetings it was reported to, in order
--   evidence: the latest evidence given for it
--   superseded_by: the item that replaced it
--   cause: the cause of concern that a recommendation belongs to
--   priority: how grave it is, in the words of its issuer
--   response: agreed, partly agreed, in words (neither), or rejected; absent where none is recorded
--   response_text: what the response says; of a rejection, why
--   responded_by: the post that responded
--   due: the due date now
--   original_due: the due date first agreed
--   due_words: the due date in the words of the paper, until it is revised to a day
--   due_set_by: whether its issuer or its owner set the first due date
--   revisions: how often the due date was revised
--   status_words: the status reported last in the words of a paper: a claim
--   status_words_by: who reported that status
--   rag: the colour reported last: a claim
--   rag_by: who reported that colour
--   percent: how much was reported last as done: a claim
--   percent_by: who reported that
--   claimed_on: the day of the last of these
--   reported_by: the post that reported it complete; forgotten when it is open again
--   verified_by: the post that verified it; forgotten when it is open again
--   auditor: who verified it for its issuer; forgotten when it is open again
create or replace macro item_state(as_of := null, known_by := null, p_ended := true) as table
select *
from (
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
        arg_max(effective_on, ord) filter (status is not null) as status_on,
        arg_max(lead, ord) as lead,
        any_value(effective_on) filter (kind = 'ItemIssued') as issued_on,
        count(*) filter (kind = 'ItemProgressed') as updates,
        arg_max(text, ord) filter (kind = 'ItemProgressed') as latest_progress,
        max(effective_on) filter (kind = 'ItemProgressed') as last_progress_on,
        coalesce(list(told_to order by ord) filter (told_to is not null), []) as progress_told_to,
        arg_max(evidence, ord) as evidence,
        arg_max(superseded_by, ord) as superseded_by,
        any_value(cause) as cause,
        any_value(priority) as priority,
        if(
            arg_max(status, ord) = 'rejected', 'rejected', arg_max(response, ord)
        ) as response,
        if(
            arg_max(status, ord) = 'rejected',
            arg_max(reason, ord) filter (kind = 'ItemRejected'),
            arg_max_null(text, ord) filter (kind = 'ItemResponded')
        ) as response_text,
        if(
            arg_max(status, ord) = 'rejected',
            arg_max_null(responded_by, ord) filter (kind = 'ItemRejected'),
            arg_max_null(responded_by, ord) filter (kind = 'ItemResponded')
        ) as responded_by,
        arg_max(due, ord) as due,
        any_value(due) filter (kind = 'ItemDueAgreed') as original_due,
        if(
            count(*) filter (kind = 'ItemDueRevised') = 0, any_value(due_words), null
        ) as due_words,
        any_value(due_set_by) as due_set_by,
        count(*) filter (kind = 'ItemDueRevised') as revisions,
        arg_max(status_words, ord) as status_words,
        arg_max_null(claimed_by, ord) filter (status_words is not null) as status_words_by,
        arg_max(rag, ord) as rag,
        arg_max_null(claimed_by, ord) filter (rag is not null) as rag_by,
        arg_max(percent, ord) as percent,
        arg_max_null(claimed_by, ord) filter (percent is not null) as percent_by,
        max(effective_on) filter (kind = 'ItemClaimed') as claimed_on,
        arg_max_null(reported_by, ord) filter (
            reported_by is not null or status in ('open', 'in progress')
        ) as reported_by,
        arg_max_null(verified_by, ord) filter (status is not null) as verified_by,
        arg_max_null(auditor, ord) filter (status is not null) as auditor
    from live(as_of := as_of, known_by := known_by, p_ended := p_ended)
    where record = 'item'
    group by ref
    having any_value(title) is not null
)
where p_ended or status in $open('item');
