-- Which commitments take their status from others, and where do those chains end?
--   ref: the commitment's reference
--   status_from: where its status comes from: its activities, or the rows it refers to
--   only_refers: whether it has no status of its own and only refers to other rows
--   through: the rows between that refer on in turn
--   ends: the rows the chain ends in, which have a status of their own
--   not_complete: the ends that are not complete
--   nowhere: references on the way, as printed, that lead nowhere
--   status: complete when all its ends are, otherwise in progress
create or replace macro commitment_ends(as_of := null, known_by := null) as table
with recursive commitments as materialized (
    select *
    from commitment_state(as_of := as_of, known_by := known_by)
),
plan_rows as (
    select
        *,
        ref in (select part_of from commitments where part_of is not null) as has_activities,
        latest_progress is null and len(refers_to) + len(unresolved) > 0 as only_refers
    from commitments
),
steps as (
    select ref, unnest(refers_to) as further
    from plan_rows
    where status = 'in progress' and only_refers and not has_activities
    union all
    select h.ref, a.ref as further
    from plan_rows h join plan_rows a on a.part_of = h.ref
    where h.status = 'in progress'
    union all
    select ref, merged_into as further
    from plan_rows
    where status = 'merged' and merged_into is not null
),
-- UNION without ALL keeps each pair once, so a circle ends.
reached as (
    select ref, further from steps
    union
    select r.ref, s.further
    from reached r join steps s on s.ref = r.further
),
told as (
    select
        r.ref, r.further, p.status, p.row_letters, p.row_numbers, p.plan,
        r.further not in (select ref from steps)
            -- It leads nowhere, so it is not an end.
            and not (p.status = 'in progress' and p.only_refers and not p.has_activities) as is_end
    from reached r join plan_rows p on p.ref = r.further
),
lost as (
    select ref, unnest(unresolved) as printed
    from plan_rows
    where status = 'in progress' and only_refers and not has_activities
)
select
    p.ref,
    if(p.has_activities, 'its activities', 'the rows it refers to') as status_from,
    not p.has_activities as only_refers,
    coalesce(
        list(t.further order by t.plan, t.row_letters, t.row_numbers)
            filter (not t.is_end and t.further != p.ref), []
    ) as through,
    coalesce(
        list(t.further order by t.plan, t.row_letters, t.row_numbers) filter (t.is_end), []
    ) as ends,
    coalesce(
        list(t.further order by t.plan, t.row_letters, t.row_numbers)
            filter (t.is_end and t.status != 'complete'), []
    ) as not_complete,
    coalesce(any_value(n.nowhere), []) as nowhere,
    -- What leads nowhere or in a circle is never complete.
    if(
        count(*) filter (t.is_end) > 0
            and count(*) filter (t.is_end and t.status != 'complete') = 0
            and any_value(n.nowhere) is null,
        'complete', 'in progress'
    ) as status
from plan_rows p
left join told t on t.ref = p.ref
left join (
    select ref, list(printed order by printed) as nowhere
    from (
        select ref, printed from lost
        union
        select r.ref, l.printed from reached r join lost l on l.ref = r.further
    )
    group by ref
) n on n.ref = p.ref
where p.status = 'in progress' and (p.only_refers or p.has_activities)
group by p.ref, p.has_activities;
