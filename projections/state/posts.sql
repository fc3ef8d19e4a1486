-- What is so about each post, and who holds it?
create or replace macro post_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    coalesce(list(alias order by ord) filter (alias is not null), []) as aliases,
    arg_max(holder, ord) filter (kind = 'PostHolderAppointed' and acting is null) as last_holder,
    arg_max(holder, ord) filter (kind = 'PostHolderAppointed' and acting is not null) as last_acting,
    coalesce(list(holder order by ord) filter (kind = 'PostHolderEnded'), []) as ended,
    case when last_acting not in ended then last_acting when last_holder not in ended then last_holder end as holder
from live(as_of := as_of, known_by := known_by)
where record = 'post'
group by ref
having any_value(title) is not null;
