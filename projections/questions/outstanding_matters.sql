-- What is outstanding for a meeting: what does its minute say, and what does the ledger hold?
-- Called: Outstanding for a meeting
-- About meetings and their bodies.
-- Example: --meeting HTA/2018-02-27
--   p_meeting: the meeting, such as HTA/2018-02-27
--   meeting: the meeting
--   matter: an action, a deferred item, or a question without an answer
--   minute_says*: brought forward, no outstanding matters, does not mention it, no minute recorded
--   ref*: what was outstanding when the meeting began (for a deferred item: meeting and item)
--   title*: what is to be done, its heading, or what was asked
--   owners+: the posts answerable for an action; empty: none
--   due+: the due date then; empty: no due date
--   due_words?: the due date in the paper's words
--   ledger_holds*: what the ledger holds on it for that day
--   last_meeting+: that body's last meeting that had it
--   of_body: the body the action belongs to, where that is recorded
--   days_open: days since it was raised, deferred or asked, on that day
create or replace macro outstanding_matters(p_meeting, as_of := null, known_by := null) as table
with matters as (
    select
        'action' as matter, ref, title, owners, due, due_words, status, status_on, raised_on as since,
        coalesce(carried_to[-1], meeting) as last_meeting, body
    from action_state(
        as_of := split_part(p_meeting, '/', 2)::date - 1, known_by := known_by, p_ended := false
    )
    union all by name
    select
        'deferred item' as matter, ref || ' ' || item as ref, title, 'deferred' as status,
        deferred_on as status_on, deferred_on as since, ref as last_meeting
    from deferred_items(as_of := split_part(p_meeting, '/', 2)::date - 1, known_by := known_by)
    union all by name
    select
        'question' as matter, ref, text as title, status, status_on, put_on as since,
        meeting as last_meeting
    from question_state(as_of := split_part(p_meeting, '/', 2)::date - 1, known_by := known_by)
    where status in $open('question')
)
select
    upper(p_meeting) as meeting, matter,
    case
        when ref in (
            select ref
            from live(as_of := as_of, known_by := known_by)
            where kind = 'ActionCarriedForward' and carried_to = upper(p_meeting)
        ) then 'brought forward'
        when (
            select count(*)
            from nil_state(as_of := as_of, known_by := known_by) n
            where n.meeting = upper(p_meeting) and n.nil_of = 'outstanding matters'
        ) > 0 then 'no outstanding matters'
        -- That it was held may be known of another paper.
        when (
            select count(*)
            from live(as_of := as_of, known_by := known_by)
            where record <> 'programme' and upper(p_meeting) in (meeting, carried_to)
                or record = 'meeting' and ref = upper(p_meeting)
                    and kind not in ('MeetingScheduled', 'MeetingHeld')
        ) > 0 then 'does not mention it'
        else 'no minute recorded'
    end as minute_says,
    ref, title, coalesce(owners, []) as owners, due, due_words,
    status || ' since ' || strftime(status_on, '%-d %B %Y') as ledger_holds,
    last_meeting, body as of_body,
    split_part(p_meeting, '/', 2)::date - since as days_open
from matters
-- A record without a body may belong to this one.
where coalesce(body, split_part(coalesce(last_meeting, upper(p_meeting)), '/', 1))
    = upper(split_part(p_meeting, '/', 1))
order by matter, due nulls last, ref;
