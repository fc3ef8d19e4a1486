"""What a layout says of lines: that they propose an event, or that they record nothing."""

from typing import Any

from msgspec import Struct

from commands.papers.rows import Row


class Proposal(Struct, frozen=True, kw_only=True):
    """One event that lines `first` to `last` of a reading tell. `words` stand there as they are;
    `owner`, `due` and `ref` are the paper's own words, or none. `sure` where the layout's rule
    leaves no second meaning; `rule` is the layout that read it, which proposals.py tells."""

    kind: str
    first: int
    last: int
    words: str
    rule: str = ""
    owner: tuple[str, ...] = ()
    due: str | None = None
    ref: tuple[str, ...] = ()
    item: str | None = None
    sure: bool = False

    def as_json(self) -> dict[str, object]:
        """The form that `--proposals` writes."""
        return {
            "kind": self.kind,
            "lines": [self.first, self.last],
            "words": self.words,
            "owner": ", ".join(self.owner) or None,
            "due": self.due,
            "ref": ", ".join(self.ref) or None,
            "item": self.item,
            "sure": self.sure,
            "rule": self.rule,
        }


def proposal(row: Row, kind: str, **told: Any) -> Proposal:
    """What one line tells in its own words, under its heading, unless something else is `told`."""
    told = {"words": row.words, "item": row.heading or None} | told
    return Proposal(kind=kind, first=row.line, last=row.line, **told)


class Furniture(Struct, frozen=True, kw_only=True):
    """A line that records nothing: a heading, a label, the place and time of a meeting."""

    line: int
    what: str


Claim = Proposal | Furniture
