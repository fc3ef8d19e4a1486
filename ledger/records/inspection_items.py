"""An inspection item: an area for improvement (AFI), a recommendation or a cause of concern.
A recommendation may be of any issuer: what only those of others than HMICFRS go through is in
recommendations.py, their due dates in item_due_dates.py; what the inspectorate says of its own is
in item_sign_off.py.

    open ──> in progress ──> reported complete ──> awaiting sign-off ──> closed
      ^────────── returned by the inspectorate ───────────┘               │
      └───────────────────────────── reopened ────────────────────────────┘
    any before closed ──> no further action, superseded, rejected (with a reason)

Printed numbers restart in each question area, so the reference is inspection, area, kind and
number: EFF17/SOC-R2, or IA17-03/R1 of the third report of a year. Only the inspectorate closes its
own items, and its acceptance needs evidence; superseded is not complete.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.closures import Heir, replaced
from ledger.errors import NotFound, Refused
from ledger.events import NEW, Event, MeetingRef, Names, OwnerRef, PostRef, SameRef, State, when
from ledger.records.assurances import on_scale
from ledger.records.inspections import Inspection
from ledger.records.policies import SIGNED_CLOSURES, SIGNED_VERIFICATIONS
from ledger.references import Form
from ledger.rules import already, moved_on, nonempty, require, unless_said

RECORD = "item"
CALLED = "inspection item"
REFERENCE = Form(
    "the reference of an inspection item",
    r"([A-Z0-9]+(?:-[0-9]{1,3})?)/(?:([A-Z]+)-)?(AFI|R|COC)([1-9][0-9]{0,3})",
    "inspection/area-kind and number, as in EFF17/SOC-R2, EFF17/PV-AFI1, EFF17/PV-COC1 or"
    " IA17-03/R1",
)

Category = Literal["AFI", "recommendation", "cause of concern"]
CATEGORIES: dict[str, Category] = {"AFI": "AFI", "R": "recommendation", "COC": "cause of concern"}

# What can happen

LIVE = when("open", "in progress", "reported complete", "awaiting sign-off")
OPEN = LIVE  # Read by registry.py, for every count of what is still open.
CLAIMABLE = when("open", "in progress")


class ItemIssued(Beginning, kw_only=True):
    """It is printed in a report. `priority`: how grave it is, in the words of its issuer."""

    needs = NEW
    fixed = frozenset({"inspection", "area", "category", "number"})
    moves_to = "open"
    says = "issued in {inspection}: {title}[ (priority: {priority})]"
    title: str
    inspection: Annotated[str, Names(kind="inspection")]
    category: Category
    number: int
    area: str | None = None
    cause: Annotated[str, Names(kind="item")] | None = None
    priority: str | None = None


class ItemLeadAssigned(Event):
    """A post in the force answers for it."""

    needs = LIVE
    says = "lead: {lead}"
    lead: OwnerRef


class ItemProgressed(Event):
    """The force said what it has done, and whom it told."""

    needs = LIVE
    says = "progress[ (told to {told_to})]: {text}"
    text: str
    told_to: MeetingRef | None = None


class ItemRealityTested(Event):
    """Somebody looked whether it has landed."""

    needs = LIVE
    wants_signed = (SIGNED_VERIFICATIONS,)
    says = "reality tested: {text}"
    text: str


class ItemReportedComplete(Event):
    """The force's own word that it is done."""

    needs = CLAIMABLE
    moves_to = "reported complete"
    says = "reported complete by {reported_by}[: {evidence}]"
    reported_by: OwnerRef
    evidence: str | None = None


class ItemNoFurtherAction(Event):
    """The inspectorate will not pursue it."""

    needs = LIVE
    moves_to = "no further action"
    wants_signed = (SIGNED_CLOSURES,)
    says = "no further action: {reason}"
    reason: str


