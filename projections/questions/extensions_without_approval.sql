-- Which due dates were moved with nobody recorded to have approved it?
-- Called: Dates moved without approval
-- About actions.
-- Without record in ('action', 'item'): No action or inspection item is recorded.
-- Of actions and recommendations: such as those that changed in a tracker without a word why.
--   ref*: the reference of the action or the recommendation
--   title*: what is to be done
--   owners+: the posts answerable for it on the day asked about; empty: none stated
--   due_before*: the due date until then; empty: none recorded
--   due_after*: the due date it was moved to; empty: no set day
--   moved_on*: the day for which the move is recorded
--   reason: why, as recorded
--   source: the paper or table that tells of it, and where in it
--   event: the number of the event
create or replace macro extensions_without_approval(as_of := null, known_by := null) as table
select
    e.ref, a.title, a.owners, e.due_was as due_before, e.due as due_after,
    e.effective_on as moved_on, e.reason, e.source, e.position as event
from live(as_of := as_of, known_by := known_by) e
join action_state(as_of := as_of, known_by := known_by) a on a.ref = e.ref
where e.kind in ('ActionDueExtended', 'ActionDueUnset') and e.approved_by is null
union all
select
    e.ref, i.title, if(i.lead is null, [], [i.lead]), e.due_was, e.due, e.effective_on, e.reason,
    e.source, e.position
from live(as_of := as_of, known_by := known_by) e
join item_state(as_of := as_of, known_by := known_by) i on i.ref = e.ref
where e.kind = 'ItemDueRevised' and e.approved_by is null
order by moved_on, event;
