-- Which bodies were meant to meet, and did they?
--   p_from: the first day looked at; a year before the day asked about if not said
--   p_body: only this body
--   ref*: the body's reference
--   title+: its name
--   status: active, under review, replaced or dissolved
--   cadence*: how often it is to meet
--   from_on: the first day looked at, no earlier than the body or its cadence is known to be there
--   until_on: the last: the day asked about, or the one on which the body ended
--   implied*: how many meetings the cadence implies between them
--   held*: how many are recorded as held between them
--   last_held*: the last one recorded as held
--   days_since+: the days from then to the last day looked at
--   longest_gap: the longest time without a recorded meeting, in days
--   allowed_gap: the longest that the cadence allows, in days
--   missed*: whether the longest is longer than that; unknown where no meeting is recorded
--   in_words*: the same, in words
--
-- A body misses its cadence where longer passed without a recorded meeting than the most days that
-- the cadence can put between two, and six more: a meeting may fall on any day of the week in which
-- it is due, as on the last Tuesday of each month (28 or 35 days). A time that began before the
-- first day looked at counts whole; where no meeting is recorded before, it begins on that day.
create or replace macro missed_meetings(
    as_of := null, known_by := null, p_from := null, p_body := null
) as table
with cadences(cadence, a_year, days) as (
    values ('weekly', 52, 7), ('fortnightly', 26, 14), ('monthly', 12, 31), ('bi-monthly', 6, 62),
        ('quarterly', 4, 92), ('three a year', 3, 122), ('twice a year', 2, 183), ('annual', 1, 366)
),
periods as (
    select
        b.ref, b.title, b.status, b.cadence, c.a_year, c.days + 6 as allowed,
        greatest(b.constituted_on, b.cadence_on) as there_on,
        greatest(
            b.constituted_on, b.cadence_on,
            coalesce(
                p_from::date, (coalesce(as_of::date, current_date) - interval '1 year')::date
            )
        ) as from_on,
        case
            when b.status in ('replaced', 'dissolved') then b.status_on
            else coalesce(as_of::date, current_date)
        end as until_on
    from body_state(as_of := as_of, known_by := known_by) b
    left join cadences c on c.cadence = b.cadence
    where p_body is null or b.ref = upper(p_body)
),
meetings as (
    select
        body, meets_on,
        lag(meets_on) over (partition by body order by meets_on) as before_on
    from meeting_state(as_of := as_of, known_by := known_by)
    where status in ('held', 'closed', 'confirmed')
),
gaps as (
    select
        p.ref,
        count(*) filter (m.meets_on >= p.from_on) as held,
        max(m.meets_on) as last_held,
        max(
            m.meets_on
            - case when m.before_on is null then p.from_on
                else greatest(m.before_on, p.there_on) end
        ) filter (m.meets_on >= p.from_on) as longest
    from periods p
    join meetings m on m.body = p.ref and m.meets_on <= p.until_on
    group by p.ref
),
measured as (
    select
        p.*,
        case when p.a_year is null then null
            else greatest(p.until_on - p.from_on, 0) * p.a_year // 365 end as implied,
        coalesce(g.held, 0) as held,
        g.last_held,
        p.until_on - g.last_held as days_since,
        greatest(
            g.longest,
            p.until_on - case when g.last_held is null then p.from_on
                else greatest(g.last_held, p.there_on) end
        ) as longest
    from periods p
    left join gaps g on g.ref = p.ref
),
judged as (
    select
        *,
        case
            when cadence is null then 'no cadence is recorded'
            when allowed is null then 'meets when there is need: no number is implied'
            when until_on < from_on then 'had ended before the first day looked at'
            when longest <= allowed and last_held is null then 'too early to tell'
            when last_held is null then 'no meeting recorded; that does not prove there was none'
            when longest <= allowed then 'met as its cadence asks'
            else longest || ' days without a recorded meeting, ' || allowed || ' allowed'
        end as in_words,
        case
            when allowed is null then null
            when until_on < from_on or longest <= allowed then false
            when last_held is null then null
            else true
        end as missed
    from measured
)
select
    ref, title, status, cadence, from_on, until_on, implied, held, last_held, days_since,
    longest as longest_gap, allowed as allowed_gap, missed, in_words
from judged
order by
    missed desc nulls last, allowed is null, last_held is null, ref;
