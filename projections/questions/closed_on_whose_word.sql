-- On whose word is each action and inspection item closed or complete?
-- Called: On whose word it was closed
-- About actions.
-- Without record in ('action', 'item'): No action or inspection item is recorded.
--   ref*: the reference of the action or the inspection item
--   category: action, AFI, recommendation or cause of concern
--   title*: what was to be done
--   status: closed or reported complete; for an item also no further action or awaiting sign-off
--   status_on+: since when
--   reported_by*: who reported that it was done; empty: nobody
--   reported_on: when they reported it
--   verified_by*: who verified it; of an audit's, the auditor; or the meeting that agreed it; empty: nobody
--   verified_on: when they did
--   accepted_on: the day on which the inspectorate accepted an item
--   evidence+: the latest evidence; empty: none given
--   paper: the paper and its lines that tell of it, where one is named
--   rule_waived: whether the rule about who may verify was waived when it was closed
--   recorded_by: who recorded that
--   authority: how the recorder was identified: asserted, os (by login) or signed (by key)
--   word*: owner's word only; the same person, in another post; rule waived; somebody else; and so on
create or replace macro closed_on_whose_word(as_of := null, known_by := null) as table
with ended as (
    select
        record, ref,
        any_value(title) as title,
        coalesce(any_value(category), record) as category,
        coalesce(arg_max(owners, ord), [arg_max(lead, ord)], []) as owners,
        arg_max(e.status, ord) as status,
        arg_max(effective_on, ord) filter (e.status is not null) as status_on,
        arg_max(recorded_by, ord) filter (e.status is not null) as recorded_by,
        arg_max(authority, ord) filter (e.status is not null) as authority,
        arg_max_null(source, ord) filter (e.status is not null) as paper,
        arg_max_null(waived, ord) filter (e.status is not null) is not null as rule_waived,
        -- What was said of an earlier time that it was complete is forgotten when it is open again.
        arg_max_null(reported_by, ord) filter (
            e.status in ('open', 'in progress', 'reported complete')
        ) as reported_by,
        max(effective_on) filter (e.status = 'reported complete') as reported_on,
        arg_max_null(verified_by, ord) filter (e.status is not null) as verified_by,
        arg_max_null(auditor, ord) filter (e.status is not null) as auditor,
        arg_max_null(closed_at, ord) filter (e.status is not null) as closed_at,
        arg_max_null(evidence, ord) filter (
            evidence is not null or e.status in ('open', 'in progress')
        ) as evidence
    from live(as_of := as_of, known_by := known_by) e
    where record in ('action', 'item')
        and (
            e.status is not null or owners is not null or lead is not null
            or evidence is not null
        )
    group by record, ref
    having arg_max(e.status, ord) in ('closed', 'reported complete')
        or record = 'item' and arg_max(e.status, ord) in ('no further action', 'awaiting sign-off')
),
-- Everybody who held a post, acting or not, under their first recorded name.
held as materialized (
    select ref, person, held_from, coalesce(held_until, date '9999-12-31') as held_until
    from post_people(as_of := as_of, known_by := known_by)
),
-- Two posts that one person held: few, so only few closures are looked into.
shared as materialized (
    select
        v.ref as verifier, v.held_from as verifier_from, v.held_until as verifier_until,
        o.ref as post, o.held_from, o.held_until
    from held v
    join held o on o.person = v.person and o.ref <> v.ref
),
concerned as (
    select ref, verified_by, status_on, reported_on, unnest(list_distinct(
        list_append(owners, reported_by)
    )) as post
    from ended
    where verified_by in (select verifier from shared)
),
same as (
    select distinct c.ref as same_ref
    from concerned c
    join shared s on s.verifier = c.verified_by and s.post = c.post
        and s.verifier_from <= c.status_on and c.status_on < s.verifier_until
        and (
            s.held_from <= c.status_on and c.status_on < s.held_until
            or s.held_from <= c.reported_on and c.reported_on < s.held_until
        )
)
select
    ref, category, title, status, status_on,
    reported_by, case when reported_by is not null then reported_on end as reported_on,
    coalesce(verified_by, auditor, closed_at) as verified_by,
    case when coalesce(verified_by, auditor, closed_at) is not null then status_on end as verified_on,
    case
        when record = 'item' and status = 'closed'
            and coalesce(verified_by, auditor, closed_at) is null
            then status_on
    end as accepted_on,
    evidence, paper, rule_waived, recorded_by, authority,
    case
        when status = 'no further action' then 'not pursued by the inspectorate'
        when attended_at is not null then 'agreed by a meeting'
        when closed_at is not null then 'agreed by a meeting, attendance not recorded'
        when auditor is not null then 'verified by its issuer'
        when record = 'item' and status = 'closed' and verified_by is null
            then 'accepted by the inspectorate'
        when record = 'item' and status <> 'closed' then 'owner''s word only'
        when status = 'reported complete' and not list_contains(owners, reported_by)
            then 'reporter''s word only'
        when status = 'reported complete' then 'owner''s word only'
        -- Whoever owns it or reported it can verify it only where the rule was off.
        when rule_waived and (verified_by = reported_by or list_contains(owners, verified_by))
            then 'verification rule waived'
        when verified_by = reported_by or owners = [verified_by] then 'owner''s word only'
        -- An earlier version let one of several owners verify.
        when list_contains(owners, verified_by) then 'verified by a joint owner'
        when same_ref is not null then
            if(rule_waived, 'verification rule waived', 'verified by the same person')
        else 'verified by somebody else'
    end as word
from ended
left join same on same_ref = ref
left join (
    select distinct ref as attended_at
    from live(as_of := as_of, known_by := known_by)
    where kind = 'MeetingAttended'
) on attended_at = closed_at
order by
    array_position(
        [
            'owner''s word only', 'reporter''s word only', 'verified by the same person',
            'verification rule waived',
            'verified by a joint owner', 'agreed by a meeting, attendance not recorded',
            'agreed by a meeting', 'verified by somebody else', 'verified by its issuer',
            'accepted by the inspectorate', 'not pursued by the inspectorate'
        ],
        word
    ),
    status_on, ref;
