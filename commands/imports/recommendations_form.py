"""The recommendations that a body follows up as a tracker, in the office's own columns where a map
has them."""

from datetime import date
from typing import Any

from commands.imports.claiming import colour_of, status_of
from commands.imports.issuers import HMICFRS
from commands.imports.matching import is_a_place
from ledger.application import Ledger
from ledger.events import Recorded
from ledger.fold import standing
from ledger.records.inspection_items import LIVE, Item, ItemIssued, ItemRejected, parse_reference
from ledger.records.inspections import Inspection
from ledger.records.item_due_dates import ItemDueAgreed
from ledger.records.recommendations import ItemResponded

TIDY = (
    ("Issuer", "issuer"),
    ("Report", "report"),
    ("Report date", "raised on"),
    ("Reference", "reference"),
    ("Recommendation", "action"),
    ("Priority", "priority"),
    ("Management response", "response"),
    ("Owner", "owner"),
    ("Original due date", "original due"),
    ("Due date", "due"),
    ("RAG", "RAG"),
    ("% complete", "percent"),
    ("Status", "status"),
    ("Closed on", "closed on"),
    ("Verified by", "verified"),
    ("Progress", "notes"),
)
TIDY_OF_HMICFRS = (
    ("Report", "report"),
    ("Published", "raised on"),
    ("Reference", "reference"),
    ("Type", "kind"),
    ("Question area", "area"),
    ("Recommendation or area for improvement", "action"),
    ("Response", "response"),
    ("Lead", "owner"),
    ("Original due date", "original due"),
    ("Due date", "due"),
    ("RAG", "RAG"),
    ("% complete", "percent"),
    ("Status", "status"),
    ("Closed on", "closed on"),
    ("Accepted by HMICFRS", "verified"),
    ("Progress", "notes"),
)


def of_body(ledger: Ledger, body: str, issuer: str | None) -> list[tuple[Item, Inspection]]:
    """What HMICFRS asks for, where it is the issuer; else the recommendations of others that a body
    follows up."""
    ledger.read_ahead([], ["inspection", "item"])
    found = []
    for ref in ledger.refs("item"):
        state = ledger.state("item", ref)
        report = ledger.state("inspection", ref.partition("/")[0])
        if not isinstance(state, Item) or not isinstance(report, Inspection):
            continue
        theirs = report.issuer is not None and issuer in (None, report.issuer)
        if issuer == HMICFRS:
            theirs = report.issuer is None
        if theirs and report.body in (body, None):
            found.append((state, report))
    return found


def values(
    item: Item, report: Inspection, events: list[Recorded], kinds: set[str]
) -> dict[str, Any]:
    """What a tracker has of a recommendation, by what its columns are taken for."""
    begun = events[0]
    assert isinstance(begun.event, ItemIssued)
    known = begun.envelope.date_basis != "unknown"
    first = next((one.event for one in events if isinstance(one.event, ItemDueAgreed)), None)
    over = item.status not in LIVE
    return {
        "issuer": report.whose,
        "report": report.title,
        "assurance": report.assurance,
        "reference": _reference(item, report, kinds),
        "kind": item.category,
        "area": parse_reference(item.ref)[1],
        "action": item.title,
        "owner": item.lead,
        "raised on": begun.envelope.effective_on if known else None,
        "original due": (first.due or first.due_words) if first is not None else None,
        "due": item.due or item.due_words,
        "RAG": colour_of(item),
        "percent": item.percent,
        "status": status_of(item),
        "closed on": ended_on(events, item.status) if over else None,
        "verified": _verified(item),
        "priority": item.priority,
        "response": _response(events, whole="agreed" not in kinds),
        "agreed": _decided(item),
    }


def ended_on(events: list[Recorded], status: str) -> date | None:
    """The day on which a record came to its status, where that is known."""
    ends = (one.envelope for one in reversed(events) if one.event.moves_to == status)
    end = next(ends, None)
    return end.effective_on if end is not None and end.date_basis != "unknown" else None


def _reference(item: Item, report: Inspection, kinds: set[str]) -> str:
    if item.own_ref is None or is_a_place(item.own_ref):
        return item.ref
    alone = item.own_ref.removeprefix(f"{report.title} ")
    return alone if "report" in kinds else item.own_ref


def _verified(item: Item) -> str | None:
    if item.status != "closed":
        return None
    return item.verified_by or ("Yes" if item.closed_at is None else None)


def _decided(item: Item) -> str | None:
    said = "rejected" if item.status == "rejected" else item.response
    return said.capitalize() if said not in (None, "in words") and said else None


def _response(events: list[Recorded], *, whole: bool) -> str:
    """Agreed: a report is run each month; `whole`: with what it begins with."""
    said: list[tuple[str | None, str | None]] = [(None, None)]
    word: str | None
    for one in events:
        if isinstance(one.event, ItemResponded):
            word = None if one.event.response == "in words" else one.event.response
            said.append((word, one.event.text))
        elif isinstance(one.event, ItemRejected):
            said.append(("rejected", one.event.reason))
    response, text = said[-1]
    word = response.capitalize() if response and whole else None
    return ": ".join(filter(None, [word, text]))


def history(ledger: Ledger, item: Item) -> list[Recorded]:
    return standing(ledger.history(f"item:{item.ref}"))
