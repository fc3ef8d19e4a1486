-- What is so about each programme?
create or replace macro programme_state(as_of := null, known_by := null) as table
select
    ref,
    arg_max(title, ord) as title,
    arg_max(status, ord) as status,
    any_value(body) as body,
    any_value(covers) as covers,
    count(*) filter (kind = 'ProgrammeSessionPlanned') as sessions_planned,
    count(*) filter (kind = 'ProgrammeSessionHeld') as sessions_held,
    count(*) filter (kind = 'ProgrammeRequested') as requests_made,
    count(*) filter (kind = 'ProgrammeRequestMet') as requests_met
from live(as_of := as_of, known_by := known_by)
where record = 'programme'
group by ref
having arg_max(status, ord) is not null;
