-- What is so about each post, and who holds it?
--   ref: the post's reference
--   title: its name
--   aliases: what else the papers call it
--   holder: who holds it; an acting holder while there is one
--   events.holder: who takes up or leaves a post
--   events.acting: that somebody holds a post only for the time being, and why
create or replace macro post_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    coalesce(list(alias order by ord) filter (alias is not null), []) as aliases,
    -- Whoever was appointed last and has not left since; an acting holder while there is one.
    coalesce(
        arg_max(holder, ord) filter (
            kind = 'PostHolderAppointed' and acting is not null and coalesce(ord > left_at, true)
        ),
        arg_max(holder, ord) filter (
            kind = 'PostHolderAppointed' and acting is null and coalesce(ord > left_at, true)
        )
    ) as holder
from (
    select
        *, max(ord) filter (kind = 'PostHolderEnded') over (partition by ref, holder) as left_at
    from live(as_of := as_of, known_by := known_by)
    where record = 'post'
)
group by ref
having any_value(title) is not null;
