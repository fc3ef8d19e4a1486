-- What does each finding say, and does it stand?
--   ref: the finding's reference
--   text: what was found
--   status: recorded or withdrawn
--   found_on: the day it was found
--   meeting: the meeting that found it
--   item: the item of that meeting
--   inspection: the inspection it comes from
--   answers: the questions it answers
create or replace macro finding_state(as_of := null, known_by := null) as table
select
    ref,
    arg_max(text, ord) as text,
    arg_max(status, ord) as status,
    any_value(effective_on) filter (kind = 'FindingRecorded') as found_on,
    any_value(meeting) as meeting,
    any_value(item) as item,
    any_value(inspection) as inspection,
    coalesce(any_value(answers), []) as answers
from live(as_of := as_of, known_by := known_by)
where record = 'finding'
group by ref
having arg_max(text, ord) is not null;
