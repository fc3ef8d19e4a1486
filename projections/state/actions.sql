-- What is so about each action? With p_ended false, only those that are not over: much faster.
create or replace macro action_state(as_of := null, known_by := null, p_ended := true) as table
select
    ref,
    any_value(title) as title,
    coalesce(arg_max(owners, ord), []) as owners,
    arg_max(due, ord) as due,
    -- Only the raising of an action has a title.
    any_value(due) filter (title is not null) as original_due,
    any_value(due_meeting) as due_meeting,
    any_value(due_words) as due_words,
    count(approved_by) as extensions,
    count(carried_to) as carried,
    coalesce(list(carried_to order by ord) filter (carried_to is not null), []) as carried_to,
    arg_max(e.status, ord) as status,
    arg_max(effective_on, ord) filter (e.status is not null) as status_on,
    any_value(effective_on) filter (title is not null) as raised_on,
    any_value(meeting) as meeting,
    any_value(item) as item,
    any_value(source) filter (title is not null) as source,
    -- Whoever reported, verified or succeeded it is forgotten when it is open again.
    arg_max_null(reported_by, ord) filter (reported_by is not null or e.status = 'open') as reported_by,
    arg_max_null(verified_by, ord) filter (verified_by is not null or e.status = 'open') as verified_by,
    arg_max(evidence, ord) as evidence,
    arg_max_null(coalesce(superseded_by, merged_into), ord) filter (e.status is not null) as succeeded_by,
    coalesce(bool_or(disputed_by is not null), false) as disputed,
    -- Only what is sensitive has a reason to be.
    if(count(marking_reason) > 0, 'OFFICIAL-SENSITIVE', 'OFFICIAL') as marking
from live(as_of := as_of, known_by := known_by) e
where record = 'action' and ref in (
    select ref
    from live(as_of := as_of, known_by := known_by)
    where record = 'action' and status is not null
    group by ref
    having p_ended or arg_max(status, ord) in ('open', 'reported complete')
)
group by ref
having any_value(title) is not null;
