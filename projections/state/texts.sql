-- What was said of each record: its titles, its references and every text, an event a row?
--   record: the kind of record
--   ref: the record's reference
--   position: the number of the event that says so
--   ord: its place in the order of events: by day, then as written
--   own_ref: the office's own reference for the record, where this event gives one
--   title: what the record is called or what is to be done, where this event says it
--   said: its texts, a line each, as typed; empty if it has none
create or replace macro texts(as_of := null, known_by := null) as table
select
    record,
    ref,
    position,
    ord,
    own_ref,
    title,
    concat_ws(chr(10), $texts) as said
from live(as_of := as_of, known_by := known_by);
