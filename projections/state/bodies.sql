-- What is so about each oversight body?
create or replace macro body_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(title) as title,
    arg_max(status, ord) as status,
    arg_max(cadence, ord) as cadence,
    any_value(purpose) as purpose,
    arg_max(publishes_notes, ord) as publishes_notes,
    arg_max(public, ord) as public,
    any_value(replaced_by) as replaced_by
from live(as_of := as_of, known_by := known_by)
where record = 'body'
group by ref
having any_value(title) is not null;
