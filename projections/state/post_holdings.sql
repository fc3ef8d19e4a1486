-- Who held each post, from which day until the day before which?
create or replace macro post_holdings(as_of := null, known_by := null) as table
select
    a.ref, a.holder, a.acting is not null as is_acting, a.effective_on as held_from,
    min(e.effective_on) as held_until, a.ord
from live(as_of := as_of, known_by := known_by) a
left join live(as_of := as_of, known_by := known_by) e
    on e.kind = 'PostHolderEnded' and e.ref = a.ref and e.holder = a.holder and e.ord > a.ord
where a.kind = 'PostHolderAppointed'
group by all;
