-- What changed among actions between two days, and does it add up?
-- About actions.
-- Example: --from 31/5/16 --to 28/6/16
--   p_from: the day after which changes count
--   p_to: the last day; the day asked about if not said
--   opening*: actions open at the end of the first day
--   opened*: raised since
--   reopened*: open again since
--   left*: closed, superseded, merged or withdrawn since
--   closing*: actions open at the end of the last day
--   balances*: yes; or no, with what does not add up
--   opened_refs+: which were raised
--   reopened_refs: which are open again
--   left_refs+: which left
create or replace macro changes_between(p_from, p_to := null, as_of := null, known_by := null) as table
with moves as (
    select
        ref, effective_on, ord,
        status in ('open', 'reported complete') as is_open,
        lag(status in ('open', 'reported complete')) over (partition by ref order by ord) as was_open
    from live(as_of := coalesce(p_to::date, as_of::date), known_by := known_by)
    where record = 'action' and status is not null
),
moved as (
    select
        coalesce(list(ref order by ref) filter (is_open and was_open is null), []) as opened_refs,
        coalesce(list(ref order by ref) filter (is_open and not was_open), []) as reopened_refs,
        coalesce(list(ref order by ref) filter (not is_open and was_open), []) as left_refs
    from moves
    where effective_on > p_from::date
),
counts as (
    select
        (
            select count(*)
            from open_actions(as_of := p_from, known_by := known_by)
        ) as opening,
        len(opened_refs) as opened,
        len(reopened_refs) as reopened,
        len(left_refs) as "left",
        (
            select count(*)
            from open_actions(as_of := coalesce(p_to::date, as_of::date), known_by := known_by)
        ) as closing,
        opened_refs, reopened_refs, left_refs
    from moved
)
select
    opening, opened, reopened, "left", closing,
    case
        when opening + opened + reopened - "left" = closing then 'yes'
        else format(
            'no: {} + {} + {} - {} = {}, but {} are open', opening, opened, reopened, "left",
            opening + opened + reopened - "left", closing
        )
    end as balances,
    opened_refs, reopened_refs, left_refs
from counts;
