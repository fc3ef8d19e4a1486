-- Which items were taken in private, why, and is all that is recorded of them marked?
-- Called: Items taken in private
-- About meetings and their bodies.
-- Without record = 'meeting': No meeting is recorded.
--   p_body: of one body, such as HTA
--   ref*: the meeting
--   item*: the item
--   title*: its title, which is public
--   why_private*: why the public was excluded
--   marked*: how many events recorded of it are OFFICIAL-SENSITIVE
--   unmarked*: how many are not, which are to be marked
--   event: the number of the event
create or replace macro private_items(as_of := null, known_by := null, p_body := null) as table
with private as (
    select * from live(as_of := as_of, known_by := known_by) where kind = 'MeetingItemHeldInPrivate'
),
told as (
    select if(record = 'meeting', ref, meeting) as at, item, marking
    from live(as_of := as_of, known_by := known_by)
    where item is not null and kind not in (
        'MeetingItemTabled', 'MeetingItemDeferred', 'MeetingItemDropped', 'MeetingItemPurposeSet',
        'MeetingItemHeldInPrivate', 'MeetingInterestDeclared', 'MeetingMinuteCorrected'
    )
    union all
    -- What was told there of an action from elsewhere has no item, and its reason: of several items
    -- that have the same one, it is the last before it.
    select any_value(p.ref), arg_max(p.item, p.position), any_value(e.marking)
    from live(as_of := as_of, known_by := known_by) e
    join private p on p.ref = e.told_at and e.marking_reason = 'in private: ' || p.reason
        and p.position < e.position
    where e.item is null
    group by e.position
)
select
    p.ref, p.item, any_value(t.title) as title, any_value(p.reason) as why_private,
    count(told.at) filter (told.marking <> 'OFFICIAL') as marked,
    count(told.at) filter (told.marking = 'OFFICIAL') as unmarked, p.position as event
from private p
left join live(as_of := as_of, known_by := known_by) t
    on t.kind = 'MeetingItemTabled' and t.ref = p.ref and t.item = p.item
left join told on told.at = p.ref and told.item = p.item
where (p_body is null or split_part(p.ref, '/', 1) = upper(p_body))
group by p.ref, p.item, p.position, p.effective_on
order by p.effective_on, p.position;
