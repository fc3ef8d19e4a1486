-- Which records are left out of what is published, since when and why?
-- Called: Left out of publication
-- About the record itself.
-- Without record = 'withholding': Nothing is recorded as withheld.
--   ref*: the withholding's reference
--   withheld*: the record that is withheld
--   status*: withheld or ended
--   withheld_on*: since when
--   why_withheld*: why
--   ended_on+: the day it ended
--   why_ended: why it ended
create or replace macro withholdings(as_of := null, known_by := null) as table
select
    ref, withheld, status, withheld_on, why_withheld,
    case when status = 'ended' then status_on end as ended_on,
    why_ended
from withholding_state(as_of := as_of, known_by := known_by)
order by status desc, withheld_on, ref;
