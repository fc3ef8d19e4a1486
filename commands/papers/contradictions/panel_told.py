"""What a Panel or a committee was told, against the ledger: an item said to be closed or complete
that the ledger had open on that day. In the minutes of the body whose item it is, that is news; in
a paper of those who only watch, it is what they were told."""

import re
from collections.abc import Iterator

from commands.papers import standing
from commands.papers.conflicts import Conflict, Paper
from commands.papers.outline import plain
from ledger.words import day

SHOULD_HOLD = "What the Panel was told is so in the ledger"
WATCHES = re.compile(r"\b(?:panel|audit\s+committee|scrutiny|select\s+committee)\b", re.I)
OURS = re.compile(r"\b(?:A-\d{4}-\d{3}|[A-Z]{2,6}\d{2}/(?:[A-Z]{1,5}-)?[A-Z]{1,4}\d{1,2})\b", re.I)
IN_THE_HEAD = 8
OPEN = ("open", "in progress", "reported complete", "awaiting sign-off")
TOLD = ("finding", "answer", "progress", "close", "note")


def find(paper: Paper) -> Iterator[Conflict]:
    on = paper.on
    if paper.ledger is None or on is None:
        return
    head = paper.outline.rows[:IN_THE_HEAD]
    if not any(WATCHES.search(plain(row.text)) for row in head):
        return
    for one in paper.proposals:
        told = standing.of(one.words)
        if one.kind not in TOLD or told is None or told.kind != "close":
            continue
        for ref in dict.fromkeys((*one.ref, *OURS.findall(one.words))):
            kept = paper.ledger.then(ref, on)
            if kept is not None and kept.status in OPEN:
                named = ref if ref == kept.ref else f"{ref} ({kept.ref})"
                yield Conflict(
                    title=f"{named} is said to be closed, and was {kept.status} on {day(on)}",
                    places=(paper.place(one.first, ref),),
                )
