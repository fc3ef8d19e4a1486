-- Which commitments have missed an update, longest overdue first?
-- Called: Missed updates
-- About commitments, measures and programmes.
-- Without record = 'commitment': No commitment is recorded.
-- Example: --days 60 --as-of 30/11/18
--   p_days: how many days may pass without progress
--   ref*: the row's reference
--   printed: the reference as the paper prints it
--   title*: what is to be done
--   status: in progress, or on hold
--   progress_on*: the day of its latest progress; empty: none
--   next_update*: the day an update was, or will be, due
--   days_stale*: days since that day, or if that is to come, since the latest progress or the start
--   why*: whether the next update is overdue, or progress stopped too long ago
--   overseen_by+: the bodies that watch it
--   overseen_words: who watches it, in the paper's words
create or replace macro stale_updates(as_of := null, known_by := null, p_days := '90') as table
with waiting as (
    select
        c.*,
        coalesce(as_of::date, current_date) as asked_on,
        -- An update on the day or after it is the one that was due.
        next_update < coalesce(as_of::date, current_date)
            and coalesce(progress_on < next_update, true) as is_overdue,
        coalesce(as_of::date, current_date) - coalesce(progress_on, adopted_on) as days_without
    from commitment_state(as_of := as_of, known_by := known_by) c
    -- A row whose status is that of others has its updates there.
    anti join commitment_ends(as_of := as_of, known_by := known_by) e on e.ref = c.ref
    where c.status in $open('commitment')
)
select
    ref, printed, title, status, progress_on, next_update,
    if(coalesce(is_overdue, false), asked_on - next_update, days_without) as days_stale,
    if(coalesce(is_overdue, false), 'the next update is overdue', 'no progress for too long') as why,
    overseen_by, overseen_words
from waiting
where coalesce(is_overdue, false) or days_without > p_days::bigint
order by days_stale desc, plan, row_letters, row_numbers;
