"""Whether a paper and the questions agree: each cell of its tables, which rows they have, and each
figure of its sentences. What a table should have is said here again, of the questions alone."""

import re
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from commands.reports.gather.asking import PaperQuery
from commands.reports.making import Gather
from commands.reports.model import Figure, Paper, Sentence, Table
from projections import Projections, questions

Row = dict[str, Any]
LIVE = ("open", "reported complete")
ITEMS_OPEN = ("open", "in progress", "reported complete", "awaiting sign-off")
KEYS = ("ref", "about", "inspection", "area", "item", "event", "duty", "last_day", "matter")
# Columns in which a paper says the same in other words.
RENAMED = {"recommendation-progress": {"last_progress_on": "latest_progress_on"}}
# What stands beside a figure: how many more there are that the paper may not show.
BESIDES = re.compile(
    r"\b(none|nothing|no|\d[\d,]*)((?: [a-z]+)*) \((\d+) (?:more )?withheld\)", re.I
)
OTHERWISE = {"category", "status", "days_open"} | {"evidence", "told", "what", "owners"}


class Agreement:
    """The questions beside one paper."""

    def __init__(self, now: Projections, paper: Paper, withheld: Collection[str] = ()) -> None:
        self.now, self.paper, self.withheld = now, paper, withheld
        self.on, self.body = paper.on, paper.body
        self.after = paper.since or date.min
        self.known: dict[Any, list[Row]] = {}

    def ask(self, name: str, as_of: date | None = None, **parameters: Any) -> list[Row]:
        asked = (name, as_of, *parameters.values())
        if asked not in self.known:
            columns, rows = self.now.ask(name, as_of=as_of or self.on, **parameters)
            self.known[asked] = [dict(zip(columns, row, strict=True)) for row in rows]
        return self.known[asked]

    def ours(self) -> set[str]:
        """The actions of the body: by the meeting at which each last stood."""
        last = {row["ref"]: row["meetings"][-1] for row in self.ask("carried_forward")}
        found = set()
        for row in self.ask("action_status"):
            at = last.get(row["ref"]) or row["meeting"]
            if not at or not self.body or at.partition("/")[0] == self.body:
                found.add(row["ref"])
        return found

    def actions(self) -> list[Row]:
        ours = self.ours()
        return [row for row in self.ask("action_status") if row["ref"] in ours]

    def expected(self) -> dict[str, list[Any]]:
        """What names each row that each table should have, in any order."""
        actions = self.actions()
        refs = {row["ref"] for row in actions}
        live = [row for row in self.ask("open_actions") if row["ref"] in refs]
        new = [row for row in actions if row["status_on"] > self.after]
        moved = {r["ref"] for r in self.ask("due_date_slippage") if r["moved_on"] > self.after}
        extended = [r for r in live if r["ref"] in moved]
        dropped = [r for r in new if r["status"] in ("withdrawn", "superseded", "merged")]
        late = {row["ref"] for row in self.ask("overdue_actions")}
        items = self.items()
        return {
            "live-actions": _refs(live),
            "completed-actions": _refs(r for r in new if r["status"] == "closed"),
            "extended-actions": _refs([*extended, *dropped]),
            "outstanding-actions": _refs(
                r for r in live if r["ref"] not in moved and (not r["due"] or r["ref"] in late)
            ),
            "waiting": _refs(r for r in self.matters() if r["ref"] not in set(_refs(live))),
            "items": items,
            "evidence": items,
            "deadlines": [r["duty"] for r in self.deadlines()],
            "inspections": [row["inspection"] for row in self.ask("inspection_summary")],
            "grades": [row["area"] for row in stands(self)],
            "recommendation-progress": _refs(
                row for row in self.ask("recommendation_progress") if row["ref"] in items
            ),
            "closures": _refs(
                row for row in self.ask("closed_on_whose_word")
                if row["status_on"] > self.after
                and (row["category"] != "action" or row["ref"] in refs)
            ),
            "discrepancies": _refs(
                r for r in self.ask("discrepancies") if r["status"] != "resolved"
            ),
        }  # fmt: skip

    def items(self) -> set[str]:
        """Those that are open, or were settled since the meeting before."""
        before = self.ask("told_to_panel", self.after) if self.paper.since else []
        over = {row["ref"] for row in before if row["status"] not in ITEMS_OPEN}
        told = self.ask("told_to_panel")
        return {r["ref"] for r in told if r["status"] in ITEMS_OPEN or r["ref"] not in over}

    def matters(self) -> list[Row]:
        return self.ask("outstanding_matters", meeting=f"{self.body}/{self.on}")

    def deadlines(self) -> list[Row]:
        rows = self.ask("deadlines")
        return [row for row in rows if not row["met_on"] or row["met_on"] > self.after]

    def rows(self) -> None:
        """Each table has the rows that it should have, and says how many it may not have."""
        tables = {table.name: table for table in self.paper.tables}
        for name, first in self.expected().items():
            if name in tables:
                shown = [one for one in first if not self._is_withheld(one)]
                names = [column.name for column in tables[name].columns]
                at = names.index("ref") if "ref" in names else 0
                if name != "grades":  # Its areas are in words.
                    found = Counter(row[at] for row in tables[name].rows)
                    assert found == Counter(shown), name
                assert tables[name].withheld == len(first) - len(shown), name
                assert (" withheld." in tables[name].note) == (len(shown) < len(first)), name

    def _is_withheld(self, ref: str) -> bool:
        return ref in self.withheld or ref.partition("/")[0] in self.withheld

    def cells(self) -> int:
        """Each cell is what the question has; how many were compared."""
        return sum(self._cells(table) for table in self.paper.tables if table.question)

    def _cells(self, table: Table) -> int:
        question = questions()[table.question]
        given = {"meeting": f"{self.body}/{self.on}", "from": self.paper.since}
        needed = {name: given[name] for name in (p[2:] for p in question.needed)}
        asked = self.ask(table.question, **needed)
        names = [column.name for column in table.columns]
        shared = [n for n in names if asked and n in asked[0] and n not in OTHERWISE]
        keys = [name for name in names if name in KEYS and name in shared] or shared[:1]
        compared = 0
        for row in table.rows:
            said = dict(zip(names, row, strict=True))
            same = [one for one in asked if all(_cell(one[k]) == said[k] for k in keys)]
            assert same, (table.name, said)
            told = {name: said[name] for name in shared}
            self._in_other_words(said, same[0])
            # A median is of so many closures and more, of one body and of all.
            assert any(told == {n: _cell(one[n]) for n in shared} for one in same), (
                table.name, told, [{n: _cell(one[n]) for n in shared} for one in same],
            )  # fmt: skip
            compared += len(shared)
        return compared

    def _in_other_words(self, said: Row, row: Row) -> None:
        """The cells in which a paper says what a question has in other words."""
        if "when" in said:
            assert said["when"] == (row["due"] or _cell(row["due_words"])), said
        if "first" in said:
            assert said["first"] == (row["original_due"] or _cell(row["due_words"])), said
        if "months" in said:
            since, months = row["raised_on"], said["months"]
            assert _after(since, months) <= self.on < _after(since, months + 1), said
        if "said_on" in said and "told_on" in row:
            assert said["said_on"] is None or said["said_on"] >= (row["told_on"] or date.min)
            assert row["told_on"] is None or said["said_on"] is not None, said

    def figures(self) -> int:
        """Each figure of each sentence is a count of a question; how many were compared."""
        actions = self.actions()
        ours = {row["ref"] for row in actions}
        live = [row for row in self.ask("open_actions") if row["ref"] in ours]
        late = [row for row in self.ask("overdue_actions") if row["ref"] in ours]
        closed = [r for r in actions if r["status"] == "closed" and r["status_on"] > self.after]
        passed = [r for r in self.ask("deadlines") if r["state"].startswith("passed")]
        items = self.ask("told_to_panel")
        undated = sum(row["due"] is None and not row["due_words"] for row in live)
        worded = sum(row["due"] is None and bool(row["due_words"]) for row in live)
        unresolved = [r for r in self.ask("discrepancies") if r["status"] != "resolved"]
        poor = sum(row["grade"] == "requires improvement" for row in stands(self))
        counts = {
            r"(\S+) live actions? (?:is|are) past the due date": len(late),
            r"; (\S+) (?:is|are) past the due date": len(late),
            r"(\S+) live actions? ha(?:s|ve) no due date at all": undated,
            r"(\S+) of [\d,]+ live actions? ha(?:s|ve) no due date": undated,
            r"\S+ of ([\d,]+) live actions? ha(?:s|ve) no due date": len(live),
            r"(\S+) actions?(?: of \w+)? (?:is|are) live": len(live),
            r"after it (\S+) (?:is|are) live": len(live),
            r"began, (\S+) actions?": len([r for r in self.matters() if r["matter"] == "action"])
            if self.body else None,
            r"and (\S+) (?:was|were) completed": len(closed),
            r"^Since the meeting of [^,]+, (\S+) actions? (?:was|were) closed": len(closed),
            r"(\S+) deadlines? of the law ha(?:s|ve) passed": len(passed),
            r"day, (\S+) deadlines? of the law": len(passed),
            r"begins, (\S+) matters?": len(self.matters()),
            r"(\S+) grades of inadequate": sum(r["grade"] == "inadequate" for r in stands(self)),
            r"(\S+) grades? of requires improvement stands?": poor,
            r"(\S+) live actions? ha(?:s|ve) had the due date moved":
                sum(row["extensions"] > 0 for row in live),
            r"(\S+) live actions? (?:is|are) due in words alone": worded,
            r"(\S+) contradictions? between the papers": len(unresolved),
            r"not resolved: (\S+) without an explanation":
                sum(row["status"] == "standing" for row in unresolved),
            r"an explanation and (\S+) explained":
                sum(row["status"] == "explained" for row in unresolved),
            r"(?:Of|All) (\S+) matters? that inspectors raised": len(items),
            r"raised, (\S+) (?:is|are) still open":
                sum(row["status"] in ITEMS_OPEN for row in items),
        }  # fmt: skip
        counts |= self._by_word(ours)
        compared = 0
        for sentence in map(_all_told, self.sentences()):
            for pattern, count in counts.items():
                for said in re.findall(pattern, sentence):
                    assert count is None or _number(said) == count, (sentence, pattern, count)
                    compared += 1
        return compared

    def _by_word(self, ours: set[str]) -> dict[str, int]:
        """On whose word how many were closed since, each way of closing that there is."""
        found = Counter(
            row["word"] for row in self.ask("closed_on_whose_word")
            if row["status_on"] > self.after and row["ref"] not in self.withheld
            and (row["category"] != "action" or row["ref"] in ours)
        )  # fmt: skip
        said = {
            "owner's word only": "on the owner's word only",
            "reporter's word only": "on the reporter's word only",
            "verified by the same person": "verified by the same person in another post",
        }
        return {rf"(?:: |, | and )(\S+) {said.get(word, word)}": n for word, n in found.items()}

    def sentences(self) -> list[str]:
        of_sections = (one for section in self.paper.sections for one in section.sentences)
        return [str(one) for one in (*self.paper.sentences, *of_sections)]

    def links(self) -> None:
        """Each figure that is a number has as many rows behind it, or a column that counts them."""
        tables = {table.name: _most(table) for table in self.paper.tables}
        sections = (one for section in self.paper.sections for one in section.sentences)
        for sentence in (*self.paper.sentences, *sections):
            for part in sentence.parts if isinstance(sentence, Sentence) else ():
                if isinstance(part, Figure):
                    assert part.table in tables, sentence
                    number = re.match(r"[\d,]+", part.words)
                    summed = part.table == "balances"  # It adds up what its rows say.
                    if number and not summed:
                        assert _number(number[0]) <= tables[part.table], sentence


