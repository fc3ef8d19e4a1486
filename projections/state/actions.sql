-- What is the state of each action? With p_ended false, only of open ones: much faster.
--   p_ended: false leaves out actions that have ended, which is much faster
--   p_over: with p_ended false, leaves out only those that had ended by this earlier day
--   ref: the action's reference
--   title: what is to be done
--   owners: the posts answerable for it; empty if the paper states none
--   due: the due date now
--   original_due: the due date when it was raised
--   due_meeting: the meeting by which it was due when it was raised
--   due_words: the due date now in the paper's words, where it is stated in words
--   due_basis: inferred, where the due date is the last day those words can mean
--   extensions: how often the due date was moved
--   carried: how often it was carried forward to a later meeting
--   carried_to: the meetings to which it was carried, in order
--   status: open, reported complete, closed, superseded, merged, withdrawn or existence disputed
--   status_on: the day its status began
--   raised_on: the day it was raised
--   meeting: the meeting that raised it
--   item: the item of that meeting
--   body: the body of the meeting it was carried to, raised at or first reported to
--   source: the paper and lines that record its raising
--   reported_by: the post that reported it complete; cleared when it is reopened
--   verified_by: the post that verified its closure; cleared when it is reopened
--   evidence: the latest evidence given for it
--   succeeded_by: the action that superseded it or that it was merged into
--   closed_at: the meeting that agreed it as completed and closed it; cleared when it is reopened
--   disputed: whether somebody says the record of it is wrong, and that is not settled
--   marking: OFFICIAL, or OFFICIAL-SENSITIVE if any of its events is
create or replace macro action_state(
    as_of := null, known_by := null, p_ended := true, p_over := null
) as table
select *
from (
    select
        ref,
        any_value(title) as title,
        coalesce(arg_max(owners, ord), []) as owners,
        -- An extension may be to no set day, or to words.
        arg_max_null(due, ord) filter (
            title is not null or kind in ('ActionDueExtended', 'ActionDueUnset')
        ) as due,
        -- Only the raising of an action has a title.
        any_value(due) filter (title is not null) as original_due,
        any_value(due_meeting) filter (title is not null) as due_meeting,
        arg_max_null(due_words, ord) filter (
            title is not null or kind in ('ActionDueExtended', 'ActionDueUnset')
        ) as due_words,
        arg_max_null(due_basis, ord) filter (
            title is not null or kind in ('ActionDueExtended', 'ActionDueUnset')
        ) as due_basis,
        count(*) filter (kind in ('ActionDueExtended', 'ActionDueUnset')) as extensions,
        count(carried_to) as carried,
        coalesce(list(carried_to order by ord) filter (carried_to is not null), []) as carried_to,
        arg_max(e.status, ord) as status,
        arg_max(effective_on, ord) filter (e.status is not null) as status_on,
        any_value(effective_on) filter (title is not null) as raised_on,
        any_value(meeting) as meeting,
        any_value(item) as item,
        coalesce(
            split_part(arg_max(carried_to, ord), '/', 1), split_part(any_value(meeting), '/', 1),
            any_value(body), split_part(arg_min(told_at, ord), '/', 1)
        ) as body,
        any_value(source) filter (title is not null) as source,
        -- Reopening clears who reported, verified or succeeded it.
        arg_max_null(reported_by, ord) filter (
            reported_by is not null or e.status in ('open', 'existence disputed')
        ) as reported_by,
        arg_max_null(verified_by, ord) filter (verified_by is not null or e.status = 'open') as verified_by,
        arg_max(evidence, ord) as evidence,
        arg_max_null(coalesce(superseded_by, merged_into), ord) filter (e.status is not null) as succeeded_by,
        arg_max_null(closed_at, ord) filter (closed_at is not null or e.status = 'open') as closed_at,
        -- What settles a dispute settles all that came before it.
        coalesce(
            max(ord) filter (disputed_by is not null) > coalesce(
                max(ord) filter (
                    kind in (
                        'ActionDisputeSettled', 'ActionExistenceAffirmed', 'ActionExistenceDenied'
                    )
                ),
                -1
            ),
            false
        ) as disputed,
        -- Only a sensitive record gives a reason for its marking.
        if(count(marking_reason) > 0, 'OFFICIAL-SENSITIVE', 'OFFICIAL') as marking
    from live(as_of := as_of, known_by := known_by, p_ended := p_ended, p_over := p_over) e
    where record = 'action'
    group by ref
    having any_value(title) is not null
)
where p_ended or p_over is not null or status in $open('action');
