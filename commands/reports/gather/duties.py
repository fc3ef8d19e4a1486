"""Outstanding matters, statutory deadlines, closures and contradictions."""

from collections import Counter
from collections.abc import Iterable, Iterator

from commands.reports.gather.actions import Actions, since
from commands.reports.gather.asking import PaperQuery, Row, Rows, columns, table
from commands.reports.gather.words import be, count, listed, shown, were
from commands.reports.model import Link, Part, Section, Sentence
from ledger.words import agreeing, day

DEADLINES = columns(
    *(
        "duty: Duty",
        "about: Of, ref",
        "last_day: Last day, date | no day set",
        "state: State, status",
    ),
    "day_known: How that day is known",
    *(
        "in_time: In time or late",
        "met_on: Met on, date | not recorded",
        "counted: How it is counted",
    ),
    "source: Law",
)
CLOSED = columns(
    *("ref: Record, ref", "title: What was to be done", "status: Status, status"),
    *(
        "status_on: On, date",
        "reported_by: Reported by | nobody",
        "verified_by: Verified by | nobody",
    ),
    *("word: On whose word", "evidence: Evidence | none given", "paper: Paper | not named"),
)
ON_WORD = {
    "owner's word only": "on the owner's word only",
    "reporter's word only": "on the reporter's word only",
    "verified by the same person": "verified by the same person in another post",
    "verification rule waived": "by an owner or reporter while the rule against it was waived",
}


class Outstanding:
    def __init__(self, query: PaperQuery) -> None:
        self.query, self.meeting = query, f"{query.body}/{query.on}"
        self.rows = query.rows("outstanding_matters", meeting=self.meeting)
        self.denied = self.rows.where(lambda row: row["minute_says"] == "no outstanding matters")

    def sentence(self) -> Sentence:
        kinds = dict.fromkeys(("action", "question", "deferred item"), 0)
        for row in self.rows:
            kinds[row["matter"]] += 1
        said = listed(count(number, kind) for kind, number in kinds.items() if number)
        known = self.query.now.ledger.exists("meeting", self.meeting)
        none = f"No meeting of {self.query.body} on {day(self.query.on)} is recorded."
        many = shown(self.rows, "", "matter", none="nothing").words
        return Sentence(
            "When the meeting begins, " if known else f"{none} When that day begins, ",
            f"{many} {be(len(self.rows) or 1)} outstanding{': ' if self.rows else ''}",
            f"{said if self.rows else ''}.",
        )

    def wrong(self) -> tuple[Sentence, ...]:
        if not self.denied:
            return ()
        said = shown(self.denied, "waiting")
        return (
            Sentence("The minute says that nothing is outstanding; the record holds ", said, "."),
        )


class Deadlines:
    def __init__(self, query: PaperQuery) -> None:
        self.query = query
        rows = query.rows("deadlines", lambda row: not row["met_on"] or row["met_on"] > query.after)
        self.rows = rows.each(lambda row: row | {"about": row["ref"], "day_known": _basis(row)})
        self.passed = self.rows.where(lambda row: row["state"].startswith("passed"))

    def sentences(self) -> tuple[str, ...]:
        found = Sentence(
            "By this day, ",
            shown(self.passed, "deadlines", "deadline", none="no deadlines"),
            f" of the law {be(len(self.passed))} past with nothing recorded that would meet"
            f" {agreeing(len(self.passed), 'it')}."
            + (
                " That nothing is recorded does not prove that nothing was done."
                * bool(self.passed)
            ),
        )
        return found, *self._inferred()

    def section(self) -> Section:
        note = f"Those not met, and those met {since(self.query)}."
        return Section(
            name="deadlines",
            title="Deadlines set by law",
            sentences=self.sentences(),
            tables=(table("deadlines", "Deadlines", DEADLINES, self.rows, note, "deadlines"),),
        )

    def _inferred(self) -> tuple[str, ...]:
        """A last day is no surer than the day from which it is counted."""
        many = sum(
            row["date_basis"] not in (None, "stated") for row in self.rows if row["last_day"]
        )
        if not many:
            return ()
        said = count(many, "last day")
        return (
            f"{said} {be(many)} counted from a day that the papers do not state, and that was"
            " inferred: what the papers leave open, the last day leaves open.",
        )


def _basis(row: Row) -> str | None:
    """How a last day is known: like the day from which it is counted. The calendar itself is
    certain."""
    basis = {"inferred": "counted from an inferred day", "unknown": "counted from an unknown day"}
    return basis.get(row["date_basis"] or "", "certain") if row["last_day"] else None


def closures(query: PaperQuery, actions: Actions) -> Section:
    refs = actions.all.refs()
    rows = query.rows(
        "closed_on_whose_word",
        lambda row: (
            row["status_on"] > query.after and (row["category"] != "action" or row["ref"] in refs)
        ),
    )
    sentence = Sentence(
        shown(rows, "closures", none="Nothing"),
        f" {be(len(rows) or 1)} closed, or claimed to be complete, {since(query)}"
        + (f": {_by_word(rows)}." if rows else "."),
    )
    found = table("closures", "What was closed, and on whose word", CLOSED, rows, "Actions and"
                  " items that are closed, or claimed to be complete. What was closed and is open"
                  " again is not among them.", "closed_on_whose_word")  # fmt: skip
    return Section(name="closures", title="Closed on whose word", sentences=(sentence,),
                   tables=(found,), annex=True)  # fmt: skip


def _by_word(rows: Rows) -> str:
    """How many were closed on whose word, for each way of closing, in the order of the answer."""
    found = Counter(row["word"] for row in rows)
    found["owner's word only"] += 0
    return listed(f"{many or 'none'} {ON_WORD.get(word, word)}" for word, many in found.items())


class Discrepancies:
    """Contradictions in the papers. `counted`: reports already reported to list more or fewer items
    than they state, so that nobody counts the same twice."""

    def __init__(self, query: PaperQuery, counted: Iterable[str] = ()) -> None:
        self.query = query
        self.rows = query.rows("discrepancies", lambda row: row["status"] != "resolved")
        self.standing = self.rows.where(lambda row: row["status"] == "standing")
        self.counted = frozenset(counted)

    def wrong(self) -> tuple[Sentence, ...]:
        return (self.sentence(),) if self.standing else ()

    def sentence(self) -> Sentence:
        """As many as the table has, and how many of each status."""
        of = Counter(row["status"] for row in self.rows)
        every = shown(
            self.rows, "discrepancies", "contradiction", asks="discrepancies?status=unresolved"
        )
        said = f"{of['standing'] or 'none'} without an explanation and {of['explained']} explained"
        if not of["explained"]:
            said = "none is explained" if len(self.rows) > 1 else "it is not explained"
        return Sentence(
            *(every, f" between the papers {be(len(self.rows))} not resolved: {said}"),
            *self._named_above(),
            ".",
        )

    def _named_above(self) -> Iterator[Part]:
        for row in self.rows:
            for ref in sorted(self.counted.intersection(row["about"] or ())):
                yield "; "
                yield Link(words=row["ref"], ref=row["ref"])
                yield f" is about {ref} too"

    def sentences(self, others: tuple[Sentence, ...]) -> tuple[str, ...]:
        """What is at odds elsewhere, then the contradictions. Without any, how many were found
        later; if none was, nothing."""
        if self.rows or self.rows.withheld:
            return *others, self.sentence()
        later = self.query.later("discrepancies")
        if not later:
            return others
        return (
            *others,
            "No contradiction between papers is recorded by this day. After it,"
            f" {count(later, 'contradiction')} {were(later)} found in"
            " the papers: this paper is of the day, so they are not in it.",
        )
