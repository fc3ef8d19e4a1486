-- Which decisions are in an auditor's random sample?
-- Called: Sample of decisions
-- About decisions, money and the law.
-- Without record = 'decision': No decision is recorded.
--   p_size: how many; at least 1
--   p_seed: a whole number; a different seed gives a different sample
--   place: its place in the draw
--   ref*: the reference of the decision
--   title*: what was decided
--   taken_on*: the day it was taken
--   makers*: who made the decision
--   status+: in force or reversed
--   published_at: where it was published
--   exemption: why it was withheld
--   paper+: the paper and its lines that tell of it
--   lacks*: publication (or why it was withheld), a paper, or both (those first); else empty
create or replace macro decision_sample(
    as_of := null, known_by := null, p_size := 25, p_seed := 1
) as table
select
    row_number() over (order by md5(d.ref || ':' || p_seed::bigint), d.ref) as place,
    d.ref, d.title, d.taken_on, d.makers, d.status, d.published_at, d.exemption, t.source as paper,
    coalesce(
        nullif(
            concat_ws(
                ' and ',
                case when coalesce(d.published_at, d.exemption) is null then 'publication' end,
                case when t.source is null then 'a paper' end
            ),
            ''
        ),
        'nothing'
    ) as lacks
from decision_state(as_of := as_of, known_by := known_by) d
join live(as_of := as_of, known_by := known_by) t
    on t.ref = d.ref and t.kind = 'DecisionTaken'
qualify place <= p_size::bigint
order by
    case when lacks like 'publication%' then 0 when lacks <> 'nothing' then 1 else 2 end, place;
