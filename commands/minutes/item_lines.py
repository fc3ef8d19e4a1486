"""The lines that say what became of an inspection item, or of a recommendation of any issuer; and
what is claimed of one, or of an action.
"""

import re
from typing import Any

from commands.minutes.pasted import typed
from ledger.characters import folded
from ledger.errors import Misused
from ledger.events import Event
from ledger.records import inspection_items as items
from ledger.records import item_due_dates, recommendations
from ledger.records.action_claims import COLOURS, ActionClaimed
from ledger.records.inspections import ISSUERS

# An event, its command, how it is written, its main field, and the flags of its fields.
Row = tuple[type[Event], str, str, str, dict[str, str]]


def _claims(claimed: type[Event]) -> list[Row]:
    """A colour, a percentage and a status in the words of the paper are one claim, of which a line
    gives one part or more; the first that fits writes it."""
    part = {"claimed_by": "--by", "rag": "--rag", "percent": "--percent", "text": ""}
    status = {"claimed_by": "--by", "status_words": "--status"} | part
    return [
        (
            claimed,
            "claim",
            "status[ by {claimed_by}]: {status_words}[; RAG {rag}][; {percent}][; {text}]",
            "status_words",
            status,
        ),
        (claimed, "claim", "RAG[ by {claimed_by}]: {rag}[; {percent}][; {text}]", "", part),
        (claimed, "claim", "so far[ by {claimed_by}]: {percent}[; {text}]", "", part),
    ]


HMICFRS = ("HMICFRS",)
ACTION_CLAIMS = _claims(ActionClaimed)
LINES: list[Row] = [
    (items.ItemLeadAssigned, "lead", "lead: {lead}", "", {"lead": "--post"}),
    (
        items.ItemProgressed,
        "progress",
        "progress: {text}",
        "text",
        {"text": "", "meeting": "--told"},
    ),
    *_claims(recommendations.ItemClaimed),
    (
        item_due_dates.ItemDueAgreed,
        "due",
        "due: {due}[ (set by the {due_set_by})]",
        "",
        {"due": "--due", "due_words": "--due-words", "due_set_by": "--set-by"},
    ),
    (
        item_due_dates.ItemDueRevised,
        "revise",
        "due moved to {due}[, approved by {approved_by}]: {reason}",
        "",
        {"due": "--to", "approved_by": "--approved-by", "reason": "--reason"},
    ),
    (
        recommendations.ItemResponded,
        "respond",
        "response[ by {responded_by}]: {response}[: {text}]",
        "",
        {"response": "", "responded_by": "--by", "text": "--text"},
    ),
    (
        items.ItemRejected,
        "reject",
        "rejected[ by {responded_by}]: {reason}",
        "reason",
        {"responded_by": "--by", "reason": "--reason"},
    ),
    (items.ItemRealityTested, "test", "reality tested: {text}", "text", {"text": ""}),
    (
        recommendations.ItemEvidenceAttached,
        "evidence",
        "evidence: {evidence}",
        "evidence",
        {"evidence": ""},
    ),
    (
        items.ItemReportedComplete,
        "complete",
        "complete by {reported_by}[: {evidence}]",
        "",
        {"reported_by": "--by", "evidence": "--evidence"},
    ),
    (
        items.ItemSubmitted,
        "submit",
        "submitted for sign-off[: {evidence}]",
        "",
        {"evidence": "--evidence"},
    ),
    (
        items.ItemAccepted,
        "accept",
        "accepted by the inspectorate: {evidence}",
        "evidence",
        {"evidence": "--evidence"},
    ),
    (
        items.ItemReturned,
        "return",
        "returned by the inspectorate: {reason}",
        "reason",
        {"reason": "--reason"},
    ),
    (
        recommendations.ItemVerified,
        "verify",
        "verified[ by {verified_by}]: {evidence}",
        "",
        {"verified_by": "--verified-by", "evidence": "--evidence"},
    ),
    (
        recommendations.ItemNotVerified,
        "unverified",
        "not verified[ by {refused_by}]: {reason}",
        "",
        {"refused_by": "--by", "reason": "--reason"},
    ),
    (
        recommendations.ItemAgreedClosed,
        "verify",
        "agreed as completed and closed[: {evidence}]",
        "",
        {"meeting": "--agreed-at", "evidence": "--evidence"},
    ),
    (
        items.ItemNoFurtherAction,
        "end",
        "no further action: {reason}",
        "reason",
        {"reason": "--reason"},
    ),
    (
        items.ItemSuperseded,
        "supersede",
        "superseded by {superseded_by}",
        "",
        {"superseded_by": "--by"},
    ),
    (items.ItemReopened, "reopen", "reopened: {reason}", "reason", {"reason": "--reason"}),
]
# What may stand where these fields are, if it is not simply words.
SHAPES = {
    "rag": "|".join(COLOURS),
    "percent": r"\d{1,3}\s*(?:%|per ?cent)",
    "status_words": r'"(?:[^"\\]|\\.)+"|.+?',
    "response": "partly agreed|agreed",
    "due_set_by": "issuer|owner",
    **dict.fromkeys(("claimed_by", "responded_by"), "[^:]+?"),
}
# What a person is told may stand where these fields are.
SHOWN = {
    "rag": "|".join(COLOURS),
    "percent": "60 percent",
    "response": "agreed|partly agreed",
    **dict.fromkeys(("meets_on", "next_on", "due"), "DAY"),
}
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
    report calls whoever issued it. Raises Misused where the line names another."""
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
    """Whether it is the issuer or the owner that is meant, if either is."""
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
    """A part of a claim, as `claimed` reads it back; in quotes it would be read as another."""
    if name == "percent":
        return f"{value} percent"
    said = typed(str(value))
    another = ";" in said if name == "status_words" else re.match(r"(?i)RAG |\d+ *(%|per)", said)
    return "" if another or said.startswith('"') or "\n" in said else str(value)
