"""The lines a minute is made of: how each is written, which event it means, and which command
records it. A kind of line is one entry in FORMS (how its form is read: forms.py).
"""

import re

from commands.minutes import item_lines
from commands.minutes.forms import DUE_TOO, Form, mark
from ledger.records import (
    action_agreements,
    action_disputes,
    actions,
    agenda,
    decisions,
    findings,
    meeting_attendance,
    meetings,
    nil_returns,
    questions,
)

HELD = Form(
    event=meetings.MeetingHeld,
    says="# {body} {meets_on}",
    command="meeting open",
    arguments=("body",),
    options={
        "chair": "--chair",
        "chairs": "--chair-name",
        "subject": "--subject",
        "venue": "--venue",
        "minuted_by": "--minuted-by",
    },
    told=("chair", "chairs", "subject", "venue", "minuted_by"),
)
PRESENT = Form(
    event=meeting_attendance.MeetingAttended,
    says="Present: {attendee}[ ({capacity})]",
    command="meeting attend",
    arguments=("meeting",),
)
APOLOGY = Form(
    event=meeting_attendance.MeetingApologyGiven,
    says="Apologies: {attendee}[ ({capacity})]",
    command="meeting attend",
    arguments=("meeting",),
)
NEXT = Form(
    event=meetings.MeetingScheduled,
    says="Next meeting: {meets_on}[ at {venue}][: {subject}]",
    command="meeting schedule",
    arguments=("body",),
    options={"meets_on": "--for", "venue": "--venue", "subject": "--subject"},
)
COMPLETE = Form(
    event=meetings.MeetingClosed,
    says="Notes: complete[; next meeting {next_on}][; about {next_subject}]",
    command="meeting close",
    arguments=("meeting",),
    options={"next_on": "--next", "next_subject": "--next-subject"},
)
HEADING = Form(
    event=agenda.MeetingItemTabled,
    says="## {item}[ (from {deferred_from})] {title}",
    command="meeting item",
    arguments=("meeting", "item", "title"),
    options={"deferred_from": "--deferred-from"},
)
QUESTION = Form(
    event=questions.QuestionPut,
    says="Q[ by {put_by}][ to {put_to}]: {text}",
    command="question put",
    arguments=("text",),
    options={"put_by": "--by", "put_to": "--to", "own_ref": "--own-ref"},
    main="text",
    told=("own_ref",),
)
FINDING = Form(
    event=findings.FindingRecorded,
    says="F[ {answers}]: {text}",
    command="finding record",
    arguments=("text",),
    options={"answers": "--answers", "own_ref": "--own-ref"},
    main="text",
    told=("own_ref",),
)
ACTION = Form(
    event=actions.ActionRaised,
    says="A: {owners}: {title}[; due {due}]",
    command="action raise",
    arguments=("title",),
    options={
        "owners": "--owner",
        "due": "--due",
        "due_words": "--due-words",
        "due_basis": "--due-basis",
        "own_ref": "--own-ref",
    },
    main="title",
    told=(*DUE_TOO, "own_ref"),
)
DECISION = Form(
    event=decisions.DecisionTaken,
    says="D[ {public_interest}]: [{makers}: ]{title}",
    command="decision take",
    arguments=("title",),
    options={"makers": "--by", "public_interest": "--public-interest", "own_ref": "--own-ref"},
    main="title",
    told=("own_ref",),
)
NOTED = Form(
    event=agenda.MeetingItemNoted,
    says="N: {text}",
    command="meeting item",
    arguments=("meeting", "item", "heading"),
    options={"text": "--noted"},
    main="text",
)
LETTERED = (QUESTION, FINDING, ACTION, DECISION, NOTED)
DEFERRED = Form(
    event=agenda.MeetingItemDeferred,
    says="Deferred[ to {deferred_to}][: {reason}]",
    command="meeting defer",
    arguments=("meeting", "item"),
    options={"deferred_to": "--to", "reason": "--reason"},
)
NIL = Form(
    event=nil_returns.NilRecorded,
    says="{nil_of}: None",
    command="nil record",
    options={"nil_of": "--of"},
)
# How a nil return is written, and what it is of.
NILS = {
    "actions arising": "actions",
    "actions": "actions",
    "outstanding matters": "outstanding matters",
    "decisions": "decisions",
    "apologies": "apologies",
    "declarations of interest": "interests",
}
_WHAT = r"apolog(?:y|ies)|actions?|decisions?|(?:declarations?|matters?)(?: of interest)?"
NOTHING = re.compile(
    rf"(?:there (?:was|were) )?(?:none|nil|no (?:{_WHAT}))(?: (?:to|was|were|had been|have been))?"
    r"(?: (?:received|declared|made|given|raised|noted|recorded|reported|arising|report|note))?"
    r"|nobody|nothing(?: to (?:report|declare|note))?|n/?a",
    re.IGNORECASE,
)
# Other names that people give these lines.
ALSO = {
    "question": "Q",
    "finding": "F",
    "findings": "F",
    "response": "F",
    "action": "A",
    "decision": "D",
    "noted": "N",
}


MARKS = [
    mark(actions.ActionCarriedForward, "action carry", "carried forward", meeting="--to"),
    mark(actions.ActionProgressed, "action progress", "progress: {text}", "text"),
    mark(
        actions.ActionReportedComplete, "action complete", "complete by {reported_by}[: {evidence}]"
    ),
    mark(actions.ActionClosed, "action close", "closed by {verified_by}: {evidence}"),
    mark(
        action_agreements.ActionAgreedClosed,
        "action close",
        "agreed as completed and closed[: {evidence}]",
        meeting="--agreed-at",
    ),
    mark(
        actions.ActionClosureRefused, "action refuse", "closure refused[ by {refused_by}]: {reason}"
    ),
    mark(
        actions.ActionDueExtended,
        "action extend",
        "due moved to {due}, approved by {approved_by}: {reason}",
        told=DUE_TOO,
        due="--to",
        due_words="--due-words",
        due_basis="--due-basis",
        alone={"approved_by=": "--no-approval"},
    ),
    mark(
        actions.ActionOwnerChanged,
        "action reassign",
        "owner now {owners}[: {reason}]",
        owners="--to",
    ),
    mark(actions.ActionSuperseded, "action supersede", "superseded by {superseded_by}"),
    mark(actions.ActionEvidenceAttached, "action evidence", "evidence: {evidence}", evidence=""),
    mark(actions.ActionWithdrawn, "action withdraw", "withdrawn: {reason}"),
    mark(actions.ActionReopened, "action reopen", "reopened: {reason}"),
    mark(action_disputes.ActionDisputed, "action dispute", "disputed by {disputed_by}: {text}"),
    mark(questions.QuestionAnswered, "question answer", "answered: {answer}", answer=""),
    mark(questions.QuestionDeferred, "question defer", "deferred[ to {deferred_to}][: {reason}]"),
    mark(questions.QuestionWithdrawn, "question withdraw", "withdrawn: {reason}"),
    *item_lines.LINES,
]
EXTENDED = next(form for form in MARKS if form.event is actions.ActionDueExtended)
SUPERSEDED = next(form for form in MARKS if form.event is actions.ActionSuperseded)
FORMS = [form for form in [*vars().values(), *MARKS] if isinstance(form, Form)]
