"""An item that a paper says is still open, and that the ledger had closed before. Not the other way
round: what is closed in a paper and open in the ledger is news."""

from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from ledger.words import day

SHOULD_HOLD = "The paper and the ledger agree on how an item stands"
STILL_OPEN = ("carry", "due", "reassign")
OVER = ("closed", "withdrawn", "superseded", "merged")


def find(paper: Paper) -> Iterator[Conflict]:
    if paper.ledger is None or paper.met is None:
        return
    for one in paper.proposals:
        if one.kind not in STILL_OPEN:
            continue
        for ref in one.ref:
            kept = paper.ledger.kept(ref)
            if kept and kept.status in OVER and kept.since and kept.since < paper.met[0]:
                named = ref if ref == kept.ref else f"{ref} ({kept.ref})"
                yield Conflict(
                    title=f"{named} is still open here, and {kept.status} on {day(kept.since)}",
                    places=(paper.place(one.first, ref),),
                )
