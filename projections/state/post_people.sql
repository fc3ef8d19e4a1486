-- Who held each post, as a person who may have had several names?
--   ref: the post's reference, or that of a party who is a person
--   person: the alphabetically first of their names: in lower case, without titles
--       and honours, surname last
--   held_from: the first day
--   held_until: the day it ended or they took another name; empty while it
--       goes on
create or replace macro post_people(as_of := null, known_by := null) as table
with recursive renamed as (
    select holder, now_called
    from live(as_of := as_of, known_by := known_by)
    where kind = 'PostHolderRenamed'
),
-- A party that is a person is that person, whenever.
persons as (
    select ref, person
    from live(as_of := as_of, known_by := known_by)
    where kind = 'PartyPersonNamed'
),
-- As ledger.words.unstyled compares them.
bare as (
    select holder,
        regexp_replace(
            regexp_replace(
                lower(nfc_normalize(trim(regexp_replace(holder, '\s+', ' ', 'g')))),
                '^((mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|cllr|councillor)\b\.? ?)+', ''
            ),
            '(,? (qpm|kpm|[omck]be|dbe|dl|jp|phd|cpfa)\b)+$', ''
        ) as said
    from (
        select holder from post_holdings(as_of := as_of, known_by := known_by)
        union select holder from renamed
        union select now_called from renamed
        union select person from persons
    )
),
plain as (
    select holder,
        regexp_replace(
            regexp_replace(said, '^([^,]+), (.+)$', '\2 \1'),
            '^((mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|cllr|councillor)\b\.? ?)+', ''
        ) as name
    from bare
),
pairs as (
    select a.name, b.name as other
    from renamed r join plain a on a.holder = r.holder join plain b on b.holder = r.now_called
),
chain as (
    select name, name as other from plain
    union
    select c.name, if(p.name = c.other, p.other, p.name)
    from chain c join pairs p on c.other in (p.name, p.other)
),
people as (select name, min(other) as person from chain group by name)
select h.ref, p.person, h.held_from, h.held_until
from post_holdings(as_of := as_of, known_by := known_by) h
join plain n on n.holder = h.holder
join people p on p.name = n.name
union all
select o.ref, p.person, date '0001-01-01', null
from persons o
join plain n on n.holder = o.person
join people p on p.name = n.name;
