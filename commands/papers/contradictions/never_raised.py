"""Closed in a paper, and raised nowhere: neither in the ledger nor in the paper itself. Only
where the ledger has references written like it, and as many of the paper's others as it has not:
an office that has just begun has none, or not those of earlier years."""

from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from commands.papers.known import OF_AN_ITEM

SHOULD_HOLD = "What is closed was raised"


def find(paper: Paper) -> Iterator[Conflict]:
    if paper.ledger is None:
        return
    raised = {ref for one in paper.proposals if one.kind == "action" for ref in one.ref}
    named = {ref for one in paper.proposals if one.kind in OF_AN_ITEM for ref in one.ref}
    kept = {ref for ref in named if paper.ledger.kept(ref)}
    unknown = {ref for ref in named - kept - raised if paper.ledger.like(ref)}
    if len(unknown) > max(len(kept), 1):
        return
    for one in paper.proposals:
        for ref in one.ref:
            if one.kind == "close" and ref in unknown:
                yield Conflict(
                    title=f"{ref} is closed, and the ledger has no such reference",
                    places=(paper.place(one.first, ref),),
                )
