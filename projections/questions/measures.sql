-- What was last reported of each measure, and what was left out?
-- Called: Performance measures
-- About commitments, measures and programmes.
-- Without record = 'measure': No measure is recorded.
--   p_period: the period to show (default: each measure's latest); a value of: period
--   ref*: the measure's code
--   title*: its name
--   objective+: the objective of the plan that it serves
--   period: the period it was reported for
--   said*: reported, left out or restated
--   says*: its reading; or why it was left out; or, without a reading, the commentary
--   reading: the reading, as it is known now
--   commentary+: what was said about it
--   reason: why it was left out, or restated
--   inclusion: when it goes into the report, as printed
--   said_on: the day of the report
create or replace macro measures(as_of := null, known_by := null, p_period := null) as table
select
    ref, title, objective, period,
    case
        when times_restated > 0 then 'restated'
        when left_out then 'left out'
        else 'reported'
    end as said,
    coalesce(reading, reason, commentary) as says, reading, commentary, reason, inclusion, said_on
from measure_state(as_of := as_of, known_by := known_by)
where p_period is null or lower(period) = lower(trim(p_period))
qualify row_number() over (partition by ref order by ord desc) = 1
order by min(ord) over (partition by objective), objective, ord;
