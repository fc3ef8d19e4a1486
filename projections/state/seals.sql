-- Which seals were made, and who signed each?
--   ref: the seal's reference
--   tree_size: how many events it covers, from the first
--   root: the root hash of the tree over them, in hexadecimal
--   sealed_on: the day it was made
--   sealed_by: who made it
--   checked: whether every event was read again first, or only those after the previous seal
--   witnesses: who else signed it, in order
--   time_stamps: how many time-stamp tokens it carries
--   published: where its note was put for others to hold, in order
create or replace macro seal_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(tree_size) as tree_size,
    any_value(root) as root,
    any_value(effective_on) filter (tree_size is not null) as sealed_on,
    any_value(recorded_by) filter (tree_size is not null) as sealed_by,
    any_value(checked) as checked,
    coalesce(list(witness order by ord) filter (witness is not null), []) as witnesses,
    count(token) as time_stamps,
    coalesce(list(published_to order by ord) filter (published_to is not null), []) as published
from live(as_of := as_of, known_by := known_by)
where record = 'seal'
group by ref
having any_value(tree_size) is not null;
