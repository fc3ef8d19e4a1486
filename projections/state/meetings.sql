-- What is the state of each meeting?
--   ref: the meeting's reference: its body and its day
--   body: the body that meets
--   meets_on: the day it meets
--   status: scheduled, held, closed, confirmed or cancelled
--   chair: the post in the chair, where it is one post alone
--   chairs: who were in the chair, where they are several or hold no post
--   subject: what it is about
--   present: who was present, in order
--   apologies: who sent apologies, in order
--   items: how many items it tabled
--   deferred: how many of them it deferred
--   next_on: the day set for the next meeting
--   date_basis: how the day of the meeting is known: stated, inferred or unknown
create or replace macro meeting_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(body) as body,
    any_value(meets_on) as meets_on,
    arg_max(status, ord) as status,
    arg_max(chair, ord) as chair,
    coalesce(arg_max(chairs, ord) filter (kind = 'MeetingHeld'), []) as chairs,
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
