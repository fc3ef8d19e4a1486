-- What was said of each measure, for each period?
--   ref: the measure's reference
--   period: the period it is for
--   title: what is measured
--   objective: the objective it serves
--   left_out: whether it was left out for that period
--   reading: the figure, as printed, as last stated
--   commentary: what was said of it
--   inclusion: why it is in the report
--   reason: why it was left out or restated
--   times_restated: how often the figure was restated
--   said_on: the day it was first said
--   ord: its place in the order of events: by day, then as written
create or replace macro measure_state(as_of := null, known_by := null) as table
select
    ref,
    period,
    any_value(title) as title,
    any_value(objective) as objective,
    coalesce(bool_or(kind = 'MeasureOmitted'), false) as left_out,
    arg_max(reading, ord) as reading,
    any_value(commentary) as commentary,
    any_value(inclusion) as inclusion,
    arg_max(reason, ord) as reason,
    count(*) filter (kind = 'MeasureRestated') as times_restated,
    any_value(effective_on) filter (title is not null) as said_on,
    min(ord) as ord
from live(as_of := as_of, known_by := known_by)
where record = 'measure' and period is not null
group by ref, period
having any_value(title) is not null;
