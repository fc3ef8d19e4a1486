-- What changed between two days in each kind of record, and does it add up?
-- Called: Opening, changes and closing
-- About the record itself.
-- Without position > 0: Nothing is recorded.
-- Example: --from 31/5/16 --to 28/6/16
--   p_from: the day after which changes count
--   p_to: the last day (default: the day asked about)
--   record*: the kind of record, for every kind the ledger holds
--   opening*: how many were open at the end of the first day, or existed if the kind never closes
--   opened*: begun in between
--   reopened*: reopened since
--   left*: ended in between: closed, superseded, complete, answered and so on
--   closing*: how many are open, or exist, at the end of the last day, counted independently
--   balances*: yes; nothing changed; or no, with what does not add up
--   opened_refs+: those begun
--   reopened_refs: those open again
--   left_refs+: those ended
create or replace macro changes_between(p_from, p_to := null, as_of := null, known_by := null) as table
with moves as (
    select
        record, ref, effective_on, ord,
        concat(record, ':', $status) in $counted as is_open,
        lag(concat(record, ':', $status) in $counted) over (
            partition by record, ref order by ord
        ) as was_open
    from live(as_of := coalesce(p_to::date, as_of::date), known_by := known_by)
    where $status is not null
),
moved as (
    select
        record,
        coalesce(list(ref order by ref) filter (is_open and was_open is null), []) as opened_refs,
        coalesce(list(ref order by ref) filter (is_open and not was_open), []) as reopened_refs,
        coalesce(list(ref order by ref) filter (not is_open and was_open), []) as left_refs
    from moves
    where effective_on > p_from::date
    group by record
),
counts as (
    select
        record, coalesce(b.counted, 0) as opening, coalesce(e.counted, 0) as closing,
        coalesce(opened_refs, []) as opened_refs, coalesce(reopened_refs, []) as reopened_refs,
        coalesce(left_refs, []) as left_refs
    from standing(as_of := p_from, known_by := known_by) b
    full join standing(as_of := coalesce(p_to::date, as_of::date), known_by := known_by) e
        using (record)
    full join moved using (record)
),
sums as (
    select
        *, len(opened_refs) as opened, len(reopened_refs) as reopened, len(left_refs) as "left",
        opening + opened + reopened - "left" as total
    from counts
)
select
    record, opening, opened, reopened, "left", closing,
    case
        -- Where nothing of any kind happened, there is nothing to hold against anything.
        when total = closing and (select count(*) from moved) = 0 then 'nothing changed'
        when total = closing then 'yes'
        else format(
            'no: {} + {} + {} - {} = {}, but {} are open', opening, opened, reopened, "left", total,
            closing
        )
    end as balances,
    opened_refs, reopened_refs, left_refs
from sums
order by record <> 'action', record <> 'item', record;
