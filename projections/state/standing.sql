-- How many records of each kind are open or, for a kind that never closes, exist?
--   p_before: an earlier day, counted in the same go (default: the day asked about)
--   record: the kind of record
--   counted: how many, by each record's latest status
--   counted_before: how many by the earlier day
create or replace macro standing(p_before := null, as_of := null, known_by := null) as table
select
    record,
    count(*) filter (counts) as counted,
    count(*) filter (counted_before) as counted_before
from (
    -- What never ends is there since it has any status.
    select
        record,
        true as counts,
        began_on <= coalesce(p_before::date, as_of::date, current_date) as counted_before
    from (
        select record, min(effective_on) as began_on
        from live(as_of := as_of, known_by := known_by)
        where record not in $ending and $status is not null
        group by record, ref
    )
    union all
    -- What can end is there once it has a title or, as a question, its words.
    select
        record,
        arg_max(counts, ord) and bool_or(named),
        arg_max(counts, ord) filter (is_before) and bool_or(named) filter (is_before)
    from (
        select
            record, ref, ord,
            concat(record, ':', status) in $counted as counts,
            if(record = 'question', text, title) is not null as named,
            effective_on <= coalesce(p_before::date, as_of::date, current_date) as is_before
        from live(
            as_of := as_of, known_by := known_by, p_ended := false,
            p_over := coalesce(p_before::date, as_of::date)
        )
        where record in $ending and status is not null
    )
    group by record, ref
)
group by record
having counted + counted_before > 0
order by record;