def stands(of: Agreement) -> list[Row]:
    return [row for row in of.ask("inspection_grades") if row["stands"]]


def _all_told(sentence: str) -> str:
    """A sentence in which what is withheld is added to the figure that it stands beside."""
    return BESIDES.sub(lambda m: f"{_number(m[1].lower()) + int(m[3])}{m[2]}", sentence)


def _after(day: date, months: int) -> date:
    """The day of the month on which it is so many months old, or the next where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    for of_month in range(day.day, 0, -1):
        with suppress(ValueError):
            found = date(day.year + years, month + 1, of_month)
            return found if of_month == day.day else found + timedelta(1)
    raise AssertionError


def _most(table: Table) -> int:
    """The most that a table counts: its rows, or what a column of numbers adds up to."""
    columns = zip(*table.rows, strict=True)
    sums = [sum(c) for c in columns if all(type(one) is int for one in c)]
    return max(len(table.rows), *sums, 0)


def _refs(rows: Any) -> list[str]:
    return [row["ref"] for row in rows]


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(value) or None
    return None if value == "" else value


def _number(said: str) -> int:
    return 0 if said in ("none", "no", "nothing") else int(said.replace(",", ""))


def agrees(now: Projections, paper: Paper, withheld: Collection[str] = ()) -> tuple[int, int]:
    """How many cells and how many figures of the paper were compared, and are the same: the
    questions have what is withheld, and the paper says of each figure how many that are."""
    of = Agreement(now, paper, withheld)
    of.rows()
    of.links()
    return of.cells(), of.figures()


def paper_of(
    now: Projections,
    gather: Gather,
    body: str,
    on: date,
    since: date | None,
    withheld: Collection[str] = (),
) -> Paper:
    """A paper without what is told of its ledger."""
    sentences, sections = gather(PaperQuery(now, body, on, since, withheld))
    return Paper(
        name="paper", title="Paper", body=body, on=on, since=since, marking="OFFICIAL",
        sentences=sentences, sections=sections, position=1, seal_line="", beyond="",
    )  # fmt: skip
