"""What changed since the previous meeting, and whether the opening and closing figures add up."""

from collections import Counter
from datetime import date
from typing import Any

from commands.reports.gather.actions import since
from commands.reports.gather.asking import PaperQuery, Row, Rows, columns, is_open, table
from commands.reports.gather.words import besides, figure
from commands.reports.model import Section, Sentence
from ledger.words import day
from projections.differences import TERMS, Balance

REGISTERS = {"action": "actions", "item": "inspection items"}
CHANGES = columns(
    *("ref: Record, ref", "title: What", "what: Change", "dated: On, date", "was: Was"),
    *(
        "became: Became",
        "recorded_by: Recorded by",
        "recorded_on: Recorded on, date",
        "event: Event, number",
    ),
)
BALANCES = columns("of: Of", "what: What", "count: Number, number")


class Changes:
    """The changes of the body's actions and of all inspection items, and their balances."""

    def __init__(self, query: PaperQuery, actions: Rows, items: Rows) -> None:
        """`actions`, `items`: all that the paper is about, on its day."""
        self.query = query
        self.rows = Rows()
        self.balances: list[Balance] = []
        self.open: dict[str, tuple[Rows, Rows]] = {}  # By what is told of: before, and now.
        if query.since is None:
            return
        now = {"action": actions, "item": items}
        refs = {kind: rows.refs() for kind, rows in now.items()}
        before = {kind: self._before(kind, of) for kind, of in refs.items()}
        self.rows = query.rows(
            "differences", lambda r: r["ref"] in refs.get(r["record"], ()), **_since(query.since)
        )
        self.open = {
            words: (before[kind].where(is_open), now[kind].where(is_open))
            for kind, words in REGISTERS.items()
        }
        self.balances = [
            Balance(
                of=words,
                opening=len(self.open[words][0]),
                terms=self._terms(kind),
                closing=len(self.open[words][1]),
            )
            for kind, words in REGISTERS.items()
        ]

    def _before(self, kind: str, refs: set[str]) -> Rows:
        since = self.query.since
        return self.query.rows(f"{kind}_state", lambda row: row["ref"] in refs, as_of=since)

    def _terms(self, kind: str) -> dict[str, int]:
        """How each kind of change changed the number open, in the order in which they are told."""
        found: Counter[str] = Counter()
        for row in self.rows:
            if row["record"] == kind:
                found[row["what"].partition(":")[0]] += row["open_by"]
        return {
            name: found[name] for name in dict.fromkeys((*TERMS, *sorted(found))) if found[name]
        }

    @property
    def withheld(self) -> bool:
        """Whether anything that was or is open is withheld, and so not compared."""
        return any(rows.withheld for both in self.open.values() for rows in both)

    @property
    def compared(self) -> bool:
        """Whether anything was open or changed, to compare with what is open now."""
        return any(map(_compared, self.balances))

    def wrong(self) -> list[Sentence]:
        """A sentence for each balance that does not add up."""
        return [
            Sentence(
                f"{one.of.capitalize()}: {one.opening} were open, and with what changed ",
                figure(one.sum, "balances"),
                f" should be; {one.closing} are.",
            )
            for one in self.balances
            if not one.adds_up
        ]

    def section(self) -> Section:
        if self.query.since is None:
            words = "No earlier meeting is recorded, so there is nothing to compare with."
            return Section(name="changes", title="What changed", sentences=(words,), annex=True)
        sentences = [_sentence(one, *self.open[one.of]) for one in self.balances if one.adds_up]
        rows = [row for one in self.balances for row in _rows(one)]
        return Section(
            name="changes",
            title=f"What changed {since(self.query)}",
            sentences=(*sentences, *self.wrong()),
            tables=(
                table("balances", "Whether it adds up", BALANCES, rows),
                table("changes", "Each change", CHANGES, self.rows, self._learned(), "differences"),
            ),
            annex=True,
        )

    def _learned(self) -> str:
        """What is told apart in the table, where it is there."""
        if not any(row["what"].startswith("learned later") for row in self.rows):
            return ""
        assert self.query.since is not None
        return (
            f"What is “learned later” was so by {day(self.query.since)}, and was recorded only"
            " after it: it is counted as open before."
        )


def _since(day: date) -> dict[str, Any]:
    """The parameter, whose name is a word of Python."""
    return {"from": day}


def _compared(one: Balance) -> bool:
    return bool(one.opening or one.closing or one.terms)


def _sentence(one: Balance, before: Rows, now: Rows) -> Sentence:
    if not _compared(one):
        withheld = besides(now)
        return Sentence(f"{one.of.capitalize()}: none{withheld} were open, and none changed.")
    terms = "".join(f" {'+' if by > 0 else '−'} {abs(by)} {name}" for name, by in one.terms.items())
    terms = terms or ", none added and none ended"
    adds_up = "What is shown adds up." if besides(now) else "It adds up."
    return Sentence(
        f"{one.of.capitalize()}: ",
        figure(f"{one.opening}{besides(before)}", "balances"),
        f" open{terms} = {one.sum}{besides(now)} open. {adds_up}",
    )


def _rows(one: Balance) -> list[Row]:
    terms = [{"of": one.of, "what": name, "count": by} for name, by in one.terms.items()]
    first = {"of": one.of, "what": "open before", "count": one.opening}
    last = {"of": one.of, "what": "open now", "count": one.closing}
    wrong = {"of": one.of, "what": "unexplained", "count": one.closing - one.sum}
    return [first, *terms, *([] if one.adds_up else [wrong]), last]
