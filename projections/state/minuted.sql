-- Which events tell of a meeting: what was recorded of it, or happened that day to what its body asked or agreed?
create or replace macro minuted(p_meeting, as_of := null, known_by := null) as table
select position
from live(as_of := as_of, known_by := known_by)
where ref = p_meeting
    or meeting = p_meeting
    or carried_to = p_meeting
    or (
        effective_on = split_part(p_meeting, '/', 2)::date
        and (
            (kind = 'MeetingScheduled' and starts_with(ref, split_part(p_meeting, '/', 1) || '/'))
            or (
                record in ('action', 'question')
                and ref in (
                    select ref
                    from live(as_of := as_of, known_by := known_by)
                    where starts_with(
                        coalesce(meeting, carried_to), split_part(p_meeting, '/', 1) || '/'
                    )
                )
            )
        )
    )
order by ord, position;
