"""A paper with its proof: the rows behind its figures, and the events behind those rows.

The proof leaves out what the paper leaves out: its rows are the paper's own, and its events are
those of the records the paper shows. Words can be masked but events cannot, so a record's events
that name a withheld record are left out, and its rows stand without them. The values behind
personal tokens come only with the proof of a paper that leaves nothing out.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.exports import answer_proof
from commands.exports.recorded import Outgoing
from commands.reports.gather.asking import PaperQuery
from commands.reports.model import SENSITIVE, Answer, Paper
from commands.terminal import screen
from ledger.application import Ledger
from ledger.errors import Refused
from ledger.records import seals
from ledger.words import counted
from projections import library

if TYPE_CHECKING:
    from commands.exports.pack.making import WrittenPack


class Proof:
    """What proves a paper of a ledger. Raises Refused if something that the paper shows was
    recorded after the last seal, or if no row has events to show."""

    def __init__(self, ledger: Ledger, paper: Paper, query: PaperQuery) -> None:
        self.ledger, self.paper = ledger, paper
        self.seal = seals.named(ledger, None)
        every = answer_proof.streams_of(ledger)
        shown = query.counted | {history.ref for history in paper.histories}
        known = {ref: streams for ref, streams in every.items() if ref in shown}
        hidden = {
            stream
            for streams in known.values()
            for stream in streams
            if _names_withheld(ledger, stream, query)
        }
        grounds = []
        for answer in query.answers:
            found = [answer_proof.grounds_of(known, row) for row in answer.rows]
            grounds.append([one if hidden.isdisjoint(one) else [] for one in found])
        self.events = answer_proof.events_of(
            ledger, (one for of in grounds for one in of), self.seal.tree_size
        )
        if not self.events:
            raise Refused(
                "No row of this paper has events that it may show, so there is no proof of it. A"
                " pack of all events shows it: govledger export audit-pack"
            )
        self.told = [
            self._of(answer, of) for answer, of in zip(query.answers, grounds, strict=True)
        ]

    def _of(self, answer: Answer, grounds: list[answer_proof.Grounds]) -> dict[str, Any]:
        proved = [at for at, ground in enumerate(grounds) if ground]
        rows = answer_proof.resting(
            answer.columns,
            [answer.rows[at] for at in proved],
            [grounds[at] for at in proved],
            self.events,
        )
        return {
            "paper": self.paper.title,
            "question": answer.name,
            "asks": library()[answer.name].asks,
            "as_of": answer.as_of.isoformat(),
            "known_by": None,
            "parameters": {name: str(value) for name, value in answer.parameters.items()},
            **rows,
            "unproved": [
                row for row, ground in zip(answer.rows, grounds, strict=True) if not ground
            ],
        }

    def write(self, place: Path) -> "WrittenPack":
        whole = self.paper.marking == SENSITIVE
        return answer_proof.pack(
            self.ledger, place, self.seal, self.events, self.told, personal=whole
        )

    def record(
        self, out: Outgoing, place: Path, made: "WrittenPack", recipient: str | None
    ) -> None:
        what = f"proof of {self.paper.title}"
        out.record_pack(place, what, self.seal.tree_size, made, recipient)

    def tell(self, made: "WrittenPack") -> None:
        rows = sum(len(one["rows"]) for one in self.told)
        without = sum(len(one["unproved"]) for one in self.told)
        left = f" {without} more rows stand without events." if without else ""
        screen.say(
            f"Proof: {counted(rows, 'row')} of {counted(len(self.told), 'answer')}, resting on"
            f" {counted(made.events, 'event')} of records in the paper, those after its day"
            f" too.{left}"
        )
        screen.say(answer_proof.LIMITS)
        screen.say(made.line)


def _names_withheld(ledger: Ledger, stream: str, query: PaperQuery) -> bool:
    """Whether any event of the stream names a withheld record."""
    if not query.withheld:
        return False
    rows = ledger.store.histories([stream])
    said = (text for *_, state in rows for text in answer_proof.texts(json.loads(state)))
    return any(map(query.names_withheld, said))
