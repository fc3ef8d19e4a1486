-- What is so about each recommendation of an issuer other than HMICFRS: an audit, a coroner and so on?
--   p_ended: false leaves out those that have ended, which is much faster
--   ref: the recommendation's reference
--   inspection: the report that makes it
--   report: the title of that report
--   issuer: internal audit, external audit, peer review, coroner, IOPC or own review
--   issued_by: the firm, force or office that issued it
--   body: the body that follows it up
--   number: its number, as printed
--   priority: how grave it is, in the words of its issuer
--   priority_rank: 1 for the gravest priority of its issuer, and so on
--   title: what is recommended
--   status: open, in progress, reported complete, awaiting sign-off, closed, rejected and so on
--   status_on: the day since which that is its status
--   response: agreed, partly agreed, in words (neither), or rejected; absent where none is recorded
--   response_text: what the response says; of a rejection, why
--   responded_by: the post that responded
--   owner: who is to do it
--   issued_on: the day it was issued
--   due: the due date now
--   original_due: the due date first agreed
--   due_words: the due date in the words of the paper, until it is revised to a day
--   revisions: how often the due date was revised
--   days_overdue: days since the due date, while it is not settled; absent until it has passed
--   latest_progress: what was last said of its progress
--   last_progress_on: the day of that
--   evidence: the latest evidence given for it
--   reported_by: the post that reported it complete
--   verified_by: the post that verified it, where no auditor did
--   auditor: who verified it for its issuer
--   is_open: whether it is not settled
--   due_set_by: whether its issuer or its owner set the first due date
--   status_words: its status as reported last, in the words of the paper: a claim
--   status_words_by: who reported that status
--   rag: the colour reported last: RED, AMBER, GREEN: a claim
--   rag_by: who reported that colour
--   percent: how much was reported last as done: a claim
--   percent_by: who reported that
--   claimed_on: the day of the last of these
create or replace macro recommendation_state(
    as_of := null, known_by := null, p_ended := true
) as table
select
    i.ref, i.inspection, n.title as report, n.issuer, n.issued_by, n.body, i.number, i.priority,
    -- By the report's own scale, by the number in it, or by the usual words.
    coalesce(
        list_position(n.scale, i.priority),
        try_cast(nullif(regexp_extract(i.priority, '[0-9]+'), '') as bigint),
        list_position(
            [
                'critical', 'fundamental', 'high', 'significant', 'medium', 'moderate', 'low',
                'advisory'
            ],
            lower(i.priority)
        ),
        99
    ) as priority_rank,
    i.title, i.status, i.status_on, i.response, i.response_text, i.responded_by, i.lead as owner,
    i.issued_on, i.due, i.original_due, i.due_words, i.revisions,
    if(
        i.status in $open('item') and i.due < coalesce(as_of::date, current_date),
        coalesce(as_of::date, current_date) - i.due, null
    ) as days_overdue,
    i.latest_progress, i.last_progress_on, i.evidence, i.reported_by, i.verified_by, i.auditor,
    i.status in $open('item') as is_open, i.due_set_by, i.status_words, i.status_words_by, i.rag,
    i.rag_by, i.percent, i.percent_by, i.claimed_on
from item_state(as_of := as_of, known_by := known_by, p_ended := p_ended) i
join inspection_state(as_of := as_of, known_by := known_by) n on n.ref = i.inspection
where n.issuer is not null;
