-- What assurance did each audit give, the weakest first, and what is still planned?
-- Called: Assurance that audits gave
-- About audits and other reviews.
-- Without issuer is not null: No report of an issuer other than HMICFRS is recorded.
--   p_issuer: only those of this issuer; one of: $values('issuer')
--   p_body: only those that this body follows up, or that none is recorded to
--   p_level: only those counted so; weak is limited or none; one of: substantial, reasonable, limited, none, weak
--   inspection*: the report's reference
--   title*: its title
--   issuer+: internal audit, external audit, peer review, coroner, IOPC or own review
--   issued_by: the firm, force or office that issued it
--   body: the body that follows it up
--   assurance*: the opinion in the report's own words; none given; or planned, where it is not out
--   level+: that opinion as substantial, reasonable, limited or none
--   given_on*: the day of the opinion
--   published_on: the day of the report; empty: not published
--   recommended: how many recommendations it makes
--   not_settled*: how many of these are not settled
--   overdue*: how many of these are past their due date; empty: no due date
create or replace macro assurance_opinions(
    p_issuer := null, p_body := null, p_level := null, as_of := null, known_by := null
) as table
select
    n.ref as inspection, n.title, n.issuer, n.issued_by, n.body,
    coalesce(n.assurance, if(n.status = 'published', 'none given', 'planned')) as assurance,
    n.assurance_level as level, n.assured_on as given_on, n.published_on,
    count(r.ref) as recommended,
    count(*) filter (r.is_open) as not_settled,
    count(*) filter (r.days_overdue > 0) as overdue
from inspection_state(as_of := as_of, known_by := known_by) n
left join recommendation_state(as_of := as_of, known_by := known_by) r on r.inspection = n.ref
where n.issuer is not null
    and (p_issuer is null or lower(n.issuer) = lower(p_issuer))
    and (p_body is null or coalesce(n.body, upper(p_body)) = upper(p_body))
    and (
        p_level is null or n.assurance_level = lower(p_level)
        or lower(p_level) = 'weak' and n.assurance_level in ('limited', 'none')
    )
group by
    n.ref, n.title, n.issuer, n.issued_by, n.body, n.assurance, n.status, n.assurance_level,
    n.assured_on, n.published_on
order by
    n.status <> 'published', n.assurance is null,
    list_position(['none', 'limited', 'reasonable', 'substantial'], level), n.published_on,
    n.ref;
