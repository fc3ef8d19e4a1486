-- What is so about each oversight body, and who sits on it?
--   ref: the body's reference
--   title: its name
--   status: active, under review, replaced or dissolved
--   status_on: the day its status began
--   constituted_on: the day since which it is there, where that is known
--   cadence: how often it meets, if known
--   cadence_on: the day since which it meets so often, where that is known
--   purpose: what it is for
--   publishes_notes: whether its notes are published, if known
--   public: whether it meets in public, if known
--   replaced_by: the body that now does its work
--   aliases: what else the papers call it
--   members: who sits on it
create or replace macro body_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    arg_max(status, ord) as status,
    arg_max(effective_on, ord) filter (status is not null) as status_on,
    -- Since when it is there, and since when it meets so often: absent where only filed under a day.
    any_value(effective_on) filter (
        kind = 'BodyConstituted' and date_basis <> 'unknown'
    ) as constituted_on,
    arg_max(cadence, ord) as cadence,
    arg_max_null(case when date_basis <> 'unknown' then effective_on end, ord) filter (
        cadence is not null
    ) as cadence_on,
    any_value(purpose) as purpose,
    arg_max(publishes_notes, ord) as publishes_notes,
    arg_max(public, ord) as public,
    any_value(replaced_by) as replaced_by,
    coalesce(list(alias order by ord) filter (alias is not null), []) as aliases,
    -- Whoever was appointed, and has not left since.
    coalesce(
        list(member order by ord) filter (
            kind = 'BodyMemberAppointed' and coalesce(ord > left_at, true)
        ),
        []
    ) as members
from (
    select
        *, max(ord) filter (kind = 'BodyMemberLeft') over (partition by ref, member) as left_at
    from live(as_of := as_of, known_by := known_by)
    where record = 'body'
)
group by ref
having any_value(title) is not null;
