-- When was each inspection item that is over last brought to its end?
create or replace macro items_ended(as_of := null, known_by := null) as table
select ref, arg_max(status, ord) as status, arg_max(effective_on, ord) as ended_on
from live(as_of := as_of, known_by := known_by)
where record = 'item' and status is not null
group by ref
having arg_max(status, ord) in ('closed', 'no further action', 'superseded', 'rejected');
