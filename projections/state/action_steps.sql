-- What happened to each action, step by step, and in whose words?
--   ref: the action's reference
--   ord: its place in the order of events: by day, then as written
--   position: the number of the event
--   effective_on: the day it happened
--   step: what happened in a word or two: raised, reassigned, due date moved, progress and so on
--   words: what was said of it: to whom, to when, why, or on what evidence
--   who: the post or posts that did it or were given it
--   said: the whole step as one phrase
create or replace macro action_steps(as_of := null, known_by := null) as table
select
    *,
    step
        || case
            when step in ('reported complete', 'closure refused', 'disputed')
                then coalesce(' by ' || who, '')
            else ''
        end
        || coalesce(
            if(
                step in (
                    'reassigned', 'due date moved', 'carried forward', 'superseded', 'merged',
                    'linked'
                ),
                ' ', ': '
            ) || words,
            ''
        ) as said
from (
    select
        ref, ord, position, effective_on,
        $called(kind) as step,
        case kind
            when 'ActionOwnerChanged'
                then concat_ws(': ', 'to ' || array_to_string(owners, ', '), reason)
            when 'ActionDueExtended'
                then concat_ws(
                    ': ',
                    'to ' || strftime(due, '%-d %B %Y') || coalesce(' (' || due_words || ')', ''),
                    reason
                )
            when 'ActionDueUnset' then concat_ws(': ', due_words, reason)
            when 'ActionAgreedClosed' then concat_ws(': ', closed_at, evidence)
            when 'ActionClaimed'
                then concat_ws('; ', rag, percent || ' percent', status_words, text)
            when 'ActionDisputeSettled' then concat_ws(': ', outcome, text)
            when 'ActionCarriedForward' then 'to ' || carried_to
            when 'ActionSuperseded' then 'by ' || superseded_by
            when 'ActionMerged' then 'into ' || merged_into
            when 'ActionLinked' then 'to ' || linked_to
            else coalesce(text, reason, evidence)
        end as words,
        coalesce(
            reported_by, verified_by, approved_by, refused_by, disputed_by, claimed_by,
            settled_by,
            nullif(array_to_string(owners, ', '), '')
        ) as who
    from live(as_of := as_of, known_by := known_by)
    where record = 'action'
);
