-- Which witnesses count, and since when?
--   witness: its name
--   public_key: its public key, in OpenSSH or C2SP form
--   accepted_on: the day from which it counts
--   ended_on: the day it stopped counting
--   reason: why it stopped counting
create or replace macro witness_state(as_of := null, known_by := null) as table
select
    witness,
    arg_max(public_key, ord) filter (public_key is not null) as public_key,
    max(effective_on) filter (public_key is not null) as accepted_on,
    case when arg_max(public_key is null, ord) then max(effective_on) end as ended_on,
    case when arg_max(public_key is null, ord) then arg_max(reason, ord) end as reason
from live(as_of := as_of, known_by := known_by)
where record = 'witnesses' and witness is not null
group by witness;
