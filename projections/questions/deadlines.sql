-- What does the law require by when, and was it done in time?
-- Called: Deadlines of the law
-- About decisions, money and the law.
-- Without position > 0: Nothing is recorded from which the law would count.
-- Example: --as-of 27/11/18
--   p_state: only duties of this state; one of: met, met late, running, passed, no day set
--   duty*: what must be done in time
--   ref*: what it is about
--   counted_from+: the day counting starts; empty: a yearly day
--   date_basis*: how that day is known: stated, inferred or unknown; empty: certain
--   last_day*: the last day allowed; empty: no day set
--   days_to_spare: days left on the day asked about, or when it was met; negative if passed
--   in_time*: the same in words: days left, in time, or late; "late so far" if nothing is recorded
--   state*: met; met late; running; passed, nothing recorded; or no day set
--   met_on+: the day it was met; empty: not recorded
--   requires: what the law requires
--   counted: how the time is counted
--   would_satisfy: what to record for it to be met, and how
--   source: the law that sets it
create or replace macro deadlines(p_state := null, as_of := null, known_by := null) as table
with clocks as (
    select * from statutory_clocks(as_of := as_of, known_by := known_by)
),
asked as (
    select coalesce(as_of::date, current_date) as day
),
facts as (
    select * from live(as_of := as_of, known_by := known_by) where record = 'inspection'
    union all
    select * from live(as_of := as_of, known_by := known_by) where record = 'decision'
    union all
    -- Not who came and what was tabled, which is most of what is recorded of meetings.
    select * from live(as_of := as_of, known_by := known_by)
    where kind in ('MeetingHeld', 'MeetingNotesPublished')
    union all
    select * from live(as_of := as_of, known_by := known_by) where record = 'body'
    union all
    select * from live(as_of := as_of, known_by := known_by) where record = 'programme'
),
comments as (
    select
        ref,
        arg_min(effective_on, ord) filter (stage = 'published') as published_on,
        arg_min(date_basis, ord) filter (stage = 'published') as date_basis,
        min(effective_on) filter (
            stage = 'sent' and regexp_matches(lower(sent_to), 'inspector|hmic')
        ) as to_inspectors_on,
        min(effective_on) filter (
            stage = 'sent' and regexp_matches(lower(sent_to), 'secretary|home office')
        ) as to_minister_on
    from facts
    where kind = 'InspectionCommented'
    group by ref
),
reports as (
    select
        ref,
        arg_max(issuer, ord) as issuer,
        arg_max(respondent, ord) as respondent,
        min(effective_on) filter (kind = 'InspectionResponded') as responded_on,
        max(due) filter (kind = 'InspectionResponseExtended') as extended_to
    from facts
    where record = 'inspection'
    group by ref
),
-- The years whose precept the Panel views, and when it did.
precepts as (
    select year_from, min(met_on) as met_on
    from (
        -- Every one since the record began, up to the next: none that was running is ever gone.
        select make_date(due, 1, 1) as year_from, null::date as met_on
        from (
            select unnest(generate_series(
                year(r.began_on) + (strftime(r.began_on, '%m-%d') > c.month_day)::bigint,
                year(a.day) + (strftime(a.day, '%m-%d') > c.month_day)::bigint
            )) as due
            from clocks c
            join asked a on true
            join (
                select min(effective_on) as began_on
                from live(as_of := as_of, known_by := known_by)
                -- The day on which a body or a post came to be may be years before any record; under
                -- 1 January 1900 stands what is long standing.
                where effective_on > date '1900-01-01' and record not in ('body', 'party', 'post')
            ) r on true
            where c.clock = 'view on the precept'
        )
        union all
        -- A session planned for it, or moved, counts for the year of its day.
        select
            make_date(year(coalesce(p.planned_for, h.effective_on)), 1, 1) as year_from,
            h.effective_on as met_on
        from (
            select ref, session, arg_max(planned_for, ord) as planned_for, any_value(duty) as duty
            from facts
            where kind in ('ProgrammeSessionPlanned', 'ProgrammeSessionMoved')
            group by ref, session
        ) p
        left join facts h
            on h.kind = 'ProgrammeSessionHeld' and h.ref = p.ref and h.session = p.session
        where p.duty = 'precept' and coalesce(p.planned_for, h.effective_on) is not null
    )
    group by year_from
),
-- Each clock has its arm: what set it going, about which record, and the day it was met. Kept: of one
-- state alone, DuckDB would put the condition into each arm, which takes longer.
begun as materialized (
    select
        'comments on a report' as clock, f.ref, f.effective_on as counted_from,
        f.date_basis as date_basis, null::date as year_from, c.published_on as met_on,
        null::date as extended_to
    from facts f
    left join comments c on c.ref = f.ref
    -- The law names HMICFRS, and no other issuer.
    join reports r on r.ref = f.ref and r.issuer is null
    where f.kind = 'InspectionPublished'
    union all
    select
        if(r.issuer = 'coroner', 'response to a coroner', 'response to the IOPC') as clock, f.ref,
        f.effective_on, f.date_basis, null, r.responded_on, r.extended_to
    from facts f
    join reports r on r.ref = f.ref and r.issuer in ('coroner', 'IOPC') and r.respondent is not null
    where f.kind = 'InspectionPublished'
    union all
    select
        'copies of the comments' as clock, ref, published_on, date_basis, null,
        case
            when to_inspectors_on is not null and to_minister_on is not null
                then greatest(to_inspectors_on, to_minister_on)
        end,
        null
    from comments
    where published_on is not null
    union all
    select
        'publishing a decision' as clock, t.ref, t.effective_on, t.date_basis, null,
        min(p.effective_on), null
    from facts t
    left join facts p on p.ref = t.ref and p.kind in ('DecisionPublished', 'DecisionWithheld')
    where t.kind = 'DecisionTaken' and t.public_interest
    group by t.ref, t.effective_on, t.date_basis
    union all
    select
        'notes of a public meeting' as clock, m.ref, m.effective_on, m.date_basis, null,
        min(p.effective_on), null
    from facts m
    -- Whether its body met in public by then. The Panel is not the policing body, whose duty it is.
    join (
        select h.ref
        from facts h
        join facts b on b.record = 'body' and b.ref = h.body and b.effective_on <= h.effective_on
        where h.kind = 'MeetingHeld' and not starts_with(h.ref, 'PANEL/')
        group by h.ref
        having arg_max(b.public, b.ord)
    ) as open_body on open_body.ref = m.ref
    left join facts p on p.ref = m.ref and p.kind = 'MeetingNotesPublished'
    where m.kind = 'MeetingHeld'
    group by m.ref, m.effective_on, m.date_basis
    union all
    -- Nothing sets it going but the calendar.
    select 'view on the precept' as clock, 'PANEL' as ref, null, null, year_from, met_on, null
    from precepts
),
timed as (
    select
        b.*, a.day as asked_on, c.requires, c.counted, c.would_satisfy, c.source,
        coalesce(
            b.extended_to,
            b.counted_from + (c.days - if(c.starts_next_day, 0, 1))::integer,
            (year(b.year_from)::varchar || '-' || c.month_day)::date
        ) as last_day
    from begun b
    join clocks c on c.clock = b.clock
    join asked a on true
    where coalesce(b.counted_from, b.year_from) >= c.in_force_from
      and coalesce(coalesce(b.counted_from, b.year_from) <= c.in_force_to, true)
),
judged as (
    select
        *,
        case
            when met_on <= last_day or (met_on is not null and last_day is null) then 'met'
            when met_on is not null then 'met late'
            when last_day is null then 'no day set'
            when asked_on <= last_day then 'running'
            else 'passed, nothing recorded'
        end as state
    from timed
)
select
    clock as duty, ref, counted_from, date_basis, last_day,
    last_day - coalesce(met_on, asked_on) as days_to_spare,
    case
        when last_day is null then 'no day set'
        when met_on is null and last_day >= asked_on then
            format('{:,} day{} left', last_day - asked_on, if(last_day - asked_on = 1, '', 's'))
        when coalesce(met_on, asked_on) <= last_day then 'in time'
        else format(
            '{:,} day{} late{}', coalesce(met_on, asked_on) - last_day,
            if(coalesce(met_on, asked_on) - last_day = 1, '', 's'),
            if(met_on is null, ' so far', '')
        )
    end as in_time,
    state, met_on, requires, counted, would_satisfy, source
from judged
where p_state is null or state = lower(p_state) or starts_with(state, lower(p_state) || ',')
order by last_day nulls last, duty, ref;
