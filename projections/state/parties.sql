-- Who owns things and is no post of the office?
--   ref: the party's reference
--   title: who it is; of a person, the name
--   kind: organisation, team or person
--   aliases: what else the papers call it
create or replace macro party_state(as_of := null, known_by := null) as table
select
    ref,
    coalesce(any_value(title), any_value(person)) as title,
    if(any_value(person) is not null, 'person', any_value(party_kind)) as kind,
    coalesce(list(alias order by ord) filter (alias is not null), []) as aliases
from live(as_of := as_of, known_by := known_by)
where record = 'party'
group by ref
having coalesce(any_value(title), any_value(person)) is not null;
