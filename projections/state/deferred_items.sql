-- Which meeting items were deferred and have neither come back nor been dropped?
--   ref: the meeting that deferred it
--   item: the item, as printed
--   title: its heading
--   deferred_on: the day it was deferred
--   deferred_to: when or to which meeting it was deferred, if stated
--   reason: why
create or replace macro deferred_items(as_of := null, known_by := null) as table
select put_off.*
from (
    select
        ref, item,
        any_value(title) as title,
        max(effective_on) filter (kind = 'MeetingItemDeferred') as deferred_on,
        arg_max_null(deferred_to, ord) filter (kind = 'MeetingItemDeferred') as deferred_to,
        arg_max_null(reason, ord) filter (kind = 'MeetingItemDeferred') as reason
    from live(as_of := as_of, known_by := known_by)
    where record = 'meeting' and item is not null
    group by ref, item
    having bool_or(kind = 'MeetingItemDeferred') and not bool_or(kind = 'MeetingItemDropped')
) as put_off
-- It came back where a later meeting tabled, under its heading, something deferred from this one.
anti join (
    select deferred_from, title
    from live(as_of := as_of, known_by := known_by)
    where deferred_from is not null
) as came_back on came_back.deferred_from = put_off.ref and came_back.title = put_off.title;
