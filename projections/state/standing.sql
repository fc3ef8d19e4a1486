-- How many records of each kind are open or, for a kind that never closes, exist?
--   record: the kind of record
--   counted: how many, by each record's latest status
create or replace macro standing(as_of := null, known_by := null) as table
select record, count(*) as counted
from (
    select record, ref, arg_max($status, ord) as status
    from live(as_of := as_of, known_by := known_by)
    where $status is not null
    group by record, ref
)
where concat(record, ':', status) in $counted
group by record
order by record;