class ItemSuperseded(Event):
    """A later item took its place, which is not completion."""

    needs = LIVE
    moves_to = "superseded"
    wants_signed = (SIGNED_CLOSURES,)
    says = "superseded by {superseded_by}"
    superseded_by: SameRef


class ItemRejected(Event):
    """The force will not do it: recommendations are not orders, but a refusal has a reason."""

    needs = LIVE
    moves_to = "rejected"
    wants_signed = (SIGNED_CLOSURES,)
    says = "rejected[ by {responded_by}]: {reason}"
    reason: str
    responded_by: PostRef | None = None


class ItemReopened(Event):
    """It was not over after all."""

    needs = when("closed", "no further action", "superseded", "rejected")
    moves_to = "open"
    says = "reopened: {reason}"
    reason: str


ItemEvent = (
    ItemIssued
    | ItemLeadAssigned
    | ItemProgressed
    | ItemRealityTested
    | ItemReportedComplete
    | ItemNoFurtherAction
    | ItemSuperseded
    | ItemRejected
    | ItemReopened
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "category": "AFI, recommendation or cause of concern",
    "number": "the number of an item, as printed",
    "cause": "the cause of concern that a recommendation belongs to",
    "lead": "the post or party that is to lead on an item, or of several owners on an action",
    "priority": "how grave a recommendation is, in the words of its issuer",
}

# What we know


class Item(State):
    phrases: ClassVar[dict[str, str]] = {
        "open": "is still open. Record first that it was reported complete (item complete).",
        "in progress": (
            "is still in progress. Record first that it was reported complete (item complete)."
        ),
        "reported complete": (
            "was reported complete on {since} (event {event}). Submit it (item submit), or record"
            " that it was accepted by the inspectorate (item accept) or verified (item verify)."
        ),
        "awaiting sign-off": "has awaited the inspectorate's sign-off since {since}.",
        "closed": "was closed on {since} (event {event}). Reopen it with a reason first"
        " (item reopen).",
        "no further action": "has needed no further action since {since} (event {event}).",
        "superseded": "was superseded on {since} (event {event}).",
        "rejected": "was rejected on {since} (event {event}).",
    }
    category: Category = "AFI"
    lead: str | None = None
    other: str | None = None
    priority: str | None = None
    response: str | None = None
    due: date | None = None
    due_words: str | None = None
    original_due: date | None = None
    due_set_by: str | None = None
    status_words: str | None = None
    status_words_by: str | None = None
    rag: str | None = None
    rag_by: str | None = None
    percent: int | None = None
    percent_by: str | None = None
    reported_by: str | None = None
    verified_by: str | None = None
    closed_at: str | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """Who answers for it, under the name that an action has."""
        return (self.lead,) if self.lead is not None else ()


def evolve(item: Item | None, event: ItemEvent) -> Item:
    if isinstance(event, ItemIssued):
        return Item(title=event.title, category=event.category, priority=event.priority)
    assert item is not None
    match event:
        case ItemLeadAssigned(lead=lead):
            return replace(item, lead=lead)
        case ItemProgressed():
            return replace(item, status="in progress") if item.status == "open" else item
        case ItemSuperseded(superseded_by=other):
            return replace(item, other=other)
        case ItemReportedComplete(reported_by=post):
            return replace(item, reported_by=post)
        case ItemReopened():
            return replace(item, other=None, reported_by=None, verified_by=None, closed_at=None)
        case ItemRealityTested() | ItemNoFurtherAction() | ItemRejected():
            return item
    assert_never(event)


# Rules


def parse_reference(ref: str) -> tuple[str, str | None, Category, int]:
    """The inspection, area, category and number in EFF17/SOC-R2, or in LEG17/AFI3 if the paper
    prints no area. Raises Misused."""
    found = re.fullmatch(REFERENCE.pattern, REFERENCE.of(ref))
    assert found is not None
    inspection, area, letters, number = found.groups()
    return inspection, area, CATEGORIES[letters], int(number)


