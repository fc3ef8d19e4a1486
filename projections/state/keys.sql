-- What is the state of each person's key?
--   ref: the key's reference
--   person: the person it belongs to
--   fingerprint: its fingerprint, as ssh-keygen prints it
--   public_key: the public key, as one line
--   status: accepted or revoked
--   accepted_on: the day from which it counts
--   revoked_on: the day it stopped counting
--   reason: why it was revoked
create or replace macro key_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(person) as person,
    any_value(fingerprint) as fingerprint,
    any_value(public_key) as public_key,
    arg_max(status, ord) as status,
    min(effective_on) as accepted_on,
    max(effective_on) filter (status = 'revoked') as revoked_on,
    arg_max(reason, ord) filter (status = 'revoked') as reason
from live(as_of := as_of, known_by := known_by)
where record = 'key'
group by ref;
