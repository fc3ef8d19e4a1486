-- What is the state of each decision?
--   ref: the decision's reference
--   title: what was decided
--   makers: the posts that decided
--   status: in force or reversed
--   taken_on: the day it was taken
--   date_basis: how that day is known: stated, inferred or unknown
--   meeting: the meeting that took it
--   item: the item of that meeting
--   public_interest: whether it is of significant public interest
--   notified_to: whom it was sent to, in order
--   published_at: where it was published
--   exemption: the exemption under which it is withheld
--   implemented: whether it was carried out
--   reversed_by: the decision that reversed it
create or replace macro decision_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    any_value(makers) as makers,
    arg_max(status, ord) as status,
    any_value(effective_on) filter (title is not null) as taken_on,
    any_value(date_basis) filter (title is not null) as date_basis,
    any_value(meeting) as meeting,
    any_value(item) as item,
    coalesce(any_value(public_interest), false) as public_interest,
    coalesce(list(notified_to order by ord) filter (notified_to is not null), []) as notified_to,
    arg_max(published_at, ord) as published_at,
    arg_max(exemption, ord) as exemption,
    coalesce(bool_or(kind = 'DecisionImplemented'), false) as implemented,
    any_value(reversed_by) as reversed_by
from live(as_of := as_of, known_by := known_by)
where record = 'decision'
group by ref
having any_value(title) is not null;
