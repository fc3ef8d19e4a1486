-- What became of each sum of money, and what is left to allocate?
-- Called: Funding
-- About decisions, money and the law.
-- Without record = 'funding': No funding is recorded.
--   ref*: the sum's reference
--   title*: what it is for
--   status*: agreed, bid, won or declined
--   amount*: pounds agreed, won or asked for; empty: not stated
--   allocated+: pounds allocated, of what was agreed or won
--   unallocated*: pounds left to allocate; empty: nothing to divide
--   asked_for: pounds bid for
--   allocated_to: to whom or to what, in order
--   recipient+: who receives the agreed sum
--   bid_to+: who was asked for the sum
--   with_partners: who else bid
--   reason: why it was declined
--   status_on: the day its status began
--   date_basis: how that day is known: stated, inferred or unknown
create or replace macro funding_position(as_of := null, known_by := null) as table
select
    ref, title, status,
    (amount * 0.01)::decimal(18, 2) as amount,
    case
        when status in ('agreed', 'won') then (allocated * 0.01)::decimal(18, 2)
    end as allocated,
    case
        when status in ('agreed', 'won') and (recipient is null or allocated > 0)
            then ((amount - allocated) * 0.01)::decimal(18, 2)
    end as unallocated,
    (asked_for * 0.01)::decimal(18, 2) as asked_for,
    allocated_to, recipient, bid_to, with_partners, reason, status_on, date_basis
from funding_state(as_of := as_of, known_by := known_by)
order by ord;
