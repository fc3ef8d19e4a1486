"""What the inspectorate found, what became of it, and what the Panel was told."""

from functools import cached_property

from commands.reports.gather.actions import since
from commands.reports.gather.asking import (
    EVER,
    LEFT_OUT,
    PaperQuery,
    Row,
    Rows,
    columns,
    is_open,
    table,
)
from commands.reports.gather.matters import Matters, ended_on
from commands.reports.gather.words import be, besides, figure, listed, shown, were
from commands.reports.model import Figure, Section, Sentence, Table
from ledger.words import counted

PANEL = "PANEL"
SUMMARY = columns(
    *(
        "inspection: Inspection, ref",
        "title: Report",
        "published_on: Published, date | not published",
    ),
    *("overall: Overall grade | not recorded", "grades: Question areas | none recorded"),
    *("listed: Items found, number", "over: Settled, number"),
    *("not_closed: Still open, number", "mismatch_words: States as many as it lists"),
)
ITEMS = columns(
    *("ref: Item, ref", "title: What the force should do", "category: Kind"),
    *("status: Status, status", "evidence: Last evidence | none given", "evidence_on: On, date"),
    *(
        "told: What the Panel was last told | never told",
        "told_on: Told on, date",
        "where: Paper and paragraph",
    ),
    "statement: Record of it, ref",
)
GRADES = columns(
    *("area_words: Question area", "grade: Grade", "inspection: Inspection, ref"),
    *("title: Report", "graded_on: Given, date", "known: How that day is known"),
    *("standing: Stands", "later: Graded again by, ref | none yet"),
)
PROGRESS = columns(
    *("ref: Recommendation, ref", "title: What the force should do", "status: Status, status"),
    *("latest_progress: What the force last said | nothing", "last_progress_on: On, date"),
    "updates: Times said, number",
)
KINDS = {
    "afis": ("area for improvement", "areas for improvement"),
    "recommendations": ("recommendation", "recommendations"),
    "causes": ("cause of concern", "causes of concern"),
}
MISMATCHES = "inspection_summary?only.mismatch=yes"
NAMED_MOST = 3


