-- What is the status of each commitment of the delivery plan?
-- Called: Delivery plan
-- About commitments, measures and programmes.
-- Without record = 'commitment': No commitment is recorded.
--   p_objective: only rows under an objective with these words; words of: objective
--   ref*: the row's reference
--   printed: the reference as the paper prints it
--   title*: what is to be done
--   objective: the objective of the plan that it serves
--   part: the part of the plan it stands in
--   part_of: the commitment that it is an activity of
--   status*: in progress, on hold, complete or merged; follows its activities or references
--   status_from: where its status comes from: itself, its activities, or the rows it refers to
--   latest_progress+: what was last said of its progress; empty: nothing
--   progress_on*: the day that report is for; empty: none
--   next_update*: the day the next update is due
--   overseen_by+: the bodies that watch it
--   overseen_words: who watches it, in the paper's words
--   refers_to: the rows it refers to
--   merged_into: the commitment it was merged into
create or replace macro commitment_status(
    as_of := null, known_by := null, p_objective := null
) as table
with recursive commitments as materialized (
    select *
    from commitment_state(as_of := as_of, known_by := known_by)
),
plan_rows as (
    select c.*, p.ref as above
    from commitments c
    -- What it is part of may not be there on that day.
    left join commitments p on p.ref = c.part_of
),
heads as (
    select ref, ref as head, above from plan_rows
    union
    select h.ref, p.ref as head, p.above
    from heads h join plan_rows p on p.ref = h.above
)
select
    c.ref, c.printed, c.title, h.objective, h.part, c.part_of,
    coalesce(e.status, c.status) as status,
    coalesce(e.status_from, 'its own') as status_from,
    c.latest_progress, c.progress_on, c.next_update,
    c.overseen_by, c.overseen_words, c.refers_to, c.merged_into
from plan_rows c
join heads on heads.ref = c.ref and heads.above is null
join plan_rows h on h.ref = heads.head
left join commitment_ends(as_of := as_of, known_by := known_by) e on e.ref = c.ref
where p_objective is null or contains(lower(h.objective), lower(p_objective))
order by c.plan, c.row_letters, c.row_numbers;
