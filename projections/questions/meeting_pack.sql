-- What does a meeting have before it, and what happened last to each matter?
-- Called: Meeting pack
-- About meetings and their bodies.
-- Example: --meeting HTA/2018-03-27
--   p_meeting: the meeting, such as HTA/2018-03-27; it need not be in the ledger yet
--   matter*: action, question, deferred (item), agenda (item), or asked for and not had
--   ref*: its reference, the meeting that deferred the item, or the agenda item's number
--   title*: what is to be done, what was asked, or the heading
--   owners*: the posts answerable for an action; empty: none
--   since+: the day it was raised, asked, deferred or requested
--   due*: an action's due date; empty: no due date
--   due_words?: an action's due date in the paper's words
--   status: an action's or a question's status
--   carried: how often an action was carried forward
--   latest+: the last thing that happened to it
--   latest_on+: when
--   new_steps: how many things happened to an action since the body's last meeting
--   last_meeting: that body's last meeting that had it
--   last_met: the day on which the body last met before this meeting
create or replace macro meeting_pack(p_meeting, as_of := null, known_by := null) as table
with met as (
    select max(meets_on) as last_met
    from live(as_of := as_of, known_by := known_by)
    where kind = 'MeetingHeld' and starts_with(ref, upper(split_part(p_meeting, '/', 1)) || '/')
        and meets_on < split_part(p_meeting, '/', 2)::date
),
-- The position when the meeting began; before that, the position on the day asked about.
outstanding as (
    select
        ref, title, owners, raised_on as since, due, due_words, status, carried,
        coalesce(carried_to[-1], meeting) as last_meeting
    from action_state(
        as_of := least(as_of::date, split_part(p_meeting, '/', 2)::date - 1),
        known_by := known_by, p_ended := false
    )
    -- What is of no body that is recorded may be this one's.
    where coalesce(body, upper(split_part(p_meeting, '/', 1)))
        = upper(split_part(p_meeting, '/', 1))
),
happened as (
    select
        ref,
        arg_max(said, ord) as latest,
        max(effective_on) as latest_on,
        count(*) filter (
            effective_on > coalesce((select last_met from met), date '0001-01-01')
        ) as new_steps
    from action_steps(
        as_of := least(as_of::date, split_part(p_meeting, '/', 2)::date - 1), known_by := known_by
    )
    where ref in (select ref from outstanding)
    group by ref
),
matters as (
    select 1 as part, 'action' as matter, *
    from outstanding
    left join happened using (ref)
    union all by name
    select
        2 as part, 'question' as matter, ref, text as title, put_on as since, status,
        case when status = 'deferred' then concat_ws(' to ', 'deferred', deferred_to) end as latest,
        case when status = 'deferred' then status_on end as latest_on,
        meeting as last_meeting
    from question_state(
        as_of := least(as_of::date, split_part(p_meeting, '/', 2)::date - 1), known_by := known_by
    )
    where status in $open('question')
        and starts_with(meeting, upper(split_part(p_meeting, '/', 1)) || '/')
    union all by name
    select
        3 as part, 'deferred' as matter, ref, 'item ' || item || ': ' || title as title,
        deferred_on as since,
        concat_ws(': ', concat_ws(' to ', 'deferred', deferred_to), reason) as latest,
        deferred_on as latest_on, ref as last_meeting
    from deferred_items(
        as_of := least(as_of::date, split_part(p_meeting, '/', 2)::date - 1), known_by := known_by
    )
    where starts_with(ref, upper(split_part(p_meeting, '/', 1)) || '/')
    union all by name
    -- The agenda itself bears the day of its meeting, which may be still to come.
    select
        4 as part, 'agenda' as matter, item as ref, title,
        'deferred from ' || deferred_from as latest,
        [
            if(x < 'a', lpad(x, 12, '0'), x)
            for x in regexp_extract_all(lower(item), '[0-9]+|\p{L}+')
        ] as place
    from live(as_of := split_part(p_meeting, '/', 2)::date, known_by := known_by)
    where kind = 'MeetingItemTabled' and ref = upper(p_meeting)
    union all by name
    select
        5 as part, 'asked for' as matter, ref, text as title, said_on as since,
        requested_by as last_meeting
    from statement_state(
        as_of := least(as_of::date, split_part(p_meeting, '/', 2)::date - 1), known_by := known_by
    )
    where status = 'requested'
        and starts_with(requested_by || '/', upper(split_part(p_meeting, '/', 1)) || '/')
)
select
    matter, ref, title, coalesce(owners, []) as owners, since, due, due_words, status, carried, latest,
    latest_on, new_steps, last_meeting, (select last_met from met) as last_met
from matters
order by part, place, due nulls last, since, ref, title;
