-- What is so about each person's key?
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
