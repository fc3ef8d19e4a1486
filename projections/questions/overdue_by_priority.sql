-- How many recommendations are open and overdue at each priority, gravest first?
-- Called: Overdue recommendations by priority
-- About audits and other reviews.
-- Without issuer is not null: No report of an issuer other than HMICFRS is recorded.
--   p_issuer: only those of this issuer; one of: $values('issuer')
--   p_body: only those that this body follows up, or that none is recorded to
--   issuer*: internal audit, external audit, peer review, coroner, IOPC or own review
--   priority*: the priority, in the words of the issuer; not stated, where none is given
--   recommended+: how many were made
--   not_settled*: how many are open still
--   overdue*: how many of those are past their due date; empty: no due date
--   no_date*: how many of those have no due date
--   revised+: how many of those had their due date revised
--   longest_days*: days by which the longest of them is overdue
--   longest+: which that is
--   refs: all that are overdue
create or replace macro overdue_by_priority(
    p_issuer := null, p_body := null, as_of := null, known_by := null
) as table
select
    issuer,
    coalesce(priority, 'not stated') as priority,
    count(*) as recommended,
    count(*) filter (is_open) as not_settled,
    count(*) filter (days_overdue > 0) as overdue,
    count(*) filter (is_open and due is null) as no_date,
    count(*) filter (is_open and revisions > 0) as revised,
    max(days_overdue) as longest_days,
    arg_max(ref, (days_overdue, ref)) filter (days_overdue > 0) as longest,
    coalesce(list(ref order by ref) filter (days_overdue > 0), []) as refs
from recommendation_state(as_of := as_of, known_by := known_by)
where (p_issuer is null or lower(issuer) = lower(p_issuer))
    and (p_body is null or coalesce(body, upper(p_body)) = upper(p_body))
group by issuer, coalesce(priority, 'not stated')
order by min(priority_rank), priority, issuer;
