-- Which due dates were moved: when, from what, to what, why, and with whose approval?
-- Called: Due dates moved
-- About actions.
--   p_action: only this action
--   ref*: the action's reference
--   title+: what is to be done
--   moved_on*: the day it was moved
--   due_was*: the due date before, as known now; empty: no due date
--   due_words_was?: the words it was due in before, as known now
--   due*: the due date after; empty: no set day
--   due_words?: the words it was moved to
--   days+: days between them
--   reason*: why
--   approved_by*: who approved it
--   recorded_by+: who typed it
--   recorded_for: the post they recorded it for, where they said so
--   recorded_on: when
--   event: the number of the event
--   extensions: how often the action's due date was moved
--   total_days: total days of slippage
create or replace macro due_date_slippage(
    as_of := null, known_by := null, p_action := null
) as table
select
    ref, title, moved_on, due_before as due_was, words_before as due_words_was, due_after as due,
    words_after as due_words, due_after - due_before as days,
    reason, approved_by, recorded_by, recorded_for, recorded_on, event,
    count(*) over (partition by ref) as extensions,
    coalesce(sum(due_after - due_before) over (partition by ref), 0)::bigint as total_days
from (
    select
        e.ref, r.title, e.effective_on as moved_on,
        -- What `due_was` says was so when it was written; a correction may have changed it since.
        -- Not lag with a default: DuckDB 2 loses it from a macro that DuckDB 1 wrote to a file.
        if(
            row_number() over (partition by e.ref order by e.ord) = 1, r.due,
            lag(e.due) over (partition by e.ref order by e.ord)
        ) as due_before,
        if(
            row_number() over (partition by e.ref order by e.ord) = 1, r.due_words,
            lag(e.due_words) over (partition by e.ref order by e.ord)
        ) as words_before,
        e.due_words as words_after,
        e.due as due_after, e.reason, e.approved_by, e.recorded_by,
        e.on_behalf_of as recorded_for, e.recorded_on, e.position as event, e.ord
    from live(as_of := as_of, known_by := known_by) e
    join live(as_of := as_of, known_by := known_by) r
        on r.ref = e.ref and r.kind = 'ActionRaised'
    where e.kind in ('ActionDueExtended', 'ActionDueUnset') and (p_action is null or e.ref = upper(p_action))
)
order by ref, ord;
