-- What changed between two days, and what was learned later about the time before?
-- Called: What changed, and what was learned later
-- About the record itself.
-- Without position > 0: Nothing is recorded.
-- Example: --from 1/2/18 --to 27/11/18
--   p_from: the day after which changes count
--   p_to: the last day (default: the day asked about)
--   p_told: how many events the ledger held then (default: the opening position as known now)
--   ref*: the reference of the record
--   title+: its title, or what was to be done
--   what*: raised, moved, extended, re-owned, closed, taken, agreed, corrected, learned later, and so on
--   dated*: the day it happened
--   was*: the status, due date, owner or words before
--   became*: the same afterwards
--   open_by: 1 if one more is open (or exists, if the kind never closes), -1 if one fewer
--   record: the kind of record: action, item, decision, funding and so on
--   recorded_by+: who recorded it
--   recorded_on: when
--   event: the number of the event
create or replace macro differences(
    p_from, p_to := null, p_told := null, as_of := null, known_by := null
) as table
with touched as (
    -- Only what happened since, or was told since, can be a change; the rest is left alone, for speed.
    -- Each day apart: DuckDB then skips the events before it.
    select stream
    from events
    where effective_on > p_from::date
        and effective_on <= coalesce(p_to::date, as_of::date, current_date)
    union
    select stream
    from events
    where recorded_on > p_from::date
        and (
            effective_on <= coalesce(p_to::date, as_of::date, current_date)
            or kind = 'EventRetracted'  -- On whatever day, it takes back what happened before.
        )
    union
    select stream
    from events
    where position > p_told::bigint
),
said as (
    select
        stream, record, split_part(stream, ':', 2) as ref, kind, coalesce(title, text) as title,
        status, due, due_words, superseded_by, merged_into,
        verified_by, corrects,
        nullif(
            concat_ws('; ', format('£{:,}', amount // 100), coalesce(answer, reason, text)),
            coalesce(title, text, '')
        ) as words,
        effective_on, recorded_by, recorded_on, position, ord,
        -- The first progress after an item is open, or open again, brings it in progress.
        case
            when $status is not null then $status
            when kind = 'ItemProgressed'
                and lag(status ignore nulls) over (partition by stream order by ord) = 'open'
                then 'in progress'
        end as brings,
        coalesce(nullif(array_to_string(owners, ', '), ''), lead) as owner,
        coalesce(carried_to, meeting) as stands_at,
        -- Once: DuckDB plans all its arms wherever it stands.
        $called(kind) as called
    from live(as_of := coalesce(p_to::date, as_of::date), known_by := known_by)
    -- Not coalesced: DuckDB then leaves the others out while it reads, of every column but this.
    where stream in (select stream from touched)
),
before as (
    select
        *,
        arg_min(title, ord) over (partition by stream) as its_title,
        lag(brings ignore nulls) over (partition by stream order by ord) as brought,
        lag(due ignore nulls) over (partition by stream order by ord) as due_before,
        lag(owner ignore nulls) over (partition by stream order by ord) as owner_before,
        lag(stands_at ignore nulls) over (partition by stream order by ord) as stood_at,
        concat(record, ':', brings) in $counted as is_open,
        concat(record, ':', brought) in $counted as was_open
    from said
),
steps as (
    select
        *,
        case
            when kind in ('ActionRaised', 'ItemIssued') then 'raised'
            when kind in ('ActionDueExtended', 'ActionDueUnset', 'ItemDueRevised') then 'extended'
            when kind in ('ActionOwnerChanged', 'ItemLeadAssigned') then 're-owned'
            when kind = 'ActionCarriedForward' then 'carried forward'
            when brings is null and record in ('action', 'item') then null
            when brings is null or brought is null then called
            when brings = brought and record not in ('action', 'item') then called
            when is_open and not was_open then 'reopened'
            when was_open and not is_open then brings
            when status is not null or brings <> brought then 'moved'
        end as what
    from before
),
changed as (
    select
        record, ref, its_title as title, what, effective_on as dated,
        case what
            when 'raised' then null
            when 'extended' then strftime(due_before, '%-d %B %Y')
            when 're-owned' then owner_before
            when 'carried forward' then stood_at
            when called then if(brings <> brought, brought, null)
            else brought
        end as was,
        case what
            when 'raised' then concat_ws('; ', owner, 'due ' || strftime(due, '%-d %B %Y'))
            when 'extended' then coalesce(strftime(due, '%-d %B %Y'), due_words, 'no set day')
            when 're-owned' then owner
            when 'carried forward' then stands_at
            else nullif(
                concat_ws(
                    ', ',
                    if(what = called and brings = brought, null, brings) || coalesce(
                        ' by ' || superseded_by, ' into ' || merged_into,
                        ', verified by ' || verified_by, ''
                    ),
                    if(record not in ('action', 'item'), nullif(words, ''), null)
                ),
                ''
            )
        end as became,
        if(brings is null, 0, is_open::bigint - was_open::bigint) as open_by,
        recorded_by, recorded_on, position as event, corrects,
        if(
            p_told is null, recorded_on > p_from::date, position > p_told::bigint
        ) as told_since
    from steps
    where what is not null
),
-- Written out where they are used: DuckDB then looks the few events up that are concerned. Of a table
-- of its own it would not know how few they are, and read every column of every event.
retracted as not materialized (
    select position, retracts, recorded_by, recorded_on
    from events
    where kind = 'EventRetracted'
        and recorded_on <= coalesce(known_by::date, date '9999-12-31')
        and if(p_told is null, recorded_on > p_from::date, position > p_told::bigint)
),
-- Every column of these few is read, in one go; of two hundred they have some twenty.
concerned as materialized (
    select
        position, stream, record, ref, $called(kind) as called, status, effective_on, corrects,
        json_merge_patch('{}', to_json(w)) as facts
    from events w
    where position in (select unnest([retracts, position + 1]) from retracted)
),
taken_back as materialized (
    select
        r.position as event, r.recorded_by, r.recorded_on, o.record, o.ref,
        coalesce(n.effective_on, o.effective_on) as dated, coalesce(o.status, o.called) as was,
        n.position is not null as is_put_right, o.facts as old_json, n.facts as new_json
    from retracted r
    join concerned o on o.position = r.retracts
    -- A correction is a retraction and, directly after it, what takes the place.
    left join concerned n
        on n.position = r.position + 1 and n.stream = o.stream
        and n.corrects = coalesce(o.corrects, o.position)
    where least(o.effective_on, n.effective_on)
        <= coalesce(p_to::date, as_of::date, current_date)
),
-- What a correction changes, field by field.
put_right as (
    select
        event,
        string_agg(field || ': ' || coalesce(old, 'none'), '; ' order by field) as was,
        string_agg(field || ': ' || coalesce(new, 'none'), '; ' order by field) as became
    from (
        select
            event, field,
            regexp_replace(json_extract_string(old_json, '$.' || field), '[\[\]"]', '', 'g') as old,
            regexp_replace(json_extract_string(new_json, '$.' || field), '[\[\]"]', '', 'g') as new
        from (
            select *, unnest(list_distinct(json_keys(old_json) || json_keys(new_json))) as field
            from taken_back
            where is_put_right
        )
        where field not in (
            'authority', 'clock', 'correlation', 'corrects', 'ord', 'position', 'recorded_at',
            'recorded_by', 'recorded_on', 'source_sha256', 'version'
        )
    )
    where old is distinct from new
    group by event
),
corrections as (
    select
        t.record, t.ref, if(t.is_put_right, 'corrected', 'retracted') as what, t.dated,
        coalesce(p.was, t.was) as was, p.became, t.recorded_by, t.recorded_on, t.event
    from taken_back t
    left join put_right p on p.event = t.event
),
-- How many more were open on the first day as known now than as known then.
opened_by_knowing as (
    select
        record, ref, bool_or(now_open)::bigint - bool_or(then_open)::bigint as open_by
    from (
        select
            record, ref, false as then_open,
            concat(record, ':', arg_max(brings, ord)) in $counted as now_open
        from said
        where effective_on <= p_from::date and brings is not null
        group by record, ref
        union all by name
        select
            record, ref, false as now_open,
            concat(record, ':', arg_max($status, ord)) in $counted as then_open
        from events e
        anti join (
            from retractions where position <= p_told::bigint
        ) r on r.retracts = e.position
        where $status is not null and kind <> 'EventRetracted'
            and effective_on <= p_from::date and position <= p_told::bigint
        group by record, ref
    )
    where p_told is not null
    group by record, ref
),
learned as (
    select
        record, ref, title, 'learned later: ' || what as what, dated, was, became, recorded_by,
        recorded_on, event, 2 as part
    from changed
    -- What was so on the first day itself, and was typed after it, is no news of the time before;
    -- but by what the ledger was told, it opened without it.
    where dated < p_from::date + if(p_told is null, 0, 1) and told_since and corrects is null
    union all by name
    select c.*, t.title, 3 as part
    from corrections c
    left join (select distinct record, ref, its_title as title from steps) t
        on t.record = c.record and t.ref = c.ref
)
select ref, title, what, dated, was, became, open_by, record, recorded_by, recorded_on, event
from (
    select * exclude (corrects, told_since), 1 as part
    from changed
    where dated > p_from::date
    union all by name
    select
        l.*,
        -- Of all that was learned of a record, the last tells how it stands.
        if(
            row_number() over (partition by l.record, l.ref order by l.event desc) = 1,
            coalesce(k.open_by, 0), 0
        ) as open_by
    from learned l
    left join opened_by_knowing k on k.record = l.record and k.ref = l.ref
)
order by part, dated, event;
