-- Where is it recorded that there was nothing?
create or replace macro nil_state(as_of := null, known_by := null) as table
select ref, nil_of, meeting, item, effective_on as recorded_for
from live(as_of := as_of, known_by := known_by)
where record = 'nil';
