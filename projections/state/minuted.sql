-- Which events tell of a meeting: what was recorded of it, or happened that day to what its body took up?
--   p_meeting: the meeting, such as HTA/2018-02-27
-- Its columns are those of live.
create or replace macro minuted(p_meeting, as_of := null, known_by := null) as table
select *
from live(as_of := as_of, known_by := known_by)
where ref = upper(p_meeting) and record = 'meeting'
    or upper(p_meeting) in (meeting, told_at, carried_to, told_to, requested_by, confirmed_at)
    -- Of what was recorded before events named the meeting that told them: by its day and body.
    or told_at is null and effective_on = split_part(p_meeting, '/', 2)::date and (
        kind = 'MeetingScheduled'
            and starts_with(ref, upper(split_part(p_meeting, '/', 1)) || '/')
        or (record, ref) in (
            select (record, ref)
            from live(as_of := as_of, known_by := known_by)
            where record in ('action', 'question', 'statement') and starts_with(
                coalesce(meeting, carried_to, requested_by),
                upper(split_part(p_meeting, '/', 1)) || '/'
            )
        )
    )
order by ord, position;
