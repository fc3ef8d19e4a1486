-- What is searched of each record: its titles, texts and references in small letters, an event a row?
--   record: the kind of record
--   ref: the record's reference
--   position: the number of the event that says so
--   ord: its place in the order of events: by day, then as written
--   own_ref: the office's own reference for the record, where this event gives one
--   words: its title, then its texts, then its references, with chr(30) between them
create or replace macro searched(as_of := null, known_by := null) as table
select record, ref, position, ord, own_ref, words
from live(as_of := as_of, known_by := known_by);
