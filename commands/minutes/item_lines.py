"""The lines that say what became of an inspection item, or of a recommendation of any issuer; and
what is claimed of one, or of an action.
"""

import re
from typing import Any

from commands.minutes.forms import Form, mark
from commands.minutes.pasted import typed
from ledger.characters import folded
from ledger.errors import Misused
from ledger.events import Event
from ledger.records import inspection_items as items
from ledger.records import item_due_dates, item_sign_off, recommendations
from ledger.records.action_claims import ActionClaimed
from ledger.records.inspections import ISSUERS


def _claims(event: type[Event], record: str) -> list[Form]:
    """A colour, a percentage and a status in the words of the paper are one claim, of which a line
    gives one part or more; the first that fits writes it."""
    status = "status[ by {claimed_by}]: {status_words}[; RAG {rag}][; {percent}][; {text}]"
    return [
        mark(event, f"{record} claim", status, "status_words"),
        mark(event, f"{record} claim", "RAG[ by {claimed_by}]: {rag}[; {percent}][; {text}]"),
        mark(event, f"{record} claim", "so far[ by {claimed_by}]: {percent}[; {text}]"),
    ]


HMICFRS = ("HMICFRS",)
LINES = [
    *_claims(ActionClaimed, "action"),
    mark(items.ItemLeadAssigned, "item lead", "lead: {lead}", lead="--post"),
    mark(items.ItemProgressed, "item progress", "progress: {text}", "text", meeting="--told"),
    *_claims(recommendations.ItemClaimed, "item"),
    mark(
        item_due_dates.ItemDueAgreed,
        "item due",
        "due: {due}[ (set by the {due_set_by})]",
        told=("due_words",),
        due="--due",
        due_words="--due-words",
        due_set_by="--set-by",
    ),
    mark(
        item_due_dates.ItemDueRevised,
        "item revise",
        "due moved to {due}[, approved by {approved_by}]: {reason}",
        due="--to",
    ),
    mark(
        recommendations.ItemResponded,
        "item respond",
        "response[ by {responded_by}]: {response}[: {text}]",
        response="",
        responded_by="--by",
        text="--text",
    ),
    mark(items.ItemRejected, "item reject", "rejected[ by {responded_by}]: {reason}", "reason"),
    mark(items.ItemRealityTested, "item test", "reality tested: {text}", "text"),
    mark(
        recommendations.ItemEvidenceAttached,
        "item evidence",
        "evidence: {evidence}",
        "evidence",
        evidence="",
    ),
    mark(items.ItemReportedComplete, "item complete", "complete by {reported_by}[: {evidence}]"),
    mark(item_sign_off.ItemSubmitted, "item submit", "submitted for sign-off[: {evidence}]"),
    mark(
        item_sign_off.ItemAccepted,
        "item accept",
        "accepted by the inspectorate: {evidence}",
        "evidence",
    ),
    mark(
        item_sign_off.ItemReturned,
        "item return",
        "returned by the inspectorate: {reason}",
        "reason",
    ),
    mark(recommendations.ItemVerified, "item verify", "verified[ by {verified_by}]: {evidence}"),
    mark(
        recommendations.ItemNotVerified,
        "item unverified",
        "not verified[ by {refused_by}]: {reason}",
    ),
    mark(
        recommendations.ItemAgreedClosed,
        "item verify",
        "agreed as completed and closed[: {evidence}]",
        meeting="--agreed-at",
    ),
    mark(items.ItemNoFurtherAction, "item end", "no further action: {reason}", "reason"),
    mark(items.ItemSuperseded, "item supersede", "superseded by {superseded_by}"),
    mark(items.ItemReopened, "item reopen", "reopened: {reason}", "reason"),
]
# How people say who answers for an item, and who issued it.
_OWNER = ("force", "office", "owner", "management", "us")
_HMICFRS = ("hmicfrs", "hmic", "inspectorate")
_ISSUER = ("issuer", "auditor", "auditors", *_HMICFRS, *map(folded, ISSUERS))
_OTHERWISE = (
    (r"(?:reported|reported as) complete\b", "complete"),
    (r"reality test:", "reality tested:"),
    (r"(?:due )?(?:date )?(?:extended|moved|deferred) (?:to|until|till)\b", "due moved to"),
    (r"due (?:date:? |on )?(?!moved\b)", "due: "),
    (r"(?:owner:|owner now) ?", "lead: "),
    (r"(partly |partially )?agreed((?: by [^:]+)?)(?=:|$)", r"response\2: \1agreed"),
    (r"(response(?: by [^:]+)?: )(?:partially|part) agreed", r"\1partly agreed"),
    (r"(?:submitted|sent) to (?:the inspectorate|hmicfrs)\b", "submitted for sign-off"),
)
_DUE_BY = re.compile(r"(due\s*:.*\S)\s*\((?:set )?(?:by )?([^()\"]+)\)", re.IGNORECASE | re.DOTALL)
_SETTLED = re.compile(
    r"(?P<what>closed|signed off|accepted|verified|returned|not verified)"
    r"(?: by (?P<who>[^:]+?))?\s*:\s*(?P<why>.+)",
    re.IGNORECASE | re.DOTALL,
)


