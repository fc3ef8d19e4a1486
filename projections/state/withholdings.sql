-- What is the state of each withholding of a record from publication?
--   ref: the withholding's reference
--   withheld: the record that is withheld
--   status: withheld or ended
--   status_on: the day of the last change of its status
--   withheld_on: the day from which it is left out
--   why_withheld: why
--   why_ended: why it ended
create or replace macro withholding_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(withheld) as withheld,
    arg_max(status, ord) as status,
    arg_max(effective_on, ord) filter (status is not null) as status_on,
    any_value(effective_on) filter (withheld is not null) as withheld_on,
    any_value(reason) filter (withheld is not null) as why_withheld,
    any_value(reason) filter (kind = 'WithholdingEnded') as why_ended
from live(as_of := as_of, known_by := known_by)
where record = 'withholding'
group by ref
having any_value(withheld) is not null;
