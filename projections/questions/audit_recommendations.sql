-- What did auditors, coroners and other reviewers recommend, and what became of it, gravest first?
-- Called: Audit recommendations
-- About audits and other reviews.
-- Without issuer is not null: No report of an issuer other than HMICFRS is recorded.
-- Example: --issuer "internal audit"
--   p_issuer: only those of this issuer; one of: $values('issuer')
--   p_body: only those that this body follows up, or that none is recorded to
--   p_priority: only those of this priority; a value of: priority
--   p_standing: only those that stand so; one of: open, settled
--   ref*: the recommendation's reference
--   report+: the report that makes it
--   issuer: internal audit, external audit, peer review, coroner, IOPC or own review
--   issued_by: the firm, force or office that issued it
--   body: the body that follows it up
--   priority*: how grave it is, in the words of its issuer
--   title*: what is recommended
--   response+: agreed, partly agreed, in words (neither), or rejected; empty: none recorded
--   response_text: what the response says; of a rejection, why
--   owner*: who is to do it
--   due*: the due date now; empty: no due date
--   due_words?: the due date in the words of the paper, until it is revised to a day
--   original_due+: the due date first agreed; empty: no due date
--   revisions: how often the due date was revised
--   days_overdue*: days since the due date, while it is not settled; empty: not past
--   status*: open, in progress, reported complete, awaiting sign-off, closed, rejected and so on
--   status_on: the day since which that is its status
--   reported_by+: whose word it is that it was done; empty: nobody
--   checked_by+: who verified it: its auditor, or a post
--   evidence: the latest evidence given for it; empty: none given
--   latest_progress: what was last said of its progress; empty: nothing
--   issued_on: the day it was issued
--   due_set_by?: who set the first due date: its issuer or its owner
--   status_words?: its status as reported last, in the words of the paper: a claim
--   status_words_by?: who reported that status
--   rag?: the colour reported last: RED, AMBER, GREEN, or BLUE for complete: a claim
--   rag_by?: who reported that colour
--   percent?: how much was reported last as done: a claim
--   percent_by?: who reported that
--   claimed_on?: the day of the last of these
create or replace macro audit_recommendations(
    p_issuer := null, p_body := null, p_priority := null, p_standing := null,
    as_of := null, known_by := null
) as table
select
    ref, report, issuer, issued_by, body, priority, title, response, response_text, owner, due,
    due_words, original_due, revisions, days_overdue, status, status_on, reported_by,
    coalesce(verified_by, auditor) as checked_by, evidence, latest_progress, issued_on,
    due_set_by, status_words, status_words_by, rag, rag_by, percent, percent_by, claimed_on
from recommendation_state(as_of := as_of, known_by := known_by)
where (p_issuer is null or lower(issuer) = lower(p_issuer))
    and (p_body is null or coalesce(body, upper(p_body)) = upper(p_body))
    and (p_priority is null or lower(priority) = lower(p_priority))
    and (p_standing is null or is_open = (lower(p_standing) = 'open'))
order by not is_open, priority_rank, due nulls last, inspection, number;
