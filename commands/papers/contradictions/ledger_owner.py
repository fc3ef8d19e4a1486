"""An item that the ledger has, with another owner in the paper than on the day of its meeting. Not
where the paper passes it on, and only owners that are posts of the ledger."""

from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from ledger.words import day

SHOULD_HOLD = "The paper and the ledger agree on whose an item is"
TOLD = ("progress", "carry", "due", "close", "action")


def find(paper: Paper) -> Iterator[Conflict]:
    on = paper.on
    if paper.ledger is None or on is None:
        return
    for one in paper.proposals:
        kept = paper.ledger.then(one.ref[0], on) if len(one.ref) == 1 else None
        if kept is None or one.kind not in TOLD or not one.owner or not kept.owners:
            continue
        named = [paper.outline.people.get(owner, owner) for owner in one.owner]
        posts = {paper.ledger.post(name) for name in (*named, *one.owner)} - {None}
        if posts and not posts & set(kept.owners):
            yield Conflict(
                title=f"{one.ref[0]} is of {' and '.join(one.owner)} here, and of"
                f" {' and '.join(kept.owners)} in the ledger on {day(on)}",
                places=(paper.place(one.first, one.owner[0]),),
            )
