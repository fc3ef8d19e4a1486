-- Which bodies were meant to meet, and did they?
-- Called: Meetings held and missed
-- About meetings and their bodies.
-- Without record = 'body': No body is recorded.
-- Example: --commitment SWMP/4.1 --as-of 27/11/18
--   p_from: the first day to check (default: a year before the day asked about)
--   p_body: only this body
--   p_commitment: only the bodies that should watch this commitment, or the commitments it rests on
--   ref*: the body's reference
--   title*: its name
--   status: active, under review, replaced or dissolved
--   cadence*: how often it should meet
--   from_on: the first day checked; never before the body or its cadence is known to have existed
--   until_on: the last day checked: the day asked about, or the day the body ended
--   expected*: how many meetings the cadence implies in that time
--   held*: how many meetings are recorded as held in that time
--   last_held+: the last one recorded as held
--   days_since+: the days from then to the last day checked
--   longest_gap: the most days between two recorded meetings, or since the last
--   allowed_gap: the longest gap the cadence allows
--   missed: whether the longest gap exceeds that; unknown if the record cannot tell
--   in_words*: the same, in words; an unrecorded meeting may still have been held
--
-- A body missed its cadence where more days passed between two recorded meetings, or since the last,
-- than the cadence can put between two, and six more: a meeting may fall on any day of the week in
-- which it is due, as on the last Tuesday of each month (28 or 35 days). Days before the first day
-- looked at count only in the time since the last meeting. That no meeting is recorded does not
-- prove that there was none: so nothing is said of the time before the first recorded one.
create or replace macro missed_meetings(
    as_of := null, known_by := null, p_from := null, p_body := null, p_commitment := null
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
    where (p_body is null or b.ref = upper(p_body))
      and (
          p_commitment is null
          or b.ref in (
              select unnest(c.overseen_by)
              from commitment_state(as_of := as_of, known_by := known_by) c
              left join commitment_ends(as_of := as_of, known_by := known_by) e
                on e.ref = upper(p_commitment)
              where c.ref = upper(p_commitment) or list_contains(e.through, c.ref)
                 or list_contains(e.ends, c.ref)
          )
      )
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
        min(m.meets_on) as first_held,
        max(m.meets_on) as last_held,
        max(m.meets_on - greatest(m.before_on, p.from_on)) filter (
            m.meets_on >= p.from_on and m.before_on is not null
        ) as longest
    from periods p
    join meetings m on m.body = p.ref and m.meets_on <= p.until_on
    group by p.ref
),
measured as (
    select
        p.*,
        case when p.a_year is not null
            then greatest(p.until_on - p.from_on, 0) * p.a_year // 365 end as expected,
        coalesce(g.held, 0) as held,
        g.first_held,
        g.last_held,
        p.until_on - g.last_held as days_since,
        case when g.last_held is not null
            then greatest(g.longest, p.until_on - greatest(g.last_held, p.there_on)) end as longest
    from periods p
    left join gaps g on g.ref = p.ref
),
judged as (
    select
        *,
        case
            when allowed is null then null
            when until_on < from_on then false
            when longest > allowed then true
            when coalesce(first_held, until_on) - from_on > allowed then null
            else false
        end as missed
    from measured
)
select
    ref, title, status, cadence, from_on, until_on, expected, held, last_held, days_since,
    longest as longest_gap, allowed as allowed_gap, missed,
    case
        when cadence is null then 'no cadence recorded'
        when allowed is null then 'meets when there is need'
        when until_on < from_on then 'ended before the first day looked at'
        when missed then
            concat('missed: ', longest, ' days without one recorded, ', allowed, ' allowed')
        when missed is null and last_held is null then
            'unknown: no meeting recorded'
        when missed is null then
            'unknown: nothing recorded before ' || strftime(first_held, '%-d %B %Y')
        when last_held is null then 'too early to tell'
        else 'met as its cadence asks'
    end as in_words
from judged
order by missed desc nulls last, allowed is null, last_held is null, ref;
