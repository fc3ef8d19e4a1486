"""What changed for a body since a day or an event, and what is coming, as lines for an e-mail."""

from datetime import timedelta
from typing import Any

from commands.reports.gather.asking import PaperQuery, Row, Rows
from commands.reports.gather.facts import Facts
from commands.reports.gather.following import Entry, Following
from commands.reports.gather.leading import leading
from commands.reports.gather.words import besides, count
from ledger.words import day

COMING = timedelta(28)
Passage = tuple[str, list[str]]


class Digest:
    """The parts of a digest, each with its heading and its lines. `told`: how many events the
    ledger had, if it is since an event and not since a day."""

    def __init__(self, query: PaperQuery, told: int | None = None) -> None:
        self.query, self.told = query, told
        self.facts = Facts(query)

    def parts(self) -> list[Passage]:
        changes = self.changes()
        settle = [str(one) for one in leading(self.facts)]
        late, coming = self._late(), self._coming()
        return [
            ("To settle", settle),
            (_counted("Changed", changes), [_change(row) for row in changes]),
            (_counted("Past the due date", late), [_overdue(row) for row in late]),
            (f"In the next {COMING.days} days ({len(coming)})", [_entry(one) for one in coming]),
        ]

    def changes(self) -> Rows:
        """The rows of `differences` about the body's own records and everything inspected or
        audited for it, in the order in which it happened."""
        of = self.facts
        own = (of.actions.all, of.inspections.items, of.recommendations.all, self._meetings())
        refs = {ref for rows in own for ref in rows.refs()}
        since: dict[str, Any] = {"from": self.query.after}
        if self.told is not None:
            since["told"] = self.told
        rows = self.query.rows("differences", lambda row: row["ref"] in refs, **since)
        return rows.by(lambda row: (row["dated"], row["event"]))

    def _meetings(self) -> Rows:
        return self.query.rows("meeting_state", lambda row: row["body"] == self.query.body)

    def _late(self) -> Rows:
        """Its late actions, and the late recommendations that it follows up, the longest late
        first."""
        of = self.facts.actions.late.and_also(self.facts.recommendations.late)
        return of.by(lambda row: (row["due"], row["ref"]))

    def _coming(self) -> list[Entry]:
        """What falls on the day, or in the four weeks after it."""
        on = self.query.on
        query = self.query
        # Separate, since it also asks for other bodies' matters, which are not shown.
        apart = PaperQuery(query.now, query.body, on, query.since, query.withheld)
        found = Following(apart).calendar(query.body)
        kept = [one for one in found if not one.over and on <= one.on <= on + COMING]
        query.seen |= {one.ref for one in kept}
        return kept


def _counted(said: str, rows: Rows) -> str:
    return f"{said} ({len(rows)}){besides(rows)}"


def _change(row: Row) -> str:
    """A-2018-003: closed, from open, on 3 May 2018: Review which officers may. Event 345."""
    was = f", from {row['was']}" if row["was"] else ""
    # What is held is held now: said once.
    told = row["became"] and row["what"].endswith(row["became"])
    became = f", now {row['became']}" if row["became"] and not told else ""
    title = f": {row['title']}" if row["title"] else ""
    return f"{row['ref']} {row['what']} on {day(row['dated'])}{was}{became}{title}"


def _overdue(row: Row) -> str:
    late = count(row["days_overdue"], "day")
    return f"{row['ref']} due {day(row['due'])}, {late} ago: {row['title']}"


def _entry(entry: Entry) -> str:
    return f"{day(entry.on)}: {entry.title}"
