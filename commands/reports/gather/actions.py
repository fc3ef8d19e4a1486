"""A body's actions: four tables in the order members use them."""

from bisect import bisect_right
from collections import Counter
from datetime import date, timedelta

from commands.reports.gather.action_figures import Figures, by_age
from commands.reports.gather.asking import PaperQuery, Row, Rows, columns, is_open, table
from commands.reports.gather.words import be, besides, count, has, listed, shown, were
from commands.reports.model import Chart, Part, Section, Sentence, Table
from ledger.words import day

COLUMNS = columns(
    *("ref: Action, ref", "title: What shall be done", "owners: Owner | none stated"),
    *(
        "original_due: First due, date | no due date",
        "due: Due now, date | no due date",
        "due_words: Due in words",
    ),
    *("extensions: Extensions, number", "days_overdue: Days past due, number"),
    *("status: Status, status", "raised_on: Raised, date", "age_days: Days open, number"),
)
ENDED = columns(
    *("ref: Action, ref", "title: What was to be done", "owners: Owner | none stated"),
    *("original_due: First due, date | no due date", "due: Due at the end, date | no due date"),
    "due_words: Due in words",
    *("extensions: Extensions, number", "status: Status, status", "status_on: Since, date"),
    "verified_by: Verified by | nobody",
)


class Actions:
    """The actions of a paper's body, sorted into the four tables. `moved` are the changes of due
    dates of any of them."""

    def __init__(self, query: PaperQuery) -> None:
        self.query = query
        held = query.meetings_held()
        self.all = query.rows("action_state", query.ours).each(
            lambda r: _with_age(r, query.on) | {"held_since": _since_raised(held, query.body, r)}
        )
        self.live = self.all.where(is_open).by(_by_due)
        self.late = self.live.where(lambda row: row["days_overdue"])
        of_no_day = self.live.where(lambda row: row["due"] is None).by(by_age)
        self.undated = of_no_day.where(lambda row: not row["due_words"])
        self.worded = of_no_day.where(lambda row: row["due_words"])
        refs = self.all.refs()
        self.moved = query.rows("due_date_slippage", lambda row: row["ref"] in refs)
        self.moved_late = self.moved.where(
            lambda row: row["due_was"] is not None and row["due_was"] < row["moved_on"]
        )
        new = self.all.where(lambda row: row["status_on"] > query.after)
        self.completed = new.where(lambda row: row["status"] == "closed")
        later = self.moved.where(lambda row: row["moved_on"] > query.after).refs()
        dropped = new.where(lambda row: row["status"] in ("withdrawn", "superseded", "merged"))
        self.extended = self.live.where(lambda row: row["ref"] in later).and_also(dropped)
        known = self.extended.refs()
        self.outstanding = self.live.where(
            lambda row: row["ref"] not in known and (row["due"] is None or row["days_overdue"])
        )
        self._figures = Figures(query, self.all, self.live, self.moved)

    def section(self) -> Section:
        return Section(
            name="actions",
            title="Actions",
            sentences=(self.sentence(), *self._undated(), *self.quiet()),
            tables=(*self.four(), *self.figures()),
            charts=self.charts(),
        )

    def sentence(self) -> Sentence:
        of = f" of {self.query.body}" if self.query.body else ""
        if not self.live and not self.completed:
            none = shown(self.live, "live-actions", none="no live action")
            return Sentence("There is ", none, f"{of}.{self.of_others()}")
        return Sentence(
            *self._before_and_after(of),
            "; ",
            shown(self.late, "live-actions"),
            f" {be(len(self.late))} past the due date, and ",
            shown(self.completed, "completed-actions"),
            f" {were(len(self.completed))} completed {since(self.query)}.",
        )

    def standing(self) -> Sentence:
        """How many actions are live, how many of those are late, and how many belong to other
        bodies."""
        of = f" of {self.query.body}" if self.query.body else ""
        if not self.live and not self.completed:
            return self.sentence()
        late = shown(self.late, "live-actions")
        said = f" {be(len(self.late))} past the due date.{self.of_others()}"
        return Sentence(*self._before_and_after(of), "; ", late, said)

    def of_others(self) -> str:
        """How many live actions belong to other bodies, so that nobody takes these for all of
        them."""
        found = self.query.now.named_rows(
            "action_state", as_of=self.query.on, known_by=self.query.known_by
        )
        live = [row for row in found if is_open(row) and not self.query.ours(row)]
        withheld = [row for row in live if row["ref"] in self.query.withheld]
        others = Rows((row for row in live if row not in withheld), withheld)
        if not live:
            return ""
        late = [row for row in others if row["due"] and row["due"] < self.query.on]
        said = f"{count(len(others), 'action')}{besides(others)} of other bodies"
        overdue = f", {len(late)} of them past the due date" if late else ""
        return f" {said} {be(len(others))} live{overdue}, and not in this paper."

    def _before_and_after(self, of: str) -> tuple[Part, ...]:
        """How many are live. If that changed on the day: before, what changed, and after."""
        on, live = self.query.on, len(self.live)
        before = self.query.rows(
            "action_state", self._open_and_ours, as_of=self.query.on - timedelta(1)
        )
        changed = self._changed_on_the_day(before)
        if not changed:
            now = shown(self.live, "live-actions", "action", none="no actions")
            return f"On {day(on)}, ", now, f"{of} {be(live)} live"
        happened = listed(f"{abs(by)} {were(abs(by))} {what}" for what, by in changed.items())
        return (
            f"When {day(on)} began, {count(len(before), 'action')}{besides(before)}{of}"
            f" {were(len(before))} live; on that day {happened}; after it ",
            shown(self.live, "live-actions"),
            f" {be(live)} live",
        )

    def _changed_on_the_day(self, before: Rows) -> dict[str, int]:
        """How each kind of change on the paper's day changed the number of live actions."""
        was = {row["ref"] for row in before}
        found: Counter[str] = Counter()
        for row in self.all:
            raised = row["raised_on"] == self.query.on and row["ref"] not in was
            found["raised"] += raised
            found["reopened or brought in"] += is_open(row) and not raised and row["ref"] not in was
            if not is_open(row) and (raised or row["ref"] in was):
                found[row["status"]] -= 1
        gone = was - {row["ref"] for row in self.all}
        found["taken over by another body"] -= len(gone)
        return {what: by for what, by in found.items() if by}

    def _open_and_ours(self, row: Row) -> bool:
        return is_open(row) and self.query.ours(row)

    def _undated(self) -> tuple[Sentence, ...]:
        said = []
        if self.undated:
            found = shown(self.undated, "live-actions", "live action")
            said.append(Sentence(found, f" {has(len(self.undated))} no due date at all."))
        if self.worded:
            found = shown(self.worded, "live-actions", "live action")
            words = "due in words alone, on no day that can be worked out from them"
            said.append(Sentence(found, f" {be(len(self.worded))} {words}."))
        return tuple(said)

    def quiet(self) -> tuple[str, ...]:
        return self._figures.quiet()

    def figures(self) -> tuple[Table, ...]:
        return self._figures.tables()

    def charts(self) -> tuple[Chart, ...]:
        return self._figures.charts()

    def four(self) -> tuple[Table, ...]:
        ago = since(self.query)
        return (
            table("live-actions", "Live", COLUMNS, self.live, "Open, or reported complete by the"
                  " owner and not verified yet. Soonest due first."
                  + owners(self.query, self.live), "open_actions"),
            table("completed-actions", f"Completed {ago}", ENDED, self.completed, "Closed on"
                  " somebody else's word than the owner's.", "action_status"),
            table("extended-actions", f"Extended or withdrawn {ago}", COLUMNS, self.extended,
                  "The record holds no requests as such: these are the actions whose due date was"
                  " moved later, or which were withdrawn, superseded or merged: see the status.",
                  "action_status"),
            table("outstanding-actions", "Outstanding, neither extended nor withdrawn",
                  COLUMNS, self.outstanding, "Live, past the due date or with none, and neither"
                  f" extended nor withdrawn {ago}.", "open_actions"),
        )  # fmt: skip


