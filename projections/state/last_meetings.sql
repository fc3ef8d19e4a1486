-- Which was the last meeting of each body that there is?
--   body: the body
--   last_held: the day of its last meeting that is recorded as held
--   last_meeting: that meeting
create or replace macro last_meetings(as_of := null, known_by := null) as table
select body, last_held, last_meeting
from body_meetings(as_of := as_of, known_by := known_by)
where last_meeting is not null
    and body in (
        -- As body_state has it, of which it would be planned with every column.
        select ref
        from live(as_of := as_of, known_by := known_by)
        where record = 'body' and title is not null
    );
