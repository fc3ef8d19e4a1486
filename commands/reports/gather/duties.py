"""Outstanding matters, statutory deadlines, closures and contradictions."""

from commands.reports.gather.actions import Actions, owners, since
from commands.reports.gather.asking import Asked, Row, columns, table
from commands.reports.gather.words import be, count, figure, listed
from commands.reports.model import Section, Sentence
from ledger.words import day

MATTERS = columns(
    *(
        "ref: Record, ref",
        "matter: Kind",
        "title: What",
        "owners: Owner | none stated",
        "due: Due, date | no due date",
    ),
    "due_words: Due in words",
    *("ledger_holds: What the record holds", "last_meeting: Stood last at | no meeting"),
    "days_open: Days open, number",
)
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
DISCREPANCIES = columns(
    *("ref: Record, ref", "title: What is at odds", "status: Status, status"),
    *("should_hold: What should be so", "papers_say: What the papers say", "about: About, ref"),
    "explanation: Explanation | none given",
)


class Outstanding:
    def __init__(self, asked: Asked) -> None:
        self.asked, self.meeting = asked, f"{asked.body}/{asked.on}"
        self.rows = asked.rows("outstanding_matters", meeting=self.meeting)
        self.denied = [row for row in self.rows if row["minute_says"] == "no outstanding matters"]

    def section(self) -> Section:
        kinds = dict.fromkeys(("action", "question", "deferred item"), 0)
        for row in self.rows:
            kinds[row["matter"]] += 1
        said = listed(count(number, kind) for kind, number in kinds.items() if number)
        known = self.asked.now.ledger.exists("meeting", self.meeting)
        none = f"No meeting of {self.asked.body} on {day(self.asked.on)} is recorded."
        found = Sentence(
            "When the meeting begins, " if known else f"{none} When that day begins, ",
            figure(len(self.rows) or "nothing", "outstanding", "matter"),
            f" {be(len(self.rows) or 1)} outstanding{': ' if self.rows else ''}",
            f"{said if self.rows else ''}.",
        )
        return Section(
            name="outstanding",
            title="Matters outstanding",
            sentences=(found, *self.wrong()),
            tables=(
                table("outstanding", "Before the meeting", MATTERS, self.rows,
                      "Actions, questions without an answer, and items put off."
                      + owners(self.asked, self.rows),
                      "outstanding_matters"),
            ),
        )  # fmt: skip

    def wrong(self) -> tuple[Sentence, ...]:
        if not self.denied:
            return ()
        said = figure(len(self.denied), "outstanding")
        return (
            Sentence("The minute says that nothing is outstanding; the record holds ", said, "."),
        )


class Deadlines:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        rows = asked.rows("deadlines", lambda row: not row["met_on"] or row["met_on"] > asked.after)
        self.rows = [row | {"about": row["ref"], "day_known": _known(row)} for row in rows]
        self.passed = [row for row in self.rows if row["state"].startswith("passed")]

    def section(self) -> Section:
        found = Sentence(
            "By this day, ",
            figure(len(self.passed), "deadlines", "deadline"),
            f" of the law {be(len(self.passed))} past with nothing recorded that would meet"
            f" {'it' if len(self.passed) == 1 else 'them'}."
            + (
                " That nothing is recorded does not prove that nothing was done."
                * bool(self.passed)
            ),
        )
        note = f"Those not met, and those met {since(self.asked)}."
        return Section(
            name="deadlines",
            title="Deadlines set by law",
            sentences=(found, *self._inferred()),
            tables=(table("deadlines", "Deadlines", DEADLINES, self.rows, note, "deadlines"),),
        )

    def _inferred(self) -> tuple[str, ...]:
        """A last day counted from a day that no paper states is no surer than that day."""
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


def _known(row: Row) -> str | None:
    """How a last day is known: as the day from which it is counted is; the calendar is certain."""
    basis = {"inferred": "counted from an inferred day", "unknown": "counted from an unknown day"}
    return basis.get(row["date_basis"] or "", "certain") if row["last_day"] else None


def closures(asked: Asked, actions: Actions) -> Section:
    refs = {row["ref"] for row in actions.all}
    rows = asked.rows(
        "closed_on_whose_word",
        lambda row: (
            row["status_on"] > asked.after and (row["category"] != "action" or row["ref"] in refs)
        ),
    )
    own = sum(row["word"] in ("owner's word only", "reporter's word only") for row in rows)
    sentence = Sentence(
        figure(len(rows) or "Nothing", "closures"),
        f" {be(len(rows) or 1)} closed, or claimed to be complete, {since(asked)}"
        + (f"; {own or 'none'} of them on the owner's or reporter's word only." if rows else "."),
    )
    found = table("closures", "What was closed, and on whose word", CLOSED, rows, "Actions and"
                  " items that are closed, or claimed to be complete. What was closed and is open"
                  " again is not among them.", "closed_on_whose_word")  # fmt: skip
    return Section(
        name="closures", title="Closed on whose word", sentences=(sentence,), tables=(found,)
    )


class Discrepancies:
    def __init__(self, asked: Asked) -> None:
        self.rows = asked.rows("discrepancies", lambda row: row["status"] != "resolved")
        self.later = asked.later("discrepancies")
        self.standing = [row for row in self.rows if row["status"] == "standing"]

    def wrong(self) -> tuple[Sentence, ...]:
        if not self.standing:
            return ()
        said = figure(len(self.standing), "discrepancies", "contradiction")
        return (Sentence(said, f" between the papers {be(len(self.standing))} not settled."),)

    def section(self, others: tuple[Sentence, ...]) -> Section:
        none = "No contradiction between papers is recorded by this day."
        if self.later:
            none = (
                f"{none} After it, {count(self.later, 'contradiction')}"
                f" {'was' if self.later == 1 else 'were'} found in the papers: this paper is of the"
                " day, so they are not in it."
            )
        found = table("discrepancies", "Contradictions between papers", DISCREPANCIES, self.rows,
                      "Those that were not resolved.", "discrepancies")  # fmt: skip
        return Section(
            name="discrepancies",
            title="What does not reconcile",
            sentences=(*others, *(self.wrong() or (none,))),
            tables=(found,),
        )
