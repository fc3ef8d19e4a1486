-- What is so about each meeting?
create or replace macro meeting_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(body) as body,
    any_value(meets_on) as meets_on,
    arg_max(status, ord) as status,
    arg_max(chair, ord) as chair,
    arg_max(subject, ord) as subject,
    coalesce(list(attendee order by ord) filter (kind = 'MeetingAttended'), []) as present,
    coalesce(list(attendee order by ord) filter (kind = 'MeetingApologyGiven'), []) as apologies,
    count(*) filter (kind = 'MeetingItemTabled') as items,
    count(*) filter (kind = 'MeetingItemDeferred') as deferred,
    any_value(next_on) as next_on,
    any_value(date_basis) filter (status is not null) as date_basis
from live(as_of := as_of, known_by := known_by)
where record = 'meeting'
group by ref
having any_value(body) is not null;
