-- What is so about each sum agreed or bid for? In pence.
--   ref: the reference of the sum
--   title: what it is for
--   status: agreed, bid, won or declined
--   status_on: the day its status began
--   date_basis: how that day is known: stated, inferred or unknown
--   asked_for: the sum bid for, in pence
--   amount: the sum agreed or won, in pence
--   allocated: how much of it is allocated, in pence
--   allocated_to: to whom, in order
--   recipient: who receives it
--   bid_to: who was asked for the sum
--   with_partners: who bids with the office
--   reason: why it was declined
--   ord: its place in the order of events: by day, then as written
create or replace macro funding_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    arg_max(status, ord) as status,
    arg_max(effective_on, ord) filter (status is not null) as status_on,
    arg_max(date_basis, ord) filter (status is not null) as date_basis,
    any_value(amount) filter (kind = 'FundingBidSubmitted') as asked_for,
    -- What was won is what was asked for, where no other amount is said.
    arg_max(amount, ord) filter (kind <> 'FundingAllocated') as amount,
    coalesce(sum(amount) filter (kind = 'FundingAllocated'), 0)::bigint as allocated,
    coalesce(list(allocated_to order by ord) filter (kind = 'FundingAllocated'), []) as allocated_to,
    any_value(recipient) as recipient,
    any_value(bid_to) as bid_to,
    coalesce(any_value(with_partners), []) as with_partners,
    arg_max(reason, ord) as reason,
    min(ord) as ord
from live(as_of := as_of, known_by := known_by)
where record = 'funding'
group by ref
having any_value(title) is not null;
