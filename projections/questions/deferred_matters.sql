-- Which meeting items were deferred and have neither come back nor been dropped?
-- Called: Items put off
-- About meetings and their bodies.
-- Without record = 'meeting': No meeting is recorded.
--   p_body: only this body's meetings, such as HTA
--   ref*: the meeting
--   item*: the item, as printed
--   title*: its heading
--   deferred_on*: the day it was deferred
--   deferred_to*: when it was deferred to, if stated
--   reason+: why, if stated
--   days*: days since then
create or replace macro deferred_matters(as_of := null, known_by := null, p_body := null) as table
select
    ref, item, title, deferred_on, deferred_to, reason,
    coalesce(as_of::date, current_date) - deferred_on as days
from deferred_items(as_of := as_of, known_by := known_by)
where p_body is null or starts_with(ref || '/', upper(p_body) || '/')
order by deferred_on, ref, item;
