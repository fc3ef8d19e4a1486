"""What a paper says of items that the ledger may have: by a reference alone it is a match;
otherwise the nearest titles are shown with a score, and a person says which."""

from collections.abc import Callable

from msgspec import Struct

from commands.papers.claims import Proposal
from commands.papers.nearest import Titles
from ledger.words import stopped

OF_AN_ITEM = frozenset(["progress", "carry", "due", "close", "reassign", "reopened"])


class OpenItems(Struct, frozen=True):
    """What the ledger has: `called` gives our reference of what a paper calls so, or None; `titles`
    are those of what is open."""

    called: Callable[[str], str | None]
    titles: Titles


def matched(proposal: Proposal, known: OpenItems) -> tuple[str | None, tuple[str, ...]]:
    """The record that a proposal is about, by its reference; and what a person is told: which it
    is, or the nearest titles."""
    if proposal.kind == "action":
        found = [(one, ours) for one in proposal.ref if (ours := known.called(one)) is not None]
        said = tuple(f"{one} is {ours}: it is raised already." for one, ours in found)
        return (found[0][1] if found else None), said
    if proposal.kind not in OF_AN_ITEM:
        return None, ()
    for ref in proposal.ref:
        if (ours := known.called(ref)) is not None:
            title = known.titles.titles.get(ours)
            return ours, (
                f"{ref} is {ours}" + (f", {stopped(title)}" if title else ", which is not open."),
            )
    near = known.titles.nearest(proposal.words)
    several = "are no references" if len(proposal.ref) > 1 else "is no reference"
    said_of = " and ".join(proposal.ref)
    unknown = f"{said_of} {several} in the ledger. " if proposal.ref else ""
    if not near:
        return None, (f"{unknown}No open title is near: name the reference.",)
    listed = "; ".join(f"{one.ref} {one.title} ({one.score:.2f})" for one in near)
    return None, (f"{unknown}Which is it? Nearest: {listed}.",)
