-- Where is it recorded that there was nothing?
--   ref: the reference of the nil return
--   nil_of: what there was none of: actions, apologies, outstanding matters and so on
--   meeting: the meeting at which there was none
--   item: the item of that meeting
--   recorded_for: the day it is recorded for
create or replace macro nil_state(as_of := null, known_by := null) as table
select ref, nil_of, meeting, item, effective_on as recorded_for
from live(as_of := as_of, known_by := known_by)
where record = 'nil';
