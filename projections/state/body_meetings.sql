-- When did each body last meet, and when does it meet next?
--   body: the body
--   last_held: the day of its last meeting that is recorded as held
--   last_meeting: that meeting
--   next_on: the day of its next meeting, scheduled or set by the last one
create or replace macro body_meetings(as_of := null, known_by := null) as table
select
    body,
    max(meets_on) filter (is_held) as last_held,
    arg_max(ref, meets_on) filter (is_held) as last_meeting,
    -- What the last meeting set, and nobody scheduled, is a day all the same.
    coalesce(
        min(meets_on) filter (is_ahead), arg_max(next_on, meets_on) filter (is_held and to_come)
    ) as next_on
from (
    select
        body, ref, meets_on, next_on,
        status in ('held', 'closed', 'confirmed') as is_held,
        status = 'scheduled' and meets_on >= coalesce(as_of::date, current_date) as is_ahead,
        next_on >= coalesce(as_of::date, current_date) as to_come
    from meeting_state(as_of := as_of, known_by := known_by)
)
group by body;
