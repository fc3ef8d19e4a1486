-- The events that count: so by a day, known by a day, and not retracted by what was known then. A
-- retraction is not one of them, whatever day it bears.
create or replace macro live(as_of := null, known_by := null) as table
select e.*
from events e
anti join (
    from retractions where recorded_on <= coalesce(known_by::date, date '9999-12-31')
) r on r.retracts = e.position
where e.kind <> 'EventRetracted'
  and e.effective_on <= coalesce(as_of::date, current_date)
  and e.recorded_on <= coalesce(known_by::date, date '9999-12-31');
