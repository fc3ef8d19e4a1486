-- How did the due date of each action move? With p_ended false, only of open ones: much faster.
--   p_ended: false leaves out most of the actions that have ended
--   ref: the action's reference
--   title: what is to be done
--   moved_on: the day it was moved
--   due_was: the due date before, as known now
--   due_words_was: the words it was due in before, as known now
--   due: the due date after
--   due_words: the words it was moved to
--   reason: why
--   approved_by: who approved it
--   recorded_by: who typed it
--   recorded_for: the post they recorded it for, where they said so
--   recorded_on: when
--   event: the number of the event
--   ord: its place in the order of events: by day, then as written
create or replace macro due_moves(as_of := null, known_by := null, p_ended := true) as table
select
    e.ref, r.title, e.effective_on as moved_on,
    -- What the event itself says of before was so when it was written; a correction may have changed
    -- it since. Not lag with a default: DuckDB 2 loses it from a macro that DuckDB 1 wrote to a file.
    if(
        row_number() over (partition by e.ref order by e.ord) = 1, r.due,
        lag(e.due) over (partition by e.ref order by e.ord)
    ) as due_was,
    if(
        row_number() over (partition by e.ref order by e.ord) = 1, r.due_words,
        lag(e.due_words) over (partition by e.ref order by e.ord)
    ) as due_words_was,
    e.due, e.due_words, e.reason, e.approved_by, e.recorded_by, e.on_behalf_of as recorded_for,
    e.recorded_on, e.position as event, e.ord
from live(as_of := as_of, known_by := known_by, p_ended := p_ended) e
join live(as_of := as_of, known_by := known_by, p_ended := p_ended) r
    on r.ref = e.ref and r.kind = 'ActionRaised'
where e.kind in ('ActionDueExtended', 'ActionDueUnset');
