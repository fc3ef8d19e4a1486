-- Which seals were made of the ledger, and who witnessed them?
-- About the record itself.
--   ref*: the seal's reference
--   events*: how many events it covers, from the first
--   root: the root of their tree, hexadecimal
--   sealed_on*: the day it was made
--   sealed_by*: who made it
--   checked+: whether all events were read again first, or those after the seal before
--   witnesses*: who else signed it
--   time_stamps+: how many time-stamp tokens it has
create or replace macro seals(as_of := null, known_by := null) as table
select
    ref, tree_size as events, root, sealed_on, sealed_by, checked, witnesses, time_stamps
from seal_state(as_of := as_of, known_by := known_by)
order by events;
