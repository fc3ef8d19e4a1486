-- What became of every action?
-- Called: All actions
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_body: only those of this body; a reference of: body; one of: not stated
--   ref*: the action's reference
--   title*: what was to be done
--   owners*: the posts answerable for it; empty: none stated
--   status*: open, reported complete, closed, superseded, merged or withdrawn
--   status_on+: since when
--   due+: the due date now; empty: no due date
--   due_words?: the due date now in the paper's words, where it is stated in words
--   due_basis?: inferred, where the due date is the last day those words can mean
--   original_due: the due date when it was raised; empty: no due date
--   extensions: how often the due date was moved
--   carried: how often it was carried forward
--   raised_on+: the day it was raised
--   meeting: the meeting that raised it
--   item: the item of that meeting
--   reported_by: who reported that it was done; empty: nobody
--   verified_by+: who verified that it was done; empty: nobody
--   evidence: what they saw; empty: none given
--   succeeded_by: the action that replaced it
--   disputed: whether somebody says the record of it is wrong
--   marking: OFFICIAL, or OFFICIAL-SENSITIVE if any of its events is
--   body: the body the action belongs to, where that is recorded
create or replace macro action_status(as_of := null, known_by := null, p_body := null) as table
select
    ref, title, owners, status, status_on, due, due_words, due_basis, original_due, extensions,
    carried, raised_on, meeting, item, reported_by, verified_by, evidence, succeeded_by,
    disputed, marking, body
from action_state(as_of := as_of, known_by := known_by)
where p_body is null or coalesce(body, 'NOT STATED') = upper(p_body)
order by raised_on, ref;
