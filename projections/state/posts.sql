-- What is the state of each post, and who holds it?
--   ref: the post's reference
--   title: its name
--   aliases: what else the papers call it
--   holder: who holds it, several with "and"; while any are acting, they and the substantive ones, each with
--       the capacity
--   succeeded_by: the post that replaced it
create or replace macro post_state(as_of := null, known_by := null) as table
select p.ref, p.title, p.aliases, h.holder, p.succeeded_by
from (
    select
        ref,
        any_value(title) as title,
        coalesce(list(alias order by ord) filter (alias is not null), []) as aliases,
        arg_max(succeeded_by, ord) as succeeded_by
    from live(as_of := as_of, known_by := known_by)
    where record = 'post'
    group by ref
    having any_value(title) is not null
) p
left join (
    select
        ref,
        if(
            bool_or(is_acting),
            concat_ws(
                '; ',
                string_agg(holder, ' and ' order by ord) filter (is_acting) || ', acting',
                string_agg(holder, ' and ' order by ord) filter (not is_acting) || ', substantive'
            ),
            string_agg(holder, ' and ' order by ord)
        ) as holder
    from post_holdings(as_of := as_of, known_by := known_by)
    where held_until is null
    group by ref
) h on h.ref = p.ref;
