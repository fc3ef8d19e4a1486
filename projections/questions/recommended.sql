-- What was recommended to another body or post, and what did they reply?
-- Called: Recommendations to others
-- About decisions, money and the law.
-- Without kind = 'DecisionRecommended': No recommendation to somebody else is recorded.
--   p_to: to one body or post, such as PANEL; a reference of: body, post
--   ref*: the decision's reference
--   title*: what was recommended
--   makers*: who recommended it
--   recommended_to*: to whom
--   recommended_on*: when
--   reply*: accepted, partly accepted or not accepted; empty: no reply recorded
--   replied_on+: when they replied; empty: no reply recorded
--   text+: what they said; empty: not stated
--   days: days until they replied, or so far
create or replace macro recommended(as_of := null, known_by := null, p_to := null) as table
select
    r.ref, d.title, d.makers, r.recommended_to, r.effective_on as recommended_on, y.reply,
    y.effective_on as replied_on, y.text,
    coalesce(y.effective_on, as_of::date, current_date) - r.effective_on as days
from live(as_of := as_of, known_by := known_by) r
join decision_state(as_of := as_of, known_by := known_by) d on d.ref = r.ref
left join live(as_of := as_of, known_by := known_by) y
    on y.kind = 'DecisionReplied' and y.ref = r.ref and y.replied_by = r.recommended_to
where r.kind = 'DecisionRecommended' and (p_to is null or r.recommended_to = upper(p_to))
order by y.reply is not null, r.effective_on, r.ref, r.position;
