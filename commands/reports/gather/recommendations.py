"""What auditors and other reviewers recommended, and what assurance they gave: for the body that
follows them up, what its paper begins with."""

from functools import cached_property

from commands.reports.gather.asking import PaperQuery, Row, Rows, columns, is_open, table
from commands.reports.gather.words import be, shown, were
from commands.reports.model import Sentence, Table

OPINIONS = columns(
    *("inspection: Report, ref", "title: Title", "issuer: Issuer", "issued_by: By"),
    *("assurance: Assurance", "level: Counted as", "given_on: Given, date"),
    *("recommended: Recommendations, number", "not_settled: Not settled, number"),
    "late: Overdue, number",
)
PRIORITIES = columns(
    *("issuer: Issuer", "priority: Priority", "recommended: Made, number"),
    *("not_settled: Not settled, number", "late: Overdue, number"),
    *("no_date: Without a date, number", "longest_days: Longest overdue in days, number"),
)
WEAK = ("none", "limited")


class Recommendations:
    """Those that the body follows up, or that no body is recorded to; listed are those that are not
    settled, or were settled only since the meeting before."""

    def __init__(self, query: PaperQuery) -> None:
        self.query = query
        self.all = query.rows("audit_recommendations", body=query.body or None)
        self.reports = query.rows("assurance_opinions", body=query.body or None)

    @cached_property
    def leads(self) -> bool:
        """Whether the body is recorded to follow any of them up, so that its paper begins so; of
        all bodies, whether any is."""
        return any(
            row["body"] == self.query.body or (row["body"] and not self.query.body)
            for row in (*self.all, *self.reports)
        )

    @cached_property
    def live(self) -> Rows:
        return self.all.where(is_open)

    @cached_property
    def late(self) -> Rows:
        """Those that are overdue, the gravest priority first."""
        return self.live.where(lambda row: bool(row["days_overdue"]))

    @cached_property
    def gravest_late(self) -> Rows:
        """Of those that are overdue, the ones of the gravest priority that any of them has."""
        return self.late.where(lambda row: row["priority"] == self.late[0]["priority"])

    @cached_property
    def weak(self) -> Rows:
        """The reports that give limited assurance, or none, and are not settled yet."""
        open_in = {_report(row) for row in self.live}
        return self.reports.where(lambda row: row["level"] in WEAK and row["inspection"] in open_in)

    def sentence(self) -> Sentence:
        return Sentence(
            "Of ",
            shown(self.all, "audit-recommendations", "recommendation"),
            " of audits and other reviews, ",
            shown(self.live, "audit-recommendations"),
            f" {be(len(self.live))} not settled; ",
            shown(self.late, "audit-priorities"),
            f" of these {be(len(self.late))} past the due date.",
        )

    def first_dates(self) -> Sentence:
        """How many due dates are not the first."""
        moved = self.live.where(lambda row: row["due"] != (row["original_due"] or row["due"]))
        return Sentence(
            "The due date of ",
            shown(moved, "audit-recommendations"),
            f" of these {were(len(moved))} revised: the first is beside it.",
        )

    def _priorities(self) -> Table:
        # Settled ones come last, so the order of priorities has to be asked for.
        gravest = [row["priority"] for row in self.query.once("overdue_by_priority")]
        grouped: dict[tuple[int, str, str], list[Row]] = {}
        for row in self.all:
            priority = row["priority"] or "not stated"
            place = (gravest.index(priority), row["issuer"], priority)
            grouped.setdefault(place, []).append(row)
        rows = Rows(withheld=self.all.withheld)
        for (_, issuer, priority), of in sorted(grouped.items()):
            live = [row for row in of if is_open(row)]
            late = [row["days_overdue"] for row in live if row["days_overdue"]]
            rows.append(
                {
                    "issuer": issuer,
                    "priority": priority,
                    "recommended": len(of),
                    "not_settled": len(live),
                    "late": len(late),
                    "no_date": sum(row["due"] is None for row in live),
                    "longest_days": max(late, default=None),
                }
            )
        note = "The gravest priority first, in the words of each issuer."
        return table("audit-priorities", "Recommendations by priority", PRIORITIES, rows, note)

    def _opinions(self) -> Table:
        def counted(row: Row) -> Row:
            mine = [one for one in self.all if _report(one) == row["inspection"]]
            live = [one for one in mine if is_open(one)]
            late = sum(bool(one["days_overdue"]) for one in live)
            return row | {"recommended": len(mine), "not_settled": len(live), "late": late}

        note = "The weakest assurance first; what is planned and not yet reported comes last."
        rows = self.reports.each(counted)
        return table(
            "audit-opinions",
            "Assurance of audits and other reviews",
            OPINIONS,
            rows,
            note,
            "assurance_opinions",
        )

    def listed(self) -> Rows:
        return self.all.where(lambda row: is_open(row) or row["status_on"] > self.query.after)

    def figures(self) -> tuple[Table, ...]:
        return self._priorities(), self._opinions()


def _report(row: Row) -> str:
    """The report that makes a recommendation."""
    return str(row["ref"]).partition("/")[0]