def since(query: PaperQuery) -> str:
    return f"since {day(query.since)}" if query.since else "since the record began"


def owners(query: PaperQuery, rows: list[Row]) -> str:
    """The meaning of the owners' letters, to stand under a table."""
    known = (*query.once("post_state"), *query.once("party_state"))
    titles = {row["ref"]: row["title"] for row in known}
    named = sorted({owner for row in rows for owner in row["owners"] or ()} & set(titles))
    return f" Owners: {'; '.join(f'{ref}, {titles[ref]}' for ref in named)}." if named else ""


def _since_raised(held: dict[str, list[date]], body: str, row: Row) -> int:
    """How many meetings its body has held since it was raised."""
    days = held.get(row["body"] or body, [])
    return len(days) - bisect_right(days, row["raised_on"])


def _with_age(row: Row, on: date) -> Row:
    late = (on - row["due"]).days if row["due"] and is_open(row) and row["due"] < on else None
    words = f"{row['due_words']} (last day inferred)" if row["due_basis"] else row["due_words"]
    ages = {"age_days": (on - row["raised_on"]).days, "days_overdue": late}
    return row | ages | {"due_words": words}


def _by_due(row: Row) -> tuple[bool, date, str]:
    return row["due"] is None, row["due"] or row["raised_on"], row["ref"]
