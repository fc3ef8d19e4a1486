-- Where does each body stand: when does it meet, and what of its actions is open, overdue or undated?
-- Called: Each body now
-- About meetings and their bodies.
-- Without record = 'body': No body is recorded.
--   ref*: the body's reference; empty: of no body
--   title+: its name; empty: of no body
--   status: active, under review, replaced or dissolved
--   last_held*: the day of its last meeting that is recorded as held; empty: none recorded
--   last_meeting: that meeting
--   next_on*: the day of its next meeting; empty: none set
--   next_meeting: that meeting, which need not be in the ledger yet
--   open*: how many of its actions are open
--   past_due*: how many of these are past their due date
--   no_date*: how many of these are due on no day that can be computed
--   raised_since+: how many of its actions were raised after its last meeting; empty: no meeting
--   closed_since+: how many of its actions were closed after its last meeting; empty: no meeting
--   recommendations?: how many recommendations of audits and other reviews that it follows up are open
--   recommendations_late?: how many of those are past their due date
--
-- A recommendation that no body is recorded to is counted for each that follows any up, as
-- audit_recommendations does. What is before the next meeting is its pack (meeting_pack).
create or replace macro bodies_now(as_of := null, known_by := null) as table
with met as materialized (
    select * from body_meetings(as_of := as_of, known_by := known_by)
),
-- Of those that ended, none is read that had ended before all these meetings.
acting as materialized (
    select coalesce(body, '') as body, due, status, status_on, raised_on
    from action_state(
        as_of := as_of, known_by := known_by, p_ended := false,
        p_over := (select min(last_held) from met)
    )
),
acted as (
    select
        body,
        count(*) as open,
        count(*) filter (due < coalesce(as_of::date, current_date)) as past_due,
        count(*) filter (due is null) as no_date
    from acting
    where status in $open('action')
    group by body
),
moved as (
    select
        m.body,
        count(*) filter (a.raised_on > m.last_held) as raised_since,
        count(*) filter (a.status = 'closed' and a.status_on > m.last_held) as closed_since
    from acting a
    join met m on m.body = a.body
    group by m.body
),
recommended as (
    select
        body,
        count(*) as live,
        count(days_overdue) as late
    from recommendation_state(as_of := as_of, known_by := known_by, p_ended := false)
    group by body
),
bodies as (
    select ref, title, status from body_state(as_of := as_of, known_by := known_by)
    union all
    select null, null, null where exists (select 1 from acted where body = '' and open > 0)
)
select
    b.ref, b.title, b.status, m.last_held, m.last_meeting, m.next_on,
    case when m.next_on is not null then concat(b.ref, '/', m.next_on) end as next_meeting,
    coalesce(a.open, 0) as open,
    coalesce(a.past_due, 0) as past_due,
    coalesce(a.no_date, 0) as no_date,
    case when m.last_held is not null then coalesce(s.raised_since, 0) end as raised_since,
    case when m.last_held is not null then coalesce(s.closed_since, 0) end as closed_since,
    r.live + coalesce(o.live, 0) as recommendations,
    r.late + coalesce(o.late, 0) as recommendations_late
from bodies b
left join met m on m.body = b.ref
left join acted a on a.body = coalesce(b.ref, '')
left join moved s on s.body = b.ref
left join recommended r on r.body = b.ref
left join recommended o on o.body is null
order by b.ref is null, coalesce(m.next_on, m.last_held) is null, open desc, b.ref;
