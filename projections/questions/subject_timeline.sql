-- What bears on a subject, in order of date, and where?
-- Called: A subject over time
-- About the record itself.
-- Without record = 'subject': No subject is recorded.
-- Example: --subject SOC
--   p_subject: only this subject, such as SOC (default: every subject in turn)
--   subject*: the subject
--   day*: the day it happened
--   date_basis*: how the day is known: stated, inferred or unknown
--   what*: what happened, in a few words
--   ref*: the record it happened to
--   where+: the meeting and its item, otherwise the paper
--   linked_by: who linked it to the subject; a link counts whenever it was made
--   position: the number of the event
create or replace macro subject_timeline(
    p_subject := null, as_of := null, known_by := null
) as table
with links as (
    -- A link is a judgement: it counts for every day asked about, once it is known.
    select *
    from subject_links(as_of := date '9999-12-31', known_by := known_by)
    where p_subject is null or subject = upper(p_subject)
),
near as (
    -- For speed, only the records are read that a link may mean: it names them, or their home.
    select ref
    from live(as_of := as_of, known_by := known_by)
    where ref in (select linked_to from links)
    union
    select ref
    from live(as_of := as_of, known_by := known_by)
    where meeting in (select linked_to from links)
    union
    select ref
    from live(as_of := as_of, known_by := known_by)
    where inspection in (select linked_to from links)
    union
    select ref
    from live(as_of := as_of, known_by := known_by)
    where told_to in (select linked_to from links)
    union
    select ref
    from live(as_of := as_of, known_by := known_by)
    where requested_by in (select linked_to from links)
),
near_homes as (
    -- Where each record belongs: the meeting and item, or the inspection and area, it arose from.
    select
        record, ref,
        any_value(meeting) as meeting, any_value(item) as item,
        any_value(inspection) as inspection, any_value(area) as area,
        -- Of a statement only: an item may have been told of at several meetings.
        case when record = 'statement' then coalesce(any_value(told_to), any_value(requested_by)) end as told_to
    from live(as_of := as_of, known_by := known_by)
    where record not in ('meeting', 'inspection', 'subject') and ref in (select ref from near)
    group by record, ref
),
bearing as (
    select l.subject, l.linked_by, h.ref
    from near_homes h
    join links l on l.linked_to = h.ref
    union all
    select l.subject, l.linked_by, h.ref
    from near_homes h
    join links l on l.linked_to = h.inspection
    where l.area is null or upper(h.area) = l.area
    union all
    select l.subject, l.linked_by, h.ref
    from near_homes h
    join links l on l.linked_to = h.meeting
    where l.item is null or h.item = l.item
    union all
    select l.subject, l.linked_by, h.ref
    from near_homes h
    join links l on l.linked_to = h.told_to
    where l.item is null
),
matters as (
    from bearing
    union all
    select subject, linked_by, linked_to from links where area is null and item is null
),
-- And what was said about one of those, or found in answer to one.
said as (
    select m.subject, m.linked_by, h.ref
    from (
        select ref, unnest(coalesce(any_value(about), []) || coalesce(any_value(answers), [])) as about_ref
        from live(as_of := as_of, known_by := known_by)
        where record not in ('meeting', 'inspection', 'subject')
            and (about is not null or answers is not null)
        group by record, ref
    ) h
    join matters m on m.ref = h.about_ref
),
facts as (
    select *
    from live(as_of := as_of, known_by := known_by)
    -- Coalesced, DuckDB looks each event up among the few; else it gathers all events first.
    where record <> 'subject' and coalesce(
        ref in (
            select ref from matters
            union all
            select ref from said
            union all
            select linked_to from links
        ),
        false
    )
),
homes as (
    select
        record, ref,
        any_value(meeting) as meeting, any_value(item) as item,
        any_value(inspection) as inspection, any_value(area) as area,
        -- Of a statement only: an item may have been told of at several meetings.
        case when record = 'statement' then coalesce(any_value(told_to), any_value(requested_by)) end as told_to,
        min(effective_on) as began_on
    from facts
    where record not in ('meeting', 'inspection')
    group by record, ref
),
chosen as (
    select l.subject, l.linked_by, f.position
    from facts f
    join links l on l.linked_to = f.ref
    where f.record in ('meeting', 'inspection')
      and (l.item is null or f.item = l.item)
      and (l.area is null or upper(f.area) = l.area or f.kind = 'InspectionPublished')
    union all
    select b.subject, b.linked_by, f.position
    from facts f
    join (from bearing union all from said) b on b.ref = f.ref
    where f.record not in ('meeting', 'inspection')
)
select
    c.subject, f.effective_on as day, f.date_basis,
    case f.kind
        when 'InspectionPublished' then 'report published: ' || f.title
        when 'InspectionGraded' then 'graded ' || f.grade || ' (' || f.area || ')'
        when 'InspectionCommented' then concat_ws(': ', 'comments ' || f.stage, f.text)
        when 'ItemIssued' then f.category || ' issued: ' || f.title
        when 'ItemProgressed' then 'progress: ' || f.text
        when 'QuestionPut' then 'asked: ' || f.text
        when 'QuestionAnswered' then 'answered: ' || f.answer
        when 'FindingRecorded' then 'found: ' || f.text
        when 'ActionRaised' then 'action raised: ' || f.title
        when 'NilRecorded' then case f.nil_of when 'actions' then 'no action arose' else 'no ' || f.nil_of end
        when 'StatementReported' then who.told || ' was told: ' || f.text
        when 'StatementRequested' then who.told || ' asked to be told: ' || f.text
        when 'StatementNoted' then who.told || ' noted what it was told'
        when 'MeetingItemDeferred' then concat_ws(': ', concat_ws(' to ', 'deferred', f.deferred_to), f.reason)
        when 'QuestionDeferred' then concat_ws(': ', concat_ws(' to ', 'deferred', f.deferred_to), f.reason)
        when 'MeetingItemTabled' then 'on the agenda: ' || f.title
        else
            -- A kind not named above still tells itself: what it is called, then its own words.
            concat_ws(
                ': ',
                f.record || ' ' || $called(f.kind),
                coalesce(
                    f.title, f.text, f.answer, f.evidence, f.reason, f.published_at, f.exemption,
                    f.deferred_to, f.carried_to, f.superseded_by, f.merged_into, f.notified_to,
                    f.linked_to, f.lead
                )
            )
    end as what,
    f.ref,
    coalesce(
        -- What happened later than its own meeting happened elsewhere: there the paper tells more.
        case
            when f.record = 'meeting' or f.effective_on = h.began_on or f.source is null
                then at_meeting.ref || coalesce(' item ' || coalesce(f.item, h.item), '')
        end,
        f.told_to, f.carried_to, h.told_to, f.source
    ) as "where",
    c.linked_by, f.position
from (
    select subject, position, min(linked_by) as linked_by
    from chosen
    group by subject, position
) as c
join facts f on f.position = c.position
left join homes h on h.record = f.record and h.ref = f.ref
left join (
    -- Each record's own meeting: of a meeting, itself.
    select record, ref as of_ref, meeting as ref from homes where record <> 'statement'
    union all
    select distinct 'meeting' as record, ref as of_ref, ref from facts where record = 'meeting'
) as at_meeting on at_meeting.record = f.record and at_meeting.of_ref = f.ref
left join (
    select
        ref,
        case
            when starts_with(told_to, 'PANEL/') then 'the Panel'
            else coalesce(split_part(told_to, '/', 1), 'somebody')
        end as told
    from homes
    where record = 'statement'
) as who on who.ref = f.ref
order by c.subject, f.ord, f.position;
