-- What is the state of each commitment, by its own events?
--   ref: the commitment's reference
--   title: what is to be done
--   plan: the plan that holds it
--   printed: its reference as the paper prints it
--   objective: the objective it serves
--   part: the part of the plan it stands in
--   part_of: the commitment of which it is an activity
--   status: in progress, on hold, complete or merged, by its own events
--   status_on: the day its status began
--   adopted_on: the day it was adopted
--   overseen_by: the bodies that watch it
--   overseen_words: who watches it, in the paper's words
--   latest_progress: what was last said of its progress
--   progress_on: the day of that
--   next_update: the day by which an update is due
--   refers_to: the rows it refers to
--   unresolved: printed references that lead nowhere
--   merged_into: the commitment it was merged into
--   row_letters: the letters of its row in the plan, for sorting
--   row_numbers: the numbers of its row in the plan, for sorting
create or replace macro commitment_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    any_value(plan) as plan,
    any_value(printed) as printed,
    any_value(objective) as objective,
    any_value(part) as part,
    any_value(part_of) as part_of,
    arg_max(status, ord) as status,
    arg_max(effective_on, ord) filter (status is not null) as status_on,
    min(effective_on) as adopted_on,
    coalesce(arg_max(overseen_by, ord) filter (kind = 'CommitmentOversightAssigned'), [])
        as overseen_by,
    arg_max_null(overseen_words, ord) filter (kind = 'CommitmentOversightAssigned')
        as overseen_words,
    arg_max(text, ord) filter (kind = 'CommitmentProgressed') as latest_progress,
    max(effective_on) filter (kind = 'CommitmentProgressed') as progress_on,
    arg_max(next_update, ord) as next_update,
    coalesce(flatten(list(refers_to order by ord) filter (refers_to is not null)), []) as refers_to,
    coalesce(flatten(list(unresolved order by ord) filter (unresolved is not null)), [])
        as unresolved,
    -- Reopening the commitment clears it.
    arg_max_null(merged_into, ord) filter (status is not null) as merged_into,
    -- Rows are in plan order: 3.9 before 3.10.
    regexp_extract(ref, '/([A-Z]*)[0-9.]*$', 1) as row_letters,
    regexp_extract_all(regexp_extract(ref, '/[A-Z]*([0-9.]*)$', 1), '[0-9]+')::bigint[]
        as row_numbers
from live(as_of := as_of, known_by := known_by)
where record = 'commitment'
group by ref
having any_value(title) is not null;
