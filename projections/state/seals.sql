-- Which seals were made, and who put their name to each?
create or replace macro seal_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(tree_size) as tree_size,
    any_value(root) as root,
    any_value(effective_on) filter (tree_size is not null) as sealed_on,
    any_value(recorded_by) filter (tree_size is not null) as sealed_by,
    any_value(checked) as checked,
    coalesce(list(witness order by ord) filter (witness is not null), []) as witnesses,
    count(token) as time_stamps
from live(as_of := as_of, known_by := known_by)
where record = 'seal'
group by ref
having any_value(tree_size) is not null;
