-- What was recorded of a meeting, read back in the order of its agenda?
-- Called: Record of a meeting
-- About meetings and their bodies.
-- Example: --meeting HTA/2018-02-27
--   p_meeting: the meeting, such as HTA/2018-02-27
--   item*: the item, as printed; before the items, who came and what was brought forward
--   what*: present, apologies, item, noted, question, answered, finding, action and so on
--   ref*: the reference of what was asked, found, raised, told and so on
--   text*: what was said of it
--   who+: who asked, decided, reported or verified it; an action's owners
--   due+: an action's due date; empty: no due date
--   due_words?: an action's due date in the paper's words
--   paper: the paper and its paragraph that told it
--   position: the number of the event
create or replace macro meeting_record(p_meeting, as_of := null, known_by := null) as table
with mine as (
    select *
    from minuted(p_meeting := p_meeting, as_of := as_of, known_by := known_by)
    -- The next meeting, scheduled at this one, is not a thing said at it.
    where kind <> 'MeetingScheduled' or ref = upper(p_meeting)
),
-- Where records begun at this meeting stand on its agenda.
begun as (
    select record, ref, any_value(item) as item
    from mine
    where meeting = upper(p_meeting) and status is not null
    group by record, ref
),
steps as (
    select position, step, words, who
    from action_steps(as_of := as_of, known_by := known_by)
    where position in (select position from mine)
),
later as (
    select ref, arg_max(text, ord) as text, bool_or(kind = 'FindingWithdrawn') as withdrawn
    from live(as_of := as_of, known_by := known_by)
    where kind in ('FindingCorrected', 'FindingWithdrawn')
    group by ref
),
titles as (
    select ref, title
    from live(as_of := as_of, known_by := known_by)
    where kind = 'ActionRaised' and ref in (select ref from mine where record = 'action')
),
told as (
    select
        m.record, m.ref, m.kind, m.due, m.due_words, m.position, m.confirmed_at, m.nil_of,
        coalesce(m.corrects, m.position) as seat,
        if(
            m.kind = 'MeetingMinuteCorrected' and m.ref <> upper(p_meeting),
            null, coalesce(m.item, b.item)
        ) as place,
        b.ref is not null or m.record = 'meeting' and m.ref = upper(p_meeting) as own,
        case
            when m.kind = 'ActionRaised' then 'action'
            when m.record = 'action' then 'action ' || s.step
            when m.kind = 'MeetingHeld' then 'held'
            when m.kind = 'MeetingAttended' then 'present'
            when m.kind = 'MeetingApologyGiven' then 'apologies'
            when m.kind = 'MeetingItemTabled' then 'item'
            when m.kind in ('MeetingItemNoted', 'StatementNoted') then 'noted'
            when m.kind = 'MeetingItemDeferred' then 'deferred'
            when m.kind = 'MeetingItemDropped' then 'dropped'
            when m.kind = 'MeetingMinutesConfirmed' then 'minutes confirmed'
            when m.kind = 'MeetingMinuteCorrected' then 'minutes corrected'
            when m.kind = 'MeetingNotesPublished' then 'notes published'
            when m.kind = 'MeetingInterestDeclared' then 'interest declared'
            when m.kind = 'MeetingItemHeldInPrivate' then 'in private'
            when m.kind = 'MeetingItemPurposeSet' then 'purpose'
            when m.kind = 'MeetingMoved' then 'meeting moved'
            when m.kind = 'MeetingVoted' then 'vote ' || m.vote_result
            when m.kind = 'DecisionVoted' then 'vote'
            when m.kind = 'DecisionRecommended' then 'recommended'
            when m.kind = 'DecisionReplied' then m.reply
            when m.kind = 'QuestionPut' then 'question'
            when m.kind = 'QuestionDeferred' then 'question deferred'
            when m.kind = 'QuestionWithdrawn' then 'question withdrawn'
            when m.kind = 'FindingRecorded'
                then if(l.withdrawn, 'finding, withdrawn since', 'finding')
            when m.kind = 'DecisionTaken' then 'decision'
            when m.kind = 'NilRecorded' then 'nil return'
            when m.kind = 'StatementReported' then 'told'
            when m.kind = 'StatementRequested' then 'asked for'
            when m.kind = 'ItemProgressed' then 'progress told'
            else coalesce(m.status, m.record)
        end as what,
        case
            when m.kind in ('ActionRaised', 'ActionCarriedForward') then t.title
            when m.record = 'action' then s.words
            when m.kind = 'MeetingHeld'
                then concat_ws(
                    '; ', m.chair || ' in the chair',
                    'chaired by ' || nullif(array_to_string(m.chairs, ' and '), ''),
                    m.subject, m.venue,
                    'minuted by ' || m.minuted_by
                )
            when m.kind in ('MeetingAttended', 'MeetingApologyGiven')
                then concat_ws(
                    ', ', m.attendee || coalesce(' (' || m.person || ')', ''), m.capacity
                )
            when m.kind = 'MeetingItemTabled'
                then m.title || coalesce(' (deferred from ' || m.deferred_from || ')', '')
            when m.deferred_to is not null or m.kind in ('MeetingItemDeferred', 'QuestionDeferred')
                then concat_ws(': ', 'to ' || m.deferred_to, m.reason)
            when m.kind = 'MeetingClosed'
                then concat_ws(
                    ': ', 'next meeting ' || strftime(m.next_on, '%-d %B %Y'), m.next_subject
                )
            when m.kind = 'MeetingMinutesConfirmed'
                then if(m.ref = upper(p_meeting), 'at ' || m.confirmed_at, 'of ' || m.ref)
            when m.kind = 'NilRecorded' then 'no ' || m.nil_of
            when m.kind in ('MeetingVoted', 'DecisionVoted')
                then concat_ws(
                    ': ', m.text, concat_ws(
                        ', ', m.votes_for || ' for', m.votes_against || ' against',
                        m.abstentions || ' abstained'
                    )
                )
            when m.kind = 'MeetingItemPurposeSet' then 'for ' || m.tabled_for
            when m.kind = 'MeetingMoved' then concat_ws(': ', 'to ' || m.moved_to, m.reason)
            when m.kind = 'MeetingMinuteCorrected'
                then concat_ws(
                    ': ',
                    nullif(
                        concat_ws(
                            ', ',
                            if(m.ref <> upper(p_meeting), 'item ' || m.item, null),
                            'page ' || m.page
                        ),
                        ''
                    ),
                    m.text
                )
            else coalesce(l.text, m.text, m.answer, m.title, m.reason, m.published_at, m.subject)
        end as words,
        case
            when m.record = 'action' then s.who
            when m.kind = 'QuestionPut' then concat_ws(' to ', m.put_by, m.put_to)
            when m.kind = 'MeetingHeld'
                then coalesce(m.chair, array_to_string(m.chairs, ', '))
            else coalesce(
                m.attendee, m.declarant, m.recommended_to, m.replied_by,
                array_to_string(m.makers, ', ')
            )
        end as whose,
        concat_ws(', ', m.paper, 'paragraph ' || m.paragraph) as said_in
    from mine m
    left join begun b on b.record = m.record and b.ref = m.ref
    left join steps s on s.position = m.position
    left join later l on l.ref = m.ref and m.record = 'finding'
    left join titles t on t.ref = m.ref and m.record = 'action'
)
select
    place as item, what, case when ref <> upper(p_meeting) then ref end as ref,
    nullif(words, '') as text, nullif(whose, '') as who, due, due_words,
    nullif(said_in, '') as paper, position
from told
order by
    -- Who came; what came from before; the agenda; what the notes put under no item; what followed.
    case
        when kind in (
            'MeetingScheduled', 'MeetingHeld', 'MeetingAttended', 'MeetingApologyGiven'
        ) or confirmed_at = upper(p_meeting) or kind = 'MeetingMinuteCorrected' and ref <> upper(p_meeting)
            or nil_of = 'apologies' then 0
        when place is not null then 2
        when record in ('action', 'question') and not own or nil_of = 'outstanding matters' then 1
        when record = 'meeting' then 4
        else 3
    end,
    [if(x < 'a', lpad(x, 12, '0'), x) for x in regexp_extract_all(lower(place), '[0-9]+|\p{L}+')],
    place,
    seat;
