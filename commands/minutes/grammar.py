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
# What else the minutes that people write call these lines.
ALSO = {
    "question": "Q",
    "finding": "F",
    "findings": "F",
    "response": "F",
    "action": "A",
    "decision": "D",
    "noted": "N",
}


def _row(about: str, row: item_lines.Row) -> Form:
    event, command, says, main, options = row
    told = ("due_words",) if "due_words" in options else ()
    return mark(about, event, command, says, main, told, None, **options)


MARKS = [
    mark("action", actions.ActionCarriedForward, "carry", "carried forward", meeting="--to"),
    mark("action", actions.ActionProgressed, "progress", "progress: {text}", "text", text=""),
    mark(
        "action",
        actions.ActionReportedComplete,
        "complete",
        "complete by {reported_by}[: {evidence}]",
        reported_by="--by",
        evidence="--evidence",
    ),
    mark(
        "action",
        actions.ActionClosed,
        "close",
        "closed by {verified_by}: {evidence}",
        verified_by="--verified-by",
        evidence="--evidence",
    ),
    mark(
        "action",
        action_agreements.ActionAgreedClosed,
        "close",
        "agreed as completed and closed[: {evidence}]",
        meeting="--agreed-at",
        evidence="--evidence",
    ),
    mark(
        "action",
        actions.ActionClosureRefused,
        "refuse",
        "closure refused[ by {refused_by}]: {reason}",
        refused_by="--by",
        reason="--reason",
    ),
    mark(
        "action",
        actions.ActionDueExtended,
        "extend",
        "due moved to {due}, approved by {approved_by}: {reason}",
        told=DUE_TOO,
        due="--to",
        due_words="--due-words",
        due_basis="--due-basis",
        alone={"approved_by=": "--no-approval"},
        approved_by="--approved-by",
        reason="--reason",
    ),
    mark(
        "action",
        actions.ActionOwnerChanged,
        "reassign",
        "owner now {owners}[: {reason}]",
        owners="--to",
        reason="--reason",
    ),
    mark(
        "action",
        actions.ActionSuperseded,
        "supersede",
        "superseded by {superseded_by}",
        superseded_by="--by",
    ),
    mark("action", actions.ActionEvidenceAttached, "evidence", "evidence: {evidence}", evidence=""),
    mark("action", actions.ActionWithdrawn, "withdraw", "withdrawn: {reason}", reason="--reason"),
    mark("action", actions.ActionReopened, "reopen", "reopened: {reason}", reason="--reason"),
    mark(
        "action",
        action_disputes.ActionDisputed,
        "dispute",
        "disputed by {disputed_by}: {text}",
        text="",
        disputed_by="--by",
    ),
    mark("question", questions.QuestionAnswered, "answer", "answered: {answer}", answer=""),
    mark(
        "question",
        questions.QuestionDeferred,
        "defer",
        "deferred[ to {deferred_to}][: {reason}]",
        deferred_to="--to",
        reason="--reason",
    ),
    mark(
        "question",
        questions.QuestionWithdrawn,
        "withdraw",
        "withdrawn: {reason}",
        reason="--reason",
    ),
    *(_row("action", row) for row in item_lines.ACTION_CLAIMS),
    *(_row("item", row) for row in item_lines.LINES),
]
EXTENDED = next(form for form in MARKS if form.event is actions.ActionDueExtended)
SUPERSEDED = next(form for form in MARKS if form.event is actions.ActionSuperseded)
FORMS = [form for form in [*vars().values(), *MARKS] if isinstance(form, Form)]
