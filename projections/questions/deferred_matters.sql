-- Which items of meetings were put off, and neither came back nor were dropped?
-- About meetings and their bodies.
--   p_body: only those of this body's meetings, as HTA
--   ref*: the meeting
--   item*: the item, as printed
--   title*: its heading
--   deferred_on*: the day it was put off
--   deferred_to*: to when, where that is said
--   reason+: why, where that is said
--   days*: days since then
create or replace macro deferred_matters(as_of := null, known_by := null, p_body := null) as table
select
    ref, item, title, deferred_on, deferred_to, reason,
    coalesce(as_of::date, current_date) - deferred_on as days
from deferred_items(as_of := as_of, known_by := known_by)
where p_body is null or starts_with(ref || '/', upper(p_body) || '/')
order by deferred_on, ref, item;
