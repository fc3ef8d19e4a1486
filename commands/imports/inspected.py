"""The commands of one row that is an item of HMICFRS: an area for improvement, a recommendation or
a cause of concern, of which question area, in which report. Only the inspectorate closes its own.
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from commands.imports import inspectorate, issuers, words
from commands.imports.accepted import Accepted
from commands.imports.inspectorate import Letters, Numbered
from commands.imports.issuers import HMICFRS
from commands.imports.recommending import Recommending
from commands.imports.reports import Report
from commands.imports.responses import Responded
from commands.imports.rows import Unsure
from commands.imports.statuses import Standing, standing_of
from commands.imports.table import Cell
from commands.terminal.text import one_line
from ledger.records.inspection_items import CATEGORIES, Item
from ledger.words import day


class Inspected(Recommending):
    """An item of HMICFRS. `below`: of a cause of concern, the recommendations that stand right
    below it; `cause`: of one of those, the cause."""

    settled_by = Accepted
    claimed = ("priority",)

    serial = False  # Whether the numbers of its table are those of rows, and not as printed.
    below: "tuple[Inspected, ...]" = ()
    cause: "Inspected | None" = None

    # Which report, and which of its items

    def _report(self) -> Report | Unsure:
        self.printed = self._kind()
        text = self._words("report")
        if text is None and (said := inspectorate.numbered(self.reference() or "")) is not None:
            text = said.report
        if text is None or inspectorate.names_no_report(text):
            titles = reversed(self.whose.titles)  # That which is nearest.
            named = (one for one in titles if issuers.named(one) == HMICFRS)
            text = next((one for one in named if not inspectorate.names_no_report(one)), None)
        if text is None:
            return Unsure("of which report of HMICFRS it is, no cell says: a column “Report”")
        if self.printed is None:
            return Unsure(self._no_kind())
        self.called, self.begun = CATEGORIES[self.printed.letters], "issued"
        on = self.raised_on if self.dated else words.day_within(text, self.table.today)
        title = inspectorate.report_title(text)
        made = self.table.reports.of(HMICFRS, None, title, on, dated=on is not None)
        if isinstance(made, Report) and self.printed.area is not None:
            known = made.area_like(self.printed.area)
            self.printed = self.printed._replace(area=known or self.printed.area)
        if isinstance(made, Report) and not made.is_out and made.on is None:
            return Unsure(
                "the law counts from the day on which the report is published, and no cell gives"
                " it: add a column “Published”, or publish it first: govledger inspection publish"
                f" {made.ref} {shlex.quote(made.title)} --on DAY"
            )
        if isinstance(made, Report) and made.on is not None:
            self._issued_on(made.on)
        return made

    def _issued_on(self, on: date) -> None:
        """What a report prints is issued on its day, whenever the table began with it."""
        cell = self.by.get("raised on")
        if cell is not None and self.raised_on not in (None, on):
            self.unclear(cell, f"what the report prints is issued on its day, {day(on)}")
        self.raised_on = on

    def _no_kind(self) -> str:
        said = self._words("kind")
        if said is not None:
            return (
                f"“{one_line(said)}” is no area for improvement, recommendation or cause of concern"
            )
        return (
            "whether it is an area for improvement, a recommendation or a cause of concern, no cell"
            " says: a column “Type”"
        )

    def _kind(self) -> Numbered | None:
        """Its area, its kind, and the number that the table gives it, or else 0."""
        said = inspectorate.numbered(self.reference() or "")
        area = self._words("area")
        code = inspectorate.area_code(area) if area else said.area if said else None
        letters = self._letters() or (said.letters if said else None)
        if letters is None:
            return None
        return Numbered(code, letters, said.number if said else self.bare_number() or 0)

    def bare_number(self) -> int | None:
        """The reference, where it is only a number."""
        found = re.fullmatch(r"#?([1-9]\d{0,2})\.?", self.reference() or "")
        return int(found[1]) if found is not None else None

    def _letters(self) -> Letters | None:
        """What its cells, its heading, or the name of its sheet say that it is."""
        kind = self._words("kind")
        if kind is not None:
            return inspectorate.kind_of_item(kind)
        if (said := inspectorate.numbered(self.reference() or "")) is not None:
            return said.letters
        around = [self.headings["action"], self.table.sheet.name, *reversed(self.whose.titles)]
        named = (inspectorate.kind_of_item(one) for one in around)
        return inspectorate.opens_with(self.title) or next(filter(None, named), None)

    def is_serial(self) -> None:
        self.serial = True
        if self.printed is not None:
            self.printed = self.printed._replace(number=0)

    def _ours(self) -> list[str]:
        assert self.printed is not None
        return [f"{self._lettered()}{self.printed.number}"] if self.printed.number else []

    def _own_ref(self, reference: str | None) -> str | None:
        said = inspectorate.numbered(reference or "")
        number = said.number if said else None if self.serial else self.bare_number()
        if number is not None and self.name.endswith(f"{self._lettered()}{number}"):
            return None  # It is ours.
        return super()._own_ref(reference)

    def _lettered(self) -> str:
        if self.printed is None:
            return ""
        area = f"{self.printed.area}-" if self.printed.area else ""
        return area + self.printed.letters

    def _number(self) -> tuple[str, int | None]:
        given = self.printed.number if self.printed is not None else 0
        return self._lettered(), given or None

    # What it comes to

    def status(self) -> tuple[Cell | None, Standing | None]:
        """What the inspectorate says of it, where no other cell says how it stands."""
        cell, standing = super().status()
        theirs = self.by.get("verified")
        if theirs is None or (cell is not None and not words.nothing(cell.text)):
            return cell, standing
        return theirs, standing_of(theirs.text)

    def fill(self) -> None:
        for kind in ("assurance", "priority"):
            cell = self.by.get(kind)
            if cell is not None and (kind == "assurance" or inspectorate.a_grade(cell.text)):
                del self.by[kind]
                if not words.nothing(cell.text):
                    self.unclear(cell, "a grade is of the inspection: govledger inspection grade")
        if isinstance(self.report, Report) and self.report.on is not None:
            self._issued_on(self.report.on)  # A row below may give an earlier day of the report.
        super().fill()

    def _published(self, report: Report) -> None:
        if not report.is_out and not report.begun:
            report.begun = True
            names = ["--", report.ref, report.title]
            self.say("inspection publish", *self._only_its_month(report), *names, on=report.on)

    def _as_printed(self) -> list[str]:
        if self.below:
            return ["--recommendations-follow"]
        return ["--cause", self.cause.name] if self.cause is not None and self.cause.name else []

    def _not_new(self) -> str | None:
        why = super()._not_new()
        if why is None and self.printed and self.printed.letters == "COC" and not self.below:
            why = (
                "a cause of concern has at least one recommendation, and none stands right below"
                " it: add it to the table, or issue both (item issue, --recommendation)"
            )
        return why

    def _changed(self, now: Item, reference: str | None, given: Responded) -> None:
        letters = re.sub(r"\d+$", "", now.ref.rpartition("/")[2])
        if letters != self._lettered():
            cell = self.by.get("area") or self.by.get("kind") or self.by["action"]
            self.unclear(cell, f"it is {now.ref} in the ledger: {letters}, not {self._lettered()}")
        super()._changed(now, reference, given)


def join(rows: Sequence[Recommending]) -> None:
    """Give each cause of concern the recommendations of its report that stand right below it; and
    where the numbers of a table go on from one report, area or kind to the next, take them for
    those of its rows, and not for printed ones."""
    bare = [row for row in rows if isinstance(row, Inspected) and row.bare_number() is not None]
    numbers = [row.bare_number() for row in bare]
    places = {(id(row.report), row.printed and row.printed[:2]) for row in bare}
    if len(places) > 1 and len(set(numbers)) == len(numbers):
        for one in bare:
            one.is_serial()
    cause: Inspected | None = None
    for row in rows:
        letters = row.printed.letters if isinstance(row, Inspected) and row.printed else None
        if not isinstance(row, Inspected) or letters in (None, "AFI"):
            cause = None
        elif letters == "COC":
            cause = row
        elif cause is not None and row.report is cause.report:
            row.cause, cause.below = cause, (*cause.below, row)
        else:
            cause = None


def asked(rows: Iterable[Recommending]) -> Iterator[str]:
    """What is asked of causes of concern: whether the recommendations are theirs."""
    for one in rows:
        if isinstance(one, Inspected) and one.below and one.row.commands:
            names, alone = ", ".join(row.name for row in one.below), len(one.below) == 1
            they = (
                "It stands right below it, and is"
                if alone
                else "They stand right below it, and are"
            )
            yield (
                f"{'Does' if alone else 'Do'} {names} belong to the cause of concern {one.name}?"
                f" {they} taken to."
            )