def issue(
    item: Item | None,
    *,
    ref: str,
    title: str,
    cause: str | None = None,
    recommendations: int = 0,
    priority: str | None = None,
    report: Inspection | None,
) -> list[Event]:
    """`recommendations`: how many are issued together with a cause of concern, which has at least
    one; `report`: the report that prints it, as it is on that day."""
    inspection, area, category, number = parse_reference(ref)
    if report is None:
        raise NotFound(
            f"There is no inspection {inspection} by that day. Publish it (inspection publish)."
        )
    issued = ItemIssued(
        title=nonempty(title, "An inspection item needs its words."),
        inspection=inspection,
        area=area,
        category=category,
        number=number,
        cause=cause,
        priority=on_scale(priority, report),
    )
    if item is not None and issued in item.said:
        return []
    require(item, issued)
    _prints(report, issued)
    if category == "cause of concern" and not recommendations:
        raise Refused("A cause of concern needs at least one --recommendation.")
    if cause is not None:
        of, _, kind, _ = parse_reference(cause)
        if (of, kind, category) != (inspection, "cause of concern", "recommendation"):
            raise Refused(
                f"{ref} cannot belong to {cause}: a recommendation belongs to a cause of concern of"
                " its own inspection."
            )
    return [issued]


def _prints(report: Inspection, issued: ItemIssued) -> None:
    """Refuse an item that the report cannot print."""
    inspection = issued.inspection
    if report.issuer is not None and issued.category != "recommendation":
        raise Refused(
            f"{inspection} is by {report.issuer}, and areas for improvement and causes of concern"
            f" are HMICFRS's own. Issue a recommendation: {inspection}/R{issued.number}."
        )
    if report.status != "published":
        raise Refused(
            f"{inspection} is not published, so it has no items yet. Publish it first"
            " (inspection publish)."
        )


def assign_lead(item: Item, *, lead: str) -> list[Event]:
    assigned = ItemLeadAssigned(lead=lead)
    require(item, assigned)
    return [] if item.lead == lead else [assigned]


def progress(item: Item, *, text: str, told_to: str | None = None) -> list[Event]:
    progressed = ItemProgressed(
        text=nonempty(text, "Progress needs words: what was done?"), told_to=told_to
    )
    require(item, progressed)
    return [progressed]


def reality_test(item: Item, *, text: str) -> list[Event]:
    tested = ItemRealityTested(text=nonempty(text, "A reality test needs words: what was found?"))
    return unless_said(item, tested)


def complete(item: Item, *, reported_by: str, evidence: str | None = None) -> list[Event]:
    return moved_on(item, ItemReportedComplete(reported_by=reported_by, evidence=evidence))


def no_further_action(item: Item, *, reason: str) -> list[Event]:
    ended = ItemNoFurtherAction(
        reason=nonempty(reason, "No further action needs a reason (--reason).")
    )
    return moved_on(item, ended)


def supersede(item: Item, *, by: str, succession: Sequence[str], heir: Heir) -> list[Event]:
    """`succession`: what `by` itself was superseded by, to the end; `heir`: the state of `by` on
    the day."""
    return replaced(item, ItemSuperseded(superseded_by=by), by, succession, heir)


def reject(item: Item, *, reason: str, responded_by: str | None = None) -> list[Event]:
    rejected = ItemRejected(
        reason=nonempty(
            reason, "Recommendations are not orders, but rejecting one needs a reason (--reason)."
        ),
        responded_by=responded_by,
    )
    return moved_on(item, rejected)


def reopen(item: Item, *, reason: str) -> list[Event]:
    reopened = ItemReopened(reason=nonempty(reason, "Reopening needs a reason (--reason)."))
    if already(item, reopened):
        return []
    if item.status in LIVE:
        raise Refused(f"{item.ref} is {item.status}: there is nothing to reopen.")
    require(item, reopened)
    return [reopened]
