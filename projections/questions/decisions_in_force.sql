-- Which decisions are in force, and has each of public interest been published?
-- Called: Decisions in force
-- About decisions, money and the law.
-- Without record = 'decision': No decision is recorded.
--   ref*: the decision's reference
--   title*: what was decided
--   makers*: who decided; every one of them if it was joint
--   taken_on*: the day it was taken
--   date_basis*: how the day is known: stated, inferred or unknown
--   meeting+: the meeting at which it was taken
--   public_interest: whether it is of significant public interest
--   publication*: published, withheld, due (of public interest and neither), or none recorded
--   published_at: where it can be read
--   exemption: the exemption under which it is withheld
--   implemented: whether it was carried out
create or replace macro decisions_in_force(as_of := null, known_by := null) as table
select
    ref, title, makers, taken_on, date_basis, meeting, public_interest,
    case
        when published_at is not null then 'published'
        when exemption is not null then 'withheld'
        when public_interest then 'due'
        else 'none recorded'
    end as publication,
    published_at, case when published_at is null then exemption end as exemption, implemented
from decision_state(as_of := as_of, known_by := known_by)
where status = 'in force'
order by taken_on, ref;
