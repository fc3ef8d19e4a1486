-- Who held each post, from which day and until when?
--   ref: the post's reference
--   holder: who held it, under their name at the time
--   is_acting: whether they were acting
--   held_from: the first day
--   held_until: the day it ended or they took another name; empty while it
--       goes on
--   ord: its place in the order of events: by day, then as written
create or replace macro post_holdings(as_of := null, known_by := null) as table
select
    a.ref, a.holder, a.is_acting, a.held_from, min(e.effective_on) as held_until, a.ord
from (
    select
        ref, if(kind = 'PostHolderRenamed', now_called, holder) as holder,
        acting is not null as is_acting, effective_on as held_from, ord
    from live(as_of := as_of, known_by := known_by)
    where kind in ('PostHolderAppointed', 'PostHolderRenamed')
) a
left join live(as_of := as_of, known_by := known_by) e
    on e.kind in ('PostHolderEnded', 'PostHolderRenamed')
    and e.ref = a.ref and e.holder = a.holder and e.ord > a.ord
group by all;
