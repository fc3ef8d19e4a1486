"""What a table proposes to record: row by row the commands, each from its cells, and what of it is
not understood. Nothing here records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import structs

from commands.imports import inspected, sections, words
from commands.imports.columns import Heading
from commands.imports.filling import Filling
from commands.imports.inspected import Inspected
from commands.imports.issuers import HMICFRS, Maker
from commands.imports.kinds import OF_HMICFRS, OF_RECOMMENDATIONS
from commands.imports.recommending import Recommending
from commands.imports.reports import Reports
from commands.imports.rows import NO_ISSUER, LedgerView, Proposed, Row, Unclear, Unsure
from commands.imports.saying import Table
from commands.imports.sections import from_a_title
from commands.imports.table import Cell, Sheet
from commands.imports.whose import Rows, Whose, maker_of, of_sheet
from commands.terminal.text import one_line
from ledger.characters import folded

_BETWEEN = re.compile(r"\s*(?:[,&+]|(?<!\b[A-Za-z])/|\band\b)\s*")  # Not within C/Supt.
DAYS = ("raised on", "due", "original due", "closed on")  # Columns of days.
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_LEADS = re.compile(r"\s*\((?:lead|lead officer|l)\)\s*", re.IGNORECASE)


def _month_first(sheet: Sheet, heading: Heading) -> dict[str, Cell]:
    """The days of a sheet in which the month stands first, 06/28/2016, by their places: where some
    can be nothing else, all of their column that are so written are."""
    days = [c for c, kind in heading.taken.items() if kind in DAYS]
    found = {}
    for column in days:
        cells = [c for c in sheet.cells() if c.column == column and c.value is None]
        parts = {c.place: match for c in cells if (match := _SLASHED.fullmatch(c.text))}
        numbers = [(int(match[1]), int(match[2])) for match in parts.values()]
        if any(second > 12 for _, second in numbers) and all(first <= 12 for first, _ in numbers):
            for cell in cells:
                if (match := parts.get(cell.place)) is not None:
                    on = words.parsed(f"{match[2]}/{match[1]}/{match[3]}", date.max)
                    notes = (*cell.notes, "month first")
                    found[cell.place] = structs.replace(cell, value=on, notes=notes)
    return found


def _parted(sheet: Sheet, heading: Heading) -> tuple[list[Cell], list[tuple[Cell, ...]]]:
    """The cells above the heading, of it, and where it is said again; and the rows below it."""
    said = {column: folded(text) for column, text in heading.called.items()}
    american = _month_first(sheet, heading)
    again: list[Cell] = []
    below = []
    for cells in sheet.rows:
        shown = tuple(
            american.get(c.place, c)
            for c in cells
            if c.text or heading.taken.get(c.column) == "RAG"
        )
        texts = [c for c in shown if c.text]
        if cells[0].row <= heading.last or all(said.get(c.column) == folded(c.text) for c in texts):
            again += texts
        else:
            below.append(shown)
    return again, below


class Proposing:
    """`document` names the table in the ledger; `body` is whose it is, in its `title`."""

    def __init__(
        self,
        known: LedgerView,
        reports: Reports,
        body: str,
        title: str,
        document: str,
        today: date,
        said: Rows,
    ) -> None:
        self.known, self.reports, self.body, self.title = known, reports, body, title
        self.document, self.today, self.said = document, today, said
        self.unknown: dict[str, list[str]] = {}  # Owners that are no post, and their cells.
        self.unsure: dict[str, str] = {}  # Names that may be of several people.
        self.asked: list[str] = []  # Of causes of concern.
        self.seen: dict[str, str] = {}
        self.parts: dict[str, int] = {}  # Of a reference that is merged over several rows.
        self.waiting: list[Recommending] = []  # Until the days of their reports are known.

    def fill(self) -> None:
        """Say what the recommendations come to, once all are read."""
        inspected.join(self.waiting)
        for one in self.waiting:
            one.tell_report()
        for one in self.waiting:
            one.fill()
        self.asked += inspected.asked(self.waiting)
        self.waiting = []

    def sheet(self, sheet: Sheet, heading: Heading | None) -> Proposed:
        if heading is None:
            why = "no heading row with an action was found in this sheet"
            shown = (tuple(cell for cell in cells if cell.text) for cells in sheet.rows)
            return Proposed(sheet, None, (), [Row(one).is_nothing(why) for one in shown if one])
        whose = of_sheet(sheet, heading, self.document, self.title, self.said)
        none_of: tuple[str, ...] = OF_HMICFRS if whose.issuer not in (None, HMICFRS) else ()
        none_of = none_of if whose.are else OF_RECOMMENDATIONS
        kept = {c: kind for c, kind in heading.taken.items() if kind not in none_of}
        heading = structs.replace(heading, taken=kept)
        again, below = _parted(sheet, heading)
        rows, titles = self._rows(sheet, heading, below, whose)
        of = (whose.issuer or NO_ISSUER) if whose.are else None
        return Proposed(sheet, heading, (*again, *titles), rows, of, whose.why)

    def _rows(
        self, sheet: Sheet, heading: Heading, below: list[tuple[Cell, ...]], whose: Whose
    ) -> tuple[list[Row], list[Cell]]:
        """The rows, and the titles among them from which some take something."""
        rows: list[Row] = []
        before: Row | None = None
        title = sections.over_all(heading, whose.titles)
        titles: list[tuple[sections.Title, Row]] = []
        for cells in below:
            found = sections.title_of(cells, heading.taken)
            row = self._row(sheet, heading, cells, before, whose, None if found else title)
            rows.append(row)
            if found is not None and not row.commands:
                title = found.under(title)
                titles.append((found, row))
            else:
                before = row
        for one, row in titles:
            if one.taken:
                rows.remove(row)
        return rows, [one.cell for one, _ in titles if one.taken]

    def _row(
        self,
        sheet: Sheet,
        heading: Heading,
        cells: tuple[Cell, ...],
        above: Row | None,
        whose: Whose,
        title: sections.Title | None,
    ) -> Row:
        row = Row(cells)
        by = {kind: c for c in cells if (kind := heading.taken.get(c.column))}
        notes = (c for c in cells if heading.taken.get(c.column) == "notes")
        row.updates = tuple((c, heading.called[c.column]) for c in notes)
        if above is not None:
            _as_above(by, above)
        row.unclear += _of_no_column(cells, heading)
        reported = title is not None and title.fill(by, self.today, reports=whose.are)
        if (unfit := self._unfit(sheet, by, cells, whose)) is not None:
            return row.is_nothing(unfit)
        on = self._raised(by.get("raised on"))
        named = self._owners(sheet, by.get("owner"), on)
        if isinstance(named, str):
            return row.is_nothing(named)
        owners, leads = named
        if not whose.are:
            Filling(self._table(sheet), row, by, owners, leads=leads).fill()
            return row
        maker = maker_of(by, whose)
        said_by = Inspected if maker == HMICFRS else Recommending
        if maker != HMICFRS:
            theirs = [by[one] for one in OF_HMICFRS if one in by and not from_a_title(by[one])]
            row.unclear += (Unclear((c,), "only what HMICFRS asks for has one") for c in theirs)
        headings = {kind: heading.called[c] for c, kind in heading.taken.items()}
        headings |= {"raised on": "report date"} if reported else {}
        waiting = said_by(
            self._table(sheet, maker), row, by, owners, leads=leads,
            whose=whose, respondent=self.said.respondent, called=headings,
        )  # fmt: skip
        self.waiting.append(waiting)
        return row

    def _table(self, sheet: Sheet, maker: Maker | None = None) -> Table:
        verifier, on = self.said.verifier, self.said.on
        if (verifier == HMICFRS) != (maker == HMICFRS):
            verifier = None  # Only the inspectorate closes its own, and nothing else.
        return Table(
            self.known, sheet, self.body, self.document, self.today, verifier, self.reports, on
        )

    def _raised(self, cell: Cell | None) -> date:
        """The day on which the people of a row are who they are: when it was raised, or else that
        of the table."""
        if cell is None:
            return self.said.on or self.today
        on = words.day_of(cell, self.today) or words.month_of(cell.text)
        on = on or words.day_within(cell.text, self.today)
        return on if on is not None and on <= self.today else self.said.on or self.today

    def _unfit(
        self, sheet: Sheet, by: dict[str, Cell], cells: tuple[Cell, ...], whose: Whose
    ) -> str | None:
        """Why a row is no action."""
        action = by.get("action")
        if action is None or words.nothing(action.text):
            return "the row has no action"
        if words.counts(by.get("reference"), *cells) or not words.lettered(action.text):
            return "a total or a number, and no action"
        if words.elsewhere(action.text):
            return "the row only points to another"
        if len([c for c in cells if c.text]) == 1 and len(cells) == 1:
            return "a row of one cell, such as the title of a section"
        if "struck through" in action.notes:
            return "the action is struck through"
        if "formula without a value" in action.notes:
            return "a formula of which no value was kept: open it in Excel and save it again"
        reference = by.get("reference")
        if reference is not None and not words.nothing(reference.text):
            of = [folded(by[kind].text) for kind in ("report", "kind", "area") if kind in by]
            of += [sheet.name] if whose.issuer == HMICFRS else []
            own_ref = " ".join([*of, folded(reference.text)])
            if own_ref in self.seen and "merged" in reference.notes:
                self.parts[own_ref] = self.parts.get(own_ref, 1) + 1
                part = f"{reference.text} part {self.parts[own_ref]}"
                by["reference"] = structs.replace(reference, text=part)
            elif own_ref in self.seen:
                return f"its reference stands at {self.seen[own_ref]} already"
            self.seen.setdefault(own_ref, sheet.address(reference))
        return None

    def _owners(
        self, sheet: Sheet, cell: Cell | None, on: date
    ) -> tuple[Sequence[str], bool] | str:
        """The posts and parties that an owner's cell names, and whether the first of them leads:
        none where none is stated; or why it is not known who is meant."""
        if cell is None or words.nobody(cell.text):
            return (), False
        whole = self.known.owner(cell.text, on)
        if isinstance(whole, (list, tuple)):
            return whole, False
        found: list[str] = []
        why, leads = "", False
        for name in self._names(cell.text, on):
            alone = _LEADS.sub("", name).strip()
            owners = self.known.owner(alone, on)
            if isinstance(owners, Unsure):
                self.unsure.setdefault(" ".join(alone.split()), owners.why)
                why = why or owners.why
            elif owners is None:
                self.unknown.setdefault(" ".join(alone.split()), []).append(sheet.address(cell))
                why = (
                    f"the owner {cell.text!r} is no post or party; say who is meant: --owner"
                    f' "{one_line(cell.text)}=POST"'
                )
            elif alone != name.strip() and not leads:
                found, leads = [*owners, *found], len(owners) == 1
            else:
                found += owners
        found = list(dict.fromkeys(found))
        return why or (found, leads and len(found) > 1)

    def _names(self, text: str, on: date) -> Iterator[str]:
        """The names in an owner's cell; a name that is known may have a comma or an and in it."""
        for part in filter(str.strip, re.split(r"[;\n]", text)):
            if self.known.owner(_LEADS.sub("", part).strip(), on) is not None:
                yield part
            else:
                yield from filter(str.strip, _BETWEEN.split(part))


def _as_above(by: dict[str, Cell], above: Row) -> None:
    """Put the cell of the row above where a row only points to it."""
    for kind in ("reference", "owner", "due", "raised on", "status", "report", "issuer"):
        if kind in by and words.elsewhere(by[kind].text):
            up = next((c for c in above.cells if c.column == by[kind].column), None)
            by[kind] = up or by[kind]


def _of_no_column(cells: Iterable[Cell], heading: Heading) -> Iterator[Unclear]:
    for cell in cells:
        if cell.column not in heading.taken:
            called = heading.called.get(cell.column)
            nothing = f"the column “{called}” is taken for nothing"
            yield Unclear((cell,), nothing if called else "its column has no heading")
