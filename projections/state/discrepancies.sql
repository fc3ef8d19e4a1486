-- What is the state of each discrepancy between the papers?
--   ref: the discrepancy's reference
--   title: what disagrees
--   status: standing, explained or resolved
--   status_on: the day its status began
--   raised_on: the day it was raised
--   should_hold: what would be true if the papers agreed
--   quotes: what the papers say, word for word
--   quoted_from: the paper and lines of each quotation, in the same order
--   about: the records it is about
--   explanation: how it came about, as last explained
--   resolution: how it was resolved
create or replace macro discrepancy_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    arg_max(status, ord) as status,
    arg_max(effective_on, ord) filter (status is not null) as status_on,
    any_value(effective_on) filter (kind = 'DiscrepancyRaised') as raised_on,
    any_value(should_hold) as should_hold,
    coalesce(any_value(quotes), []) as quotes,
    coalesce(any_value(quoted_from), []) as quoted_from,
    coalesce(any_value(about), []) as about,
    arg_max(text, ord) filter (kind = 'DiscrepancyExplained') as explanation,
    arg_max(text, ord) filter (kind = 'DiscrepancyResolved') as resolution
from live(as_of := as_of, known_by := known_by)
where record = 'discrepancy'
group by ref
having any_value(title) is not null;
