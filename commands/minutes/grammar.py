"""The lines a minute is made of: how each is written, which event it means, and which command
records it. A kind of line is one entry in FORMS; {field} is a field of its event, and a [bracketed]
part is optional.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import Any

import msgspec

from commands.minutes import item_lines
from ledger.events import BESIDES_POSTS, Event, Frozen, Names, parts
from ledger.records import (
    action_agreements,
    action_disputes,
    actions,
    agenda,
    decisions,
    findings,
    meetings,
    nil_returns,
    questions,
)

# Words between quotes, as JSON has them.
QUOTED = r'"(?:[^"\\]|\\.)+"'
# What may stand where a field is, if it is not simply words.
_SHAPES = {
    "item": rf"{QUOTED}|[^\s\"]\S*",
    "venue": rf"{QUOTED}|[^:]+?",
    "deferred_from": r"\S+",
    "public_interest": "public",
    **dict.fromkeys(("put_by", "put_to", "owners", "makers", "answers", "nil_of"), "[^:]+?"),
    **dict.fromkeys(("reported_by", "verified_by", "refused_by", "disputed_by"), "[^:]+?"),
    **dict.fromkeys(("approved_by", "superseded_by", "deferred_to", "settled_by"), "[^:]+?"),
    "outcome": "settled|withdrawn",
    "reply": "accepted|partly accepted|not accepted",
    "vote_result": "carried|lost",
    "declarant": rf"{QUOTED}|[^:]+?",
    "unanimity": r"unanimously|nem\.? con\.?",
    **dict.fromkeys(("votes_for", "votes_against", "abstentions"), r"\d{1,6}"),
    **dict.fromkeys(("voted_for", "voted_against", "abstained"), "[^()]+?"),
    **dict.fromkeys(("recommended_to", "replied_by", "minutes_of", "moved", "moved_to"), "[^:]+?"),
    "page": "[^:,]+?",
    "assurance": "[^:]+?",
    "due_words": rf"{QUOTED}|[^()\"]+?",
    **item_lines.SHAPES,
}
# What the words for a due date tell besides the day.
DUE_TOO = ("due_meeting", "due_words", "due_basis")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")


class Form(msgspec.Struct, metaclass=Frozen, dict=True):
    """One kind of line.

    `label`: the words it begins with; `about`: the record that a > line is about. `main`: the field
    by which two versions of one line are known. `arguments` and `options` of `command` take fields;
    `told`: fields that the words of another field tell as well.
    """

    event: type[Event]
    says: str
    command: str
    arguments: tuple[str, ...] = ()
    options: dict[str, str] = {}
    about: str = ""
    main: str = ""
    told: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("".join(_pattern(self.says)), re.DOTALL | re.IGNORECASE)

    @cached_property
    def label(self) -> str:
        return re.split(r"[\[{:]", self.says)[0].strip()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return (*_FIELD.findall(self.says), *self.told)

    @property
    def due(self) -> bool:
        """Whether it says when something is due, on a day or in words."""
        return "due_words" in self.told

    def begins(self, text: str) -> bool:
        """Whether a text is such a line, or begins as one does: closed; complete: letter sent."""
        first = re.match(r"[A-Za-z]+", text)
        alike = first is not None and first[0].casefold() == self.label.split()[0].casefold()
        whole = re.fullmatch(r"[\w ]{0,20}[.:]?|.+:.*", text, re.DOTALL)
        return alike and whole is not None

    @property
    def shape(self) -> str:
        """The form of the line, for a person who wrote it differently."""
        shown = item_lines.SHOWN
        words = _FIELD.sub(
            lambda match: shown.get(match[1]) or match[1].replace("_", " ").upper(), self.says
        )
        return f"> {words}" if self.about else words

    def facts(self, event: Event) -> dict[str, Any]:
        """An event's facts, as the fields of the line."""
        return {name: getattr(event, name) for name in self.fields}

    def tells(self, event: Event) -> bool:
        """Whether an event has what the line cannot be without; the record is its stream's."""
        needed = set(_FIELD.findall(_OPTIONAL.sub("", self.says)))
        own = needed.intersection(event.__struct_fields__)
        return all(getattr(event, name) is not None for name in own)

    def written(self, texts: dict[str, str | None]) -> str:
        """The line with its fields filled in; parts with absent fields drop out."""

        def fill(text: str) -> str:
            return _FIELD.sub(lambda match: texts.get(match[1]) or "", text)

        def part(match: re.Match[str]) -> str:
            present = any(texts.get(name) is not None for name in _FIELD.findall(match[1]))
            return "\0" + match[1] + "\0" if present else ""

        # What is filled in is never read as a form.
        return "".join(fill(piece) for piece in _OPTIONAL.sub(part, self.says).split("\0"))


def _pattern(says: str) -> Iterator[str]:
    at = 0
    for match in _OPTIONAL.finditer(says):
        yield _fields(says[at : match.start()])
        # Behind a colon that may be part of the words stands a space: meet at 10:30.
        part = _fields(match[1], colon=r"\s*:\s+")
        yield f"(?:{part})?"
        at = match.end()
    yield _fields(says[at:])


def _fields(says: str, colon: str = r"\s*:\s*") -> str:
    def literal(text: str) -> str:
        spaced = re.escape(text.replace(": ", ":")).replace(r"\ ", r"\s+")
        return spaced.replace(":", colon)

    out, at = "", 0
    for match in _FIELD.finditer(says):
        out += literal(says[at : match.start()])
        out += f"(?P<{match[1]}>{_SHAPES.get(match[1], '.+?')})"
        at = match.end()
    return out + literal(says[at:])


@cache
def named(event: type[Event], field: str) -> str | type:
    """What a field is: "post", "meeting", "question" or another kind of record that it names; date,
    bool, or str."""
    if field in (
        "deferred_to",
        "due_meeting",
        "minutes_of",
        "moved",
    ):  # the meeting may not be in the ledger yet
        return "meeting"
    made_of = parts({f.name: f.type for f in msgspec.structs.fields(event)}[field])
    kinds = [part.kind for part in made_of if isinstance(part, Names)]
    kinds = ["post" if kind in BESIDES_POSTS else kind for kind in kinds]
    return kinds[0] if kinds else next((one for one in (date, bool, int) if one in made_of), str)


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
    event=meetings.MeetingAttended,
    says="Present: {attendee}[ ({capacity})]",
    command="meeting attend",
    arguments=("meeting",),
)
APOLOGY = Form(
    event=meetings.MeetingApologyGiven,
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
NOTHING = ("none", "nil", "none received", "none declared", "there were none")
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


def mark(
    about: str,
    event: type[Event],
    command: str,
    says: str,
    main: str = "",
    told: tuple[str, ...] = (),
    alone: dict[str, str] | None = None,
    **options: str,
) -> Form:
    """`options`: the flag of each field, "" for an argument. `alone`: flags without a value, by the
    field and the value for which each stands: outcome=withdrawn; approved_by= where it has none."""
    arguments = ("ref", *(name for name, flag in options.items() if not flag))
    flags = {name: flag for name, flag in options.items() if flag} | (alone or {})
    return Form(
        event=event,
        says=says,
        command=f"{about} {command}",
        arguments=arguments,
        options=flags,
        about=about,
        main=main,
        told=told,
    )


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
