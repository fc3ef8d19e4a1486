-- What was reported to whom, and what was requested?
--   ref: the statement's reference
--   text: what was reported or requested
--   status: reported, noted, requested or responded
--   said_on: the day it was said
--   told_to: the meeting it was reported to
--   requested_by: the meeting or body that requested it
--   about: the records it is about
--   paper: the paper that says so
--   paragraph: its paragraph or paragraphs
--   answer: the answer to a request
--   ord: its place in the order of events: by day, then as written
create or replace macro statement_state(as_of := null, known_by := null) as table
select
    ref,
    any_value(text) as text,
    arg_max(status, ord) as status,
    any_value(effective_on) filter (text is not null) as said_on,
    any_value(told_to) as told_to,
    any_value(requested_by) as requested_by,
    coalesce(any_value(about), []) as about,
    any_value(paper) as paper,
    any_value(paragraph) as paragraph,
    any_value(answer) as answer,
    min(ord) as ord
from live(as_of := as_of, known_by := known_by)
where record = 'statement'
group by ref
having any_value(text) is not null;
