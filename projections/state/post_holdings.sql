-- Who held each post, from which day until the day before which?
--   ref: the post's reference
--   holder: who held it
--   is_acting: whether only for the time being
--   held_from: the first day
--   held_until: the day on which it ended; absent while it goes on
--   ord: the place in the order of what happened: by day, then as written
create or replace macro post_holdings(as_of := null, known_by := null) as table
select
    a.ref, a.holder, a.acting is not null as is_acting, a.effective_on as held_from,
    min(e.effective_on) as held_until, a.ord
from live(as_of := as_of, known_by := known_by) a
left join live(as_of := as_of, known_by := known_by) e
    on e.kind = 'PostHolderEnded' and e.ref = a.ref and e.holder = a.holder and e.ord > a.ord
where a.kind = 'PostHolderAppointed'
group by all;
