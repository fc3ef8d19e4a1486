-- Which witnesses are accepted, and how many must cosign a seal?
-- Called: Witnesses of seals
-- About the record itself.
-- Without record = 'witnesses': No witness is accepted.
--   witness*: its name
--   accepted_on*: the day from which its cosignatures count
--   ended_on*: the day it stopped counting
--   reason+: why it no longer counts
--   needed*: how many accepted witnesses must cosign a seal on that day
--   public_key: its public key, in OpenSSH or C2SP form
create or replace macro accepted_witnesses(as_of := null, known_by := null) as table
select
    w.witness, w.accepted_on, w.ended_on, w.reason, coalesce(n.needed, 0) as needed, w.public_key
from (
    select arg_max(cosignatures_needed, ord) as needed
    from live(as_of := as_of, known_by := known_by)
    where record = 'witnesses'
) n
join witness_state(as_of := as_of, known_by := known_by) w on true
order by w.ended_on is not null, w.witness;