class Inspections:
    """The inspections of the office, and their items. `listed`: those that are not over, or ended
    only since the previous meeting."""

    def __init__(self, query: PaperQuery) -> None:
        self.query = query
        others = {
            row["ref"]
            for row in query.rows("inspection_state", counted=False).every()
            if row["issuer"] is not None
        }
        self.items = query.rows("item_state", lambda row: row["inspection"] not in others)
        self.inspections = query.rows("inspection_summary")
        ended = query.rows("items_ended").every()
        self._ended = {row["ref"]: row["ended_on"] for row in ended}

    @cached_property
    def grades(self) -> Rows:
        """Every grade, the worst that stands first, with its question area in words."""
        rows = self.query.rows("inspection_grades")
        areas = {row["area"] for row in rows}
        # A name does not depend on the day.
        subjects = self.query.rows(
            "subject_state", lambda row: row["ref"] in areas, as_of=EVER, counted=False
        )
        titles = {row["ref"]: f"{row['title']} ({row['ref']})" for row in subjects}
        titles["overall"] = "The force overall"
        known = {"stated": "stated", "inferred": "inferred", "unknown": "day unknown"}
        return rows.each(
            lambda row: row | {
                "area_words": titles.get(row["area"], row["area"]),
                "known": known[row["date_basis"]],
                "standing": "yes" if row["stands"] else "no",
            }
        )  # fmt: skip

    def _grades(self) -> Table:
        note = "The worst that stands first. A grade stands until a later report grades the same."
        return table("grades", "Grades", GRADES, self.grades, note, "inspection_grades")

    @cached_property
    def listed(self) -> Rows:
        told = self._told()
        found = self.items.where(
            lambda r: is_open(r) or ended_on(self._ended, r) > self.query.after
        )
        return found.each(lambda r: r | _evidence(r) | told.get(r["ref"], {})).by(_order)

    def section(self) -> Section:
        return Section(
            name="inspections",
            title="What the inspectorate found (HMICFRS)",
            sentences=(self.sentence(), *self.mismatches()),
            tables=(self.summary(), self._grades(), *self._by_inspection(), *self.matters.tables()),
            charts=self.matters.charts(),
        )

    def progress(self) -> Section:
        rows = self.listed.where(lambda row: row["category"] == "recommendation")
        stated = sum(row["latest_progress"] is not None for row in rows)
        many = {0: "none", len(rows): "all"}.get(stated, str(stated))
        words = Sentence(
            shown(rows, "recommendation-progress", "recommendation"),
            f" {be(len(rows))} listed; the force has said what it does about {many} of them.",
        )
        if not rows:
            words = Sentence(
                f"No recommendation{besides(rows)} is open, or was settled {since(self.query)}."
            )
        progress = table(
            "recommendation-progress",
            "Recommendations",
            PROGRESS,
            rows,
            _listed(self.query),
            "recommendation_progress",
        )
        return Section(
            name="recommendations",
            title="How far the recommendations have come",
            sentences=(words,),
            tables=(progress,),
        )

    def sentence(self) -> Sentence:
        live = self.items.where(is_open)
        silent = live.where(lambda row: row["ref"] not in self._told())
        new = self.listed.where(lambda row: not is_open(row))
        if not self.items:
            withheld = besides(self.items)
            return Sentence(f"No matter{withheld} that inspectors raised is recorded.")
        every = shown(self.items, "inspections", "matter")
        said: tuple[str | Figure, ...] = (
            *("Of ", every, " that inspectors raised, "),
            shown(live, "inspections"),
            f" {be(len(live))} still open",
        )
        if len(live) == len(self.items) > 1:
            said = ("All ", every, " that inspectors raised are still open")
        return Sentence(
            *said,
            f"; {len(new) or 'none'}{besides(new)} {were(len(new))} settled {since(self.query)}",
            f", and the Panel was never told of {len(silent)}{besides(silent)} of the open ones."
            if silent
            else ".",
        )

    @property
    def matters(self) -> Matters:
        return Matters(self.items, self.inspections, self._ended, self.query.on)

    @property
    def mismatched(self) -> list[str]:
        return [row["inspection"] for row in self.inspections if row["mismatch"]]

    def mismatches(self) -> tuple[Sentence, ...]:
        """Reports that state a different number than they list: each of them if few, or how
        many."""
        found = tuple(
            Sentence(
                figure(f"{row['title']} ({row['inspection']})", "inspections", asks=MISMATCHES),
                f" states {counted(row[f'{kind}_stated'], *names)}"
                f" and lists {row[f'{kind}_listed']}.",
            )
            for row in self.inspections
            for kind, names in KINDS.items()
            if row[f"{kind}_stated"] not in (None, row[f"{kind}_listed"])
        )
        if len(found) <= NAMED_MOST:
            return found
        many = sum(bool(row["mismatch"]) for row in self.inspections)
        said = figure(many, "inspections", "report", asks=MISMATCHES)
        return (Sentence(said, " of the inspectorate list more or fewer items than they state."),)

    def _told(self) -> dict[str, Row]:
        """What the Panel was last told of each item, and the statement that records it."""
        found: dict[str, Row] = {}
        withheld = {row["ref"] for row in self._statements.withheld}
        for row in sorted(self._statements.every(), key=lambda row: int(row["ord"])):
            where = ", ".join(filter(None, (row["paper"], row["paragraph"])))
            said = {"told": row["text"], "told_on": row["said_on"], "where": where}
            said |= {"statement": row["ref"]}
            if row["ref"] in withheld:
                said = {name: LEFT_OUT if name == "told" else None for name in said}
            found |= dict.fromkeys(row["about"], said)
        return found

    @cached_property
    def _statements(self) -> Rows:
        refs = self.items.refs()
        return self.query.rows(
            "statement_state",
            lambda row: (
                str(row["told_to"] or "").partition("/")[0] == PANEL
                and not refs.isdisjoint(row["about"])
            ),
        )

    def summary(self) -> Table:
        def row(one: Row) -> Row:
            found = sum(one[f"{kind}_listed"] for kind in KINDS)
            stated = any(one[f"{kind}_stated"] is not None for kind in KINDS)
            mismatch = "no" if one["mismatch"] else "yes" if stated else "no number stated"
            over = {"listed": found, "over": found - one["not_closed"]}
            return one | over | {"mismatch_words": mismatch}

        rows = self.inspections.each(row)
        return table(
            "inspections",
            "Inspections",
            SUMMARY,
            rows,
            "All that are known." + self._unsure(),
            "inspection_summary",
        )

    def _unsure(self) -> str:
        """Of which reports the papers do not state the day of publication, and what stands here."""
        published = self.query.events("InspectionPublished", "ref", "date_basis")
        basis = {row["ref"]: row["date_basis"] for row in published}
        found = ""
        said = {
            "inferred": "inferred",
            "unknown": "unknown, and the day it is filed under is shown",
        }
        for word, so in said.items():
            of = sorted(ref for ref, one in basis.items() if one == word)
            found += f" The day of publication of {listed(of)} is {so}." if of else ""
        return found

    def _by_inspection(self) -> tuple[Table, ...]:
        titles = {row["inspection"]: row["title"] for row in self.inspections}
        of = dict.fromkeys(row["inspection"] for row in self.listed)
        return tuple(self._items_of(ref, titles.get(ref)) for ref in of)

    def _items_of(self, ref: str, title: str | None) -> Table:
        of_kind = {"AFI": "area for improvement"}
        rows = self.listed.where(lambda row: row["inspection"] == ref).each(
            lambda row: row | {"category": of_kind.get(row["category"], row["category"])}
        )
        return table(
            f"items-{ref.lower()}",
            f"{ref}: {title or 'report not recorded'}",
            ITEMS,
            rows,
            _listed(self.query),
            "told_to_panel",
        )


def _listed(query: PaperQuery) -> str:
    return f"Those still open, and those settled {since(query)}."


def _evidence(row: Row) -> Row:
    """What was given last to show that something is done: evidence, else the force's own word."""
    said = row["evidence"] or row["latest_progress"]
    kind = None if row["evidence"] or not said else f"The force says: {said}"
    return {"evidence": kind or said, "evidence_on": row["last_progress_on"]}


def _order(row: Row) -> tuple[str, str, str, int]:
    return row["inspection"], row["category"], row["area"] or "~", row["number"]