def as_written(entry: str, issuer: tuple[str, ...]) -> str:
    """A line about an item in the words of its form. `issuer`: HMICFRS, or by which names its
    report calls whoever issued it. Raises Misused if the line names another."""
    for other, form in _OTHERWISE:
        entry = re.sub(rf"^{other}", form, entry, count=1, flags=re.IGNORECASE)
    if (due := _DUE_BY.fullmatch(typed(entry))) is not None:
        by = _who(due[2], issuer)
        return f"{entry[: due.end(1)]} (set by the {by})" if by else entry
    settled = _SETTLED.fullmatch(typed(entry))
    return entry if settled is None else _settled(entry, settled, issuer)


def _settled(entry: str, found: re.Match[str], issuer: tuple[str, ...]) -> str:
    """Who found that it is done, or is not: the inspectorate, the issuer of a report, or a post."""
    what, why = found["what"].casefold(), entry[found.start("why") :]
    done = what not in ("returned", "not verified")
    who = _who(found["who"], issuer) if found["who"] else None
    if who == "owner" or (not found["who"] and what in ("closed", "signed off")):
        raise Misused(
            f"say who found that it is {'' if done else 'not '}done,"
            f" {issuer[0]}{'' if issuer == HMICFRS else ' or a post'}:"
            f" > {found['what']} by {issuer[0]}: ..."
        )
    if found["who"] and who is None:
        post = entry[found.start("who") : found.end("who")]
        return f"{'verified' if done else 'not verified'} by {post}: {why}"
    if issuer == HMICFRS:
        return f"{'accepted' if done else 'returned'} by the inspectorate: {why}"
    return f"{'verified' if done else 'not verified'}: {why}"


def _who(said: str, issuer: tuple[str, ...]) -> str | None:
    """Whether the issuer or the owner is meant, if either is."""
    who = folded(said).removeprefix("the ")
    if who in _OWNER:
        return "owner"
    names = {"issuer", *(_HMICFRS if issuer == HMICFRS else ("auditor", "auditors"))}
    if who in names | {*map(folded, issuer)}:
        return "issuer"
    if who in _ISSUER:
        raise Misused(f"this is of {issuer[0]}, not of {said.strip()}: say {issuer[0]}.")
    return None


def claimed(name: str, text: str) -> Any:
    """A part of a claim, as it was written."""
    if name == "rag":
        return text.upper()
    return int(re.sub(r"\D", "", text)) if name == "percent" else text


def plainly(name: str, value: Any) -> str:
    """A part of a claim, written so that `claimed` reads it back. In quotes it would be read
    differently."""
    if name == "percent":
        return f"{value} percent"
    said = typed(str(value))
    another = ";" in said if name == "status_words" else re.match(r"(?i)RAG |\d+ *(%|per)", said)
    return "" if another or said.startswith('"') or "\n" in said else str(value)
