-- Who declared an interest, where, and did they vote on that item?
-- Called: Interests declared
-- About meetings and their bodies.
-- Without kind = 'MeetingInterestDeclared': No declared interest is recorded.
--   p_body: of one body, such as HTA
--   ref*: the meeting
--   item*: the item in which they have it; empty: in general
--   declarant*: who declared it: a post, or a person
--   person+: who held that post
--   text*: the interest
--   voted*: whether they are named as voting on that item or on what was decided under it
--   event: the number of the event
create or replace macro interests(as_of := null, known_by := null, p_body := null) as table
with votes as (
    select v.voted_for, v.voted_against, coalesce(d.meeting, v.ref) as meeting,
        coalesce(d.item, v.item) as item
    from live(as_of := as_of, known_by := known_by) v
    left join decision_state(as_of := as_of, known_by := known_by) d
        on v.record = 'decision' and d.ref = v.ref
    where v.kind in ('MeetingVoted', 'DecisionVoted')
)
select
    i.ref, i.item, i.declarant, i.person, i.text,
    case
        when exists (
            select 1
            from votes
            where votes.meeting = i.ref and (i.item is null or votes.item = i.item)
                and list_contains(list_concat(votes.voted_for, votes.voted_against), i.declarant)
        ) then 'yes'
        when exists (
            select 1
            from votes
            where votes.meeting = i.ref and (i.item is null or votes.item = i.item)
        ) then 'not named'
        else 'no vote recorded'
    end as voted,
    i.position as event
from live(as_of := as_of, known_by := known_by) i
where i.kind = 'MeetingInterestDeclared'
    and (p_body is null or split_part(i.ref, '/', 1) = upper(p_body))
order by i.effective_on, i.position;
