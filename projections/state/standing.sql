-- How many records of each kind are open or, for a kind that never closes, exist?
--   p_before: an earlier day, counted in the same go (default: the day asked about)
--   record: the kind of record
--   counted: how many, by each record's latest status
--   counted_before: how many by the earlier day
create or replace macro standing(p_before := null, as_of := null, known_by := null) as table
select
    record,
    coalesce(sum(records) filter (concat(record, ':', status) in $counted), 0)::bigint as counted,
    coalesce(sum(records) filter (concat(record, ':', status_before) in $counted), 0)::bigint
        as counted_before
from (
    -- What can end is there once it has a title or, as a question, its words.
    select
        record,
        case when is_named or record not in $ending then status end as status,
        case when was_named or record not in $ending then status_before end as status_before,
        count(*) as records
    from (
        select
            record, ref,
            arg_max($status, ord) as status,
            arg_max($status, ord) filter (is_before) as status_before,
            any_value(named) is not null as is_named,
            any_value(named) filter (is_before) is not null as was_named
        from (
            select
                *,
                if(record = 'question', text, title) as named,
                effective_on <= coalesce(p_before::date, as_of::date, current_date) as is_before
            from live(
                as_of := as_of, known_by := known_by, p_ended := false,
                p_over := coalesce(p_before::date, as_of::date)
            )
        )
        where $status is not null
        group by record, ref
    )
    group by all
)
group by record
having counted + counted_before > 0
order by record;
