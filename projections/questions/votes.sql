-- How was each vote counted, and who voted how, where they are named?
-- Called: Votes
-- About meetings and their bodies.
-- Without kind in ('MeetingVoted', 'DecisionVoted'): No vote is recorded.
--   p_body: of one body, such as HTA
--   ref*: the decision that was voted on, or the meeting of a motion that is no decision
--   meeting+: the meeting; empty: none stated
--   item*: the item; empty: none stated
--   text*: what was voted on
--   vote_result*: carried or lost
--   unanimity?: unanimously, or nem con: not counted; empty: it was counted
--   votes_for*: how many for; empty: not stated
--   votes_against*: how many against; empty: not stated
--   abstentions*: how many abstained; empty: not stated
--   voted_for+: who voted for it, where they are named
--   voted_against+: who voted against it, where they are named
--   abstained: who abstained, where they are named
--   event: the number of the event
create or replace macro votes(as_of := null, known_by := null, p_body := null) as table
select
    v.ref, coalesce(d.meeting, if(v.record = 'meeting', v.ref, v.told_at)) as meeting,
    coalesce(d.item, v.item) as item, coalesce(d.title, v.text) as text,
    coalesce(v.vote_result, 'carried') as vote_result, v.unanimity, v.votes_for, v.votes_against, v.abstentions,
    coalesce(v.voted_for, []) as voted_for, coalesce(v.voted_against, []) as voted_against,
    coalesce(v.abstained, []) as abstained, v.position as event
from live(as_of := as_of, known_by := known_by) v
left join decision_state(as_of := as_of, known_by := known_by) d
    on v.record = 'decision' and d.ref = v.ref
where v.kind in ('MeetingVoted', 'DecisionVoted') and (
    p_body is null
    or split_part(
        coalesce(d.meeting, if(v.record = 'meeting', v.ref, v.told_at)), '/', 1
    ) = upper(p_body)
)
order by v.effective_on, v.position;
