-- Which bodies oversee, how often do they meet, and what do they show of it?
-- Called: Oversight bodies
-- About meetings and their bodies.
-- Without record = 'body': No body is recorded.
--   p_status: only those of this status; one of: active, under review, replaced, dissolved
--   ref*: the body's reference
--   title*: its name
--   aliases: what else the papers call it
--   cadence*: how often it meets, if known
--   publishes_notes*: whether its notes are published, if known
--   public*: whether it meets in public, if known
--   status*: active, under review, replaced or dissolved
--   replaced_by+: the body that now does its work
--   members: how many members are recorded
--   purpose+: what it is for
create or replace macro oversight_bodies(as_of := null, known_by := null, p_status := null) as table
select
    ref, title, aliases, cadence, publishes_notes, public, status, replaced_by,
    len(members) as members, purpose
from body_state(as_of := as_of, known_by := known_by)
where p_status is null or status = lower(p_status)
order by ref;
