-- Which records have a reference of the office's own, from its tracker or its minutes?
--   record: the kind of record
--   ref: its reference here
--   own_ref: the office's own reference for it
create or replace macro own_refs(as_of := null, known_by := null) as table
select record, ref, arg_max(own_ref, ord) as own_ref
from live(as_of := as_of, known_by := known_by)
where own_ref is not null
group by record, ref;
