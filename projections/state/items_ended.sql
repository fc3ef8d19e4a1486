-- When did each ended inspection item last end?
--   ref: the item's reference
--   status: how it ended: closed, no further action, superseded or rejected
--   ended_on: the day it ended
create or replace macro items_ended(as_of := null, known_by := null) as table
select ref, arg_max(status, ord) as status, arg_max(effective_on, ord) as ended_on
from live(as_of := as_of, known_by := known_by)
where record = 'item' and status is not null
group by ref
having arg_max(status, ord) in ('closed', 'no further action', 'superseded', 'rejected');
