-- Which seals were made of the ledger, who else holds them, and which events do none of them cover?
-- Called: Seals
-- About the record itself.
-- Without record = 'seal': No seal is recorded.
-- A last row, without a reference, is of the events that no checkpoint outside the ledger covers:
-- none that was cosigned, time-stamped or published. Those that only tell of seals are not counted.
--   ref*: the seal's reference; empty: no seal held outside
--   events*: how many events it covers, from the first; in the last row, how many none outside does
--   root: the root hash of the tree over them, in hexadecimal
--   sealed_on*: the day it was made
--   sealed_by*: who made it
--   checked: whether every event was read again first, or only those after the previous seal
--   witnesses*: who else signed it
--   time_stamps+: how many time-stamp tokens it carries
--   published+: where its note was published for others to keep
--   since*: in the last row, the day the first of those events was recorded
create or replace macro seals(as_of := null, known_by := null) as table
with made as (
    select * from seal_state(as_of := as_of, known_by := known_by)
),
beyond as (
    select count(*) as events, min(recorded_on) as since
    from events
    where record not in ('seal', 'sealkey')
      and recorded_on <= least(
          coalesce(as_of::date, current_date), coalesce(known_by::date, date '9999-12-31')
      )
      and position > (
          select coalesce(max(tree_size), 0) from made
          where len(witnesses) > 0 or time_stamps > 0 or len(published) > 0
      )
)
select *
from (
    select
        ref, tree_size as events, root, sealed_on, sealed_by, checked, witnesses, time_stamps,
        published, null::date as since
    from made
    union all
    select null, events, null, null, null, null, null, null, null, since
    from beyond
    where events > 0
)
order by ref is null, events;
