-- Which witnesses count, and since when?
--   witness: its name
--   public_key: its key, of OpenSSH or of C2SP
--   accepted_on: the day since which it counts
--   ended_on: the day since which it does not
--   reason: why not
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
