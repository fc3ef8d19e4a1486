-- How many records of each kind are still open, or of a kind that never ends, are there?
--   record: the kind of record
--   counted: how many, by the status that each had last
create or replace macro standing(as_of := null, known_by := null) as table
select record, count(*) as counted
from (
    select record, ref, arg_max(status, ord) as status
    from live(as_of := as_of, known_by := known_by)
    where status is not null
    group by record, ref
)
where concat(record, ':', status) in $counted
group by record
order by record;
