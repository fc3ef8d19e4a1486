-- Whose keys are accepted, and what have they signed?
--   ref*: the reference of the key
--   person*: whose it is
--   fingerprint+: as ssh-keygen -l prints it
--   status*: accepted, or revoked
--   accepted_on*: from when
--   revoked_on*: until when
--   reason+: why it was revoked
--   signed*: how many events it signed
--   public_key: the key itself, as in a .pub file
create or replace macro keys(as_of := null, known_by := null) as table
select
    k.ref,
    any_value(k.person) as person,
    any_value(k.fingerprint) as fingerprint,
    arg_max(k.status, k.ord) as status,
    min(k.effective_on) as accepted_on,
    max(k.effective_on) filter (k.status = 'revoked') as revoked_on,
    arg_max(k.reason, k.ord) filter (k.status = 'revoked') as reason,
    coalesce(any_value(s.signed), 0) as signed,
    any_value(k.public_key) as public_key
from live(as_of := as_of, known_by := known_by) k
left join (
    select signed_with, count(*) as signed
    from live(as_of := as_of, known_by := known_by)
    where signed_with is not null
    group by signed_with
) s on s.signed_with = k.ref
where k.record = 'key'
group by k.ref
order by person, k.ref;
