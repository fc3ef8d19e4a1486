-- What is the state of each programme?
--   ref: the programme's reference
--   title: its name
--   status: proposed or adopted
--   body: the body that runs it
--   covers: the period it covers
create or replace macro programme_state(as_of := null, known_by := null) as table
select
    ref,
    arg_max(title, ord) as title,
    arg_max(status, ord) as status,
    any_value(body) as body,
    any_value(covers) as covers
from live(as_of := as_of, known_by := known_by)
where record = 'programme'
group by ref
having arg_max(status, ord) is not null;
