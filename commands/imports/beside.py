"""A paper's draft beside what the ledger has: what is recorded is not proposed again, and what is
said of an open item is matched by its reference, or shown with the nearest titles."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from commands.papers.claims import Proposal
from commands.papers.draft import Entry
from commands.papers.known import OF_AN_ITEM, OpenItems, matched
from commands.papers.nearest import Titles
from commands.papers.proposals import Proposed
from ledger import own_refs
from ledger.records.actions import UNDER_WAY, Action

# The lines of a minute's text that the ledger has already, each with the record that has it.
Has = Callable[[str], dict[int, str]]
RECORDED = "The ledger has this already: "


def beside(
    ledger: Any, body: str, proposed: Proposed, top: list[str], entries: list[Entry], has: Has
) -> tuple[list[Entry], int]:
    """The entries of a draft that begins with `top`, each with what the ledger has of it; and how
    many of them are recorded."""
    of_items = {p.first: p for p in proposed.parts.proposals if p.kind in OF_AN_ITEM or p.ref}
    if of_items:
        known = OpenItems(_called(ledger), Titles(_open(ledger, body)))
        entries = [_about(e, of_items.get(e.part), known) for e in entries]
    text, last = _as_if_all_stood(top, entries)
    found = has(text)
    recorded = {at: found[line] for at, line in last.items() if line in found}
    return [_unless(recorded.get(at), entry) for at, entry in enumerate(entries)], len(recorded)


def _unless(recorded: str | None, entry: Entry) -> Entry:
    """An entry, without its lines where a record has what they say."""
    if recorded is None:
        return entry
    said = f"{RECORDED}{recorded}."
    return replace(entry, lines=(), ready=False, remarks=(said,))


def _as_if_all_stood(top: list[str], entries: list[Entry]) -> tuple[str, dict[int, int]]:
    """The text of the minute with every line of every entry, and on which line each entry ends."""
    text = list(top)
    last: dict[int, int] = {}
    for at, entry in enumerate(entries):
        text += [entry.under, ""] if entry.under else []
        if entry.lines:
            text += entry.lines
            last[at] = len(text)
            text.append("")
    return "\n".join(text), last


def _about(entry: Entry, proposal: Proposal | None, known: OpenItems) -> Entry:
    """An entry about an open item, with the record that it is about or the nearest titles."""
    if proposal is None or proposal.kind != entry.kind:
        return entry
    ours, remarks = matched(proposal, known)
    if proposal.kind == "action":
        ready = entry.ready and ours is None
        return replace(entry, ready=ready, remarks=(*remarks, *entry.remarks))
    lines = entry.lines
    if ours is not None and len(lines) > 1:
        lines = (ours, *lines[1:])
    return replace(entry, lines=lines, remarks=(*remarks, *entry.remarks))


def _called(ledger: Any) -> Callable[[str], str | None]:
    """Our reference of the action that a paper calls so; None where there is none, or several."""

    def called(said: str) -> str | None:
        found = {ref for _, ref in own_refs.having(ledger, said, ["action"])}
        if isinstance(ledger.state("action", said.upper()), Action):
            found.add(said.upper())
        return found.pop() if len(found) == 1 else None

    return called


def _open(ledger: Any, body: str) -> dict[str, str]:
    """The titles of the body's open actions."""
    ledger.read_ahead([], ["action"])
    states = {ref: ledger.state("action", ref) for ref in ledger.refs("action")}
    return {
        ref: state.title
        for ref, state in states.items()
        if isinstance(state, Action)
        and state.status in UNDER_WAY
        and own_refs.body_of(ledger, "action", ref) == body
    }
