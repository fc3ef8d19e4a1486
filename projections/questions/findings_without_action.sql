-- Which findings led to no action, and do the notes say so?
-- Called: Findings without an action
-- About meetings and their bodies.
-- Without record = 'finding': No finding is recorded.
--   p_body: only this body's meetings, such as HTA
--   ref*: the finding's reference
--   text*: what was found
--   found_on: the day of the meeting
--   meeting*: the meeting
--   item*: the item at which it was found
--   notes_say*: no actions, or nothing about actions; the nearest heading counts: 4b for 4b.1
--   said_at: the heading under which the notes say there were no actions
--   answers: the questions that it answers
--   question+: what they asked
create or replace macro findings_without_action(
    as_of := null, known_by := null, p_body := null
) as table
with found as (
    select
        ref, text, found_on, meeting, item, answers,
        -- 4b.1 is 4, then b, then 1; it stands under 4b and under 4, and 4b.10 not under it.
        coalesce(regexp_extract_all(lower(item), '[0-9]+|\p{L}+'), []) as parts
    from finding_state(as_of := as_of, known_by := known_by)
    where status = 'recorded' and meeting is not null
        and (p_body is null or starts_with(meeting || '/', upper(p_body) || '/'))
),
headings as (
    select
        meeting, array_to_string(parts, '.') as heading,
        coalesce(any_value(item), 'the whole meeting') as printed,
        bool_or(kind = 'ActionRaised') as acted, bool_or(kind = 'NilRecorded') as none
    from (
        select
            kind, meeting, item,
            coalesce(regexp_extract_all(lower(item), '[0-9]+|\p{L}+'), []) as parts
        from live(as_of := as_of, known_by := known_by)
        where kind = 'ActionRaised' or kind = 'NilRecorded' and nil_of = 'actions'
    )
    group by meeting, parts
),
nearest as (
    select
        p.meeting, p.parts,
        -- An action under no item is of none; a nil return under none is of the whole meeting.
        arg_max(h.acted and (p.depth > 0 or len(p.parts) = 0), p.depth) as acted,
        arg_max(h.printed, p.depth) as said_at
    from (
        select distinct meeting, parts, unnest(range(0, len(parts) + 1)) as depth
        from found
    ) p
    join headings h
        on h.meeting = p.meeting and h.heading = array_to_string(parts[1:depth], '.')
    where p.depth > 0 or len(p.parts) = 0 or h.none
    group by p.meeting, p.parts
)
select
    f.ref, f.text, f.found_on, f.meeting, f.item,
    if(n.acted is null, 'nothing about actions', 'no actions') as notes_say,
    n.said_at, f.answers, q.question
from found f
anti join (
    select linked_to from live(as_of := as_of, known_by := known_by) where kind = 'ActionLinked'
) l on l.linked_to = f.ref
left join nearest n on n.meeting = f.meeting and n.parts = f.parts
left join (
    select a.ref, string_agg(q.text, ' ' order by q.ref) as question
    from (select ref, unnest(answers) as answered from found) a
    join live(as_of := as_of, known_by := known_by) q
        on q.kind = 'QuestionPut' and q.ref = a.answered
    group by a.ref
) q on q.ref = f.ref
where not coalesce(n.acted, false)
order by f.found_on, f.meeting, f.ref;
