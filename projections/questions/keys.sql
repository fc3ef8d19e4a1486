-- Whose keys are accepted, and what have they signed?
-- Called: Signing keys
-- About the record itself.
-- Without record = 'key': No key is accepted.
--   ref*: the reference of the key
--   person*: the person it belongs to
--   fingerprint+: as ssh-keygen -l prints it
--   status*: accepted or revoked
--   accepted_on*: the day from which it counts
--   revoked_on*: the day it stopped counting
--   reason+: why it was revoked
--   signed*: how many events were recorded by commands signed with it
--   public_key: the key itself, as in a .pub file
create or replace macro keys(as_of := null, known_by := null) as table
select
    k.ref, k.person, k.fingerprint, k.status, k.accepted_on, k.revoked_on, k.reason,
    coalesce(s.signed, 0) as signed, k.public_key
from key_state(as_of := as_of, known_by := known_by) k
left join (
    select signed_with, count(*) as signed
    from live(as_of := as_of, known_by := known_by)
    where signed_with is not null
    group by signed_with
) s on s.signed_with = k.ref
order by k.person, k.ref;
