-- How long does it take to close an action?
-- Called: How long closing takes
-- About actions.
-- Without record = 'action': No action is recorded.
--   closures*: how many actions are closed
--   median_days*: half took this many days or fewer; given only from 10 closures
--   shortest*: the fewest days any took
--   longest*: the most days any took
--   says*: the same, as a sentence
create or replace macro time_to_close_overall(as_of := null, known_by := null) as table
select
    count(*) as closures,
    case when count(*) >= 10 then quantile_disc(days, 0.5) end as median_days,
    min(days) as shortest,
    max(days) as longest,
    if(count(*) = 1, '1 action is closed', format('{} actions are closed', count(*)))
        || case
            when count(*) >= 10
                then format('; half of them took {} days or fewer.', quantile_disc(days, 0.5))
            else ': too few for a median, which needs 10.'
        end as says
from time_to_close(as_of := as_of, known_by := known_by)
having count(*) > 0;
