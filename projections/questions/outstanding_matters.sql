-- What is outstanding for a meeting: what does its minute say, and what does the ledger hold?
--   p_meeting: the meeting, as HTA/2018-02-27
--   meeting: the meeting
--   minute_says*: what the minute says of it: brought forward, no outstanding matters, or nothing
--   ref*: the action that was outstanding when the meeting began
--   title*: what shall be done
--   owners+: the posts answerable for it
--   due+: the due date then
--   ledger_holds*: what the ledger holds of it on that day
--   last_meeting+: the meeting of that body at which it last stood
--   days_open: days since it was raised, on that day
create or replace macro outstanding_matters(p_meeting, as_of := null, known_by := null) as table
select
    upper(p_meeting) as meeting,
    case
        when list_contains(carried_to_then, upper(p_meeting)) then 'brought forward'
        when (
            select count(*)
            from nil_state(as_of := as_of, known_by := known_by) n
            where n.meeting = upper(p_meeting) and n.nil_of = 'outstanding matters'
        ) > 0 then 'no outstanding matters'
        else 'nothing'
    end as minute_says,
    ref, title, owners, due,
    status || ' since ' || strftime(status_on, '%-d %B %Y') as ledger_holds,
    coalesce(carried_to[-1], action_meeting) as last_meeting,
    split_part(p_meeting, '/', 2)::date - raised_on as days_open
from (
    select a.* exclude (meeting), a.meeting as action_meeting
    from action_state(
        as_of := split_part(p_meeting, '/', 2)::date - 1, known_by := known_by, p_ended := false
    ) a
)
left join (
    select ref, carried_to as carried_to_then
    from action_state(as_of := as_of, known_by := known_by)
) using (ref)
where split_part(coalesce(carried_to[-1], action_meeting, upper(p_meeting)), '/', 1)
    = upper(split_part(p_meeting, '/', 1))
order by due nulls last, ref;
