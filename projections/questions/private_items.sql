-- Which items were taken in private, why, and is all that is recorded of them marked?
-- Called: Items taken in private
-- About meetings and their bodies.
--   p_body: of one body, such as HTA
--   ref*: the meeting
--   item*: the item
--   title*: its title, which is public
--   why_private*: why the public was excluded
--   marked*: how many events recorded of it are OFFICIAL-SENSITIVE
--   unmarked*: how many are not, which are to be marked
--   event: the number of the event
create or replace macro private_items(as_of := null, known_by := null, p_body := null) as table
with told as (
    select if(record = 'meeting', ref, meeting) as at, item, marking
    from live(as_of := as_of, known_by := known_by)
    where item is not null and kind not in (
        'MeetingItemTabled', 'MeetingItemDeferred', 'MeetingItemDropped', 'MeetingItemPurposeSet',
        'MeetingItemHeldInPrivate', 'MeetingInterestDeclared', 'MeetingMinuteCorrected'
    )
)
select
    p.ref, p.item, any_value(t.title) as title, any_value(p.reason) as why_private,
    count(told.at) filter (told.marking <> 'OFFICIAL') as marked,
    count(told.at) filter (told.marking = 'OFFICIAL') as unmarked, p.position as event
from live(as_of := as_of, known_by := known_by) p
left join live(as_of := as_of, known_by := known_by) t
    on t.kind = 'MeetingItemTabled' and t.ref = p.ref and t.item = p.item
left join told on told.at = p.ref and told.item = p.item
where p.kind = 'MeetingItemHeldInPrivate'
    and (p_body is null or split_part(p.ref, '/', 1) = upper(p_body))
group by p.ref, p.item, p.position, p.effective_on
order by p.effective_on, p.position;
