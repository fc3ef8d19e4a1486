-- What did the Panel or another body ask for, and has it come?
-- Called: What the Panel asked for
-- About inspections and what the Panel was told.
-- Without kind in ('ProgrammeRequested', 'StatementRequested'): No request is recorded.
-- Example: --met no --as-of 15/10/18
--   p_body: the body that asked
--   p_met: yes for what has come, no for what has not; one of: yes, no
--   ref*: the programme or the statement that holds the request
--   asked_for*: what was asked for
--   asked_on*: the day it was asked for
--   date_basis+: how that day is known: stated, inferred or unknown
--   asked_at+: the meeting that asked, if the ledger holds it
--   came_on*: the day it came; empty: not yet
--   came_to: the meeting it came to
--   answer+: what came
--   days_waited*: days until it came, or until the day asked about
create or replace macro panel_requests(
    as_of := null, known_by := null, p_body := 'PANEL', p_met := null
) as table
with asked as (
    select
        e.ref,
        any_value(split_part(coalesce(e.requested_by, p.body), '/', 1)) as asked_by,
        any_value(e.text) as asked_for,
        any_value(e.effective_on) filter (e.kind = 'ProgrammeRequested') as asked_on,
        any_value(e.date_basis) filter (e.kind = 'ProgrammeRequested') as date_basis,
        any_value(e.requested_by) as asked_at,
        any_value(e.effective_on) filter (e.kind = 'ProgrammeRequestMet') as came_on,
        any_value(e.meeting) as came_to,
        any_value(e.answer) as answer
    from live(as_of := as_of, known_by := known_by) e
    join programme_state(as_of := as_of, known_by := known_by) p on p.ref = e.ref
    where e.record = 'programme' and e.request is not null
    group by e.ref, e.request
    union all by name
    select
        ref,
        any_value(split_part(coalesce(requested_by, ''), '/', 1)) as asked_by,
        any_value(text) as asked_for,
        any_value(effective_on) filter (kind = 'StatementRequested') as asked_on,
        any_value(date_basis) filter (kind = 'StatementRequested') as date_basis,
        any_value(requested_by) as asked_at,
        any_value(effective_on) filter (kind = 'StatementResponded') as came_on,
        any_value(answer) as answer
    from live(as_of := as_of, known_by := known_by)
    where record = 'statement' and kind in ('StatementRequested', 'StatementResponded')
    group by ref
)
select
    ref, asked_for, asked_on, date_basis, asked_at, came_on, came_to, answer,
    coalesce(came_on, as_of::date, current_date) - asked_on as days_waited
from asked
where asked_on is not null
    and upper(asked_by) = upper(p_body)
    and (p_met is null or (came_on is not null) = (lower(p_met) = 'yes'))
order by came_on is not null, asked_on, ref;
