"""What a table proposes to record: row by row the commands, each from its cells, and what of it is
not understood. Nothing here records."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import structs

from commands.imports import words
from commands.imports.columns import Heading
from commands.imports.filling import Filling
from commands.imports.rows import Known, Proposed, Row, Unclear
from commands.imports.saying import Table
from commands.imports.table import Cell, Sheet
from commands.terminal.text import one_line
from ledger.characters import folded

_BETWEEN = re.compile(r"\s*(?:[,/&+]|\band\b)\s*")
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
        if any(int(m[2]) > 12 for m in parts.values()) and all(
            int(m[1]) <= 12 for m in parts.values()
        ):
            for cell in cells:
                if (match := parts.get(cell.place)) is not None:
                    on = words.parsed(f"{match[2]}/{match[1]}/{match[3]}", date.max)
                    notes = (*cell.notes, "month first")
                    found[cell.place] = structs.replace(cell, value=on, notes=notes)
    return found


class Proposing:
    """`document` names the table in the ledger; `body` is whose it is."""

    def __init__(self, known: Known, body: str, document: str, today: date, verifier: str | None):
        self.known, self.body, self.document, self.today = known, body, document, today
        self.verifier = verifier
        self.unknown: dict[str, list[str]] = {}  # Owners that are no post, and their cells.
        self.seen: dict[str, str] = {}
        self.parts: dict[str, int] = {}  # Of a reference that is merged over several rows.

    def sheet(self, sheet: Sheet, heading: Heading | None) -> Proposed:
        titles: list[Cell] = []
        rows: list[Row] = []
        if heading is None:
            why = "no heading row with an action was found in this sheet"
            for cells in sheet.rows:
                shown = tuple(cell for cell in cells if cell.text)
                if shown:
                    rows.append(Row(shown, unclear=[Unclear(shown, why)]))
            return Proposed(sheet, None, (), rows)
        said = {column: folded(text) for column, text in heading.called.items()}
        american = _month_first(sheet, heading)
        before: Row | None = None
        for cells in sheet.rows:
            shown = tuple(
                american.get(c.place, c)
                for c in cells
                if c.text or heading.taken.get(c.column) == "RAG"
            )
            texts = [c for c in shown if c.text]
            if (
                not texts
                or cells[0].row <= heading.last
                or all(said.get(c.column) == folded(c.text) for c in texts)
            ):
                titles += texts
            else:
                before = self._row(sheet, heading, shown, before)
                rows.append(before)
        return Proposed(sheet, heading, tuple(titles), rows)

    def _row(
        self, sheet: Sheet, heading: Heading, cells: tuple[Cell, ...], above: Row | None
    ) -> Row:
        row = Row(cells)
        by = {kind: c for c in cells if (kind := heading.taken.get(c.column))}
        for kind in ("reference", "owner", "due", "raised on", "status"):
            if kind in by and words.elsewhere(by[kind].text) and above is not None:
                up = next((c for c in above.cells if c.column == by[kind].column), None)
                if up is not None:
                    by[kind] = up
        for cell in cells:
            if cell.column not in heading.taken:
                called = heading.called.get(cell.column)
                why = (
                    f"the column “{called}” is taken for nothing"
                    if called
                    else "its column has no heading"
                )
                row.unclear.append(Unclear((cell,), why))
        if (unfit := self._unfit(sheet, by, cells)) is not None:
            row.unclear = [Unclear(tuple(c for c in cells if c.text), unfit)]
            return row
        named = self._owners(sheet, by.get("owner"))
        if named is None:
            row.unclear = [
                Unclear(
                    tuple(c for c in cells if c.text),
                    f"the owner {by['owner'].text!r} is no post or party; say who is meant: --owner"
                    f' "{one_line(by["owner"].text)}=POST"',
                )
            ]
            return row
        table = Table(self.known, sheet, self.body, self.document, self.today, self.verifier)
        owners, leads = named
        Filling(table, row, by, owners, leads=leads).fill()
        return row

    def _unfit(self, sheet: Sheet, by: dict[str, Cell], cells: tuple[Cell, ...]) -> str | None:
        """Why a row is no action."""
        action = by.get("action")
        if action is None or words.nothing(action.text):
            return "the row has no action"
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
            own_ref = folded(reference.text)
            if own_ref in self.seen and "merged" in reference.notes:
                self.parts[own_ref] = self.parts.get(own_ref, 1) + 1
                part = f"{reference.text} part {self.parts[own_ref]}"
                by["reference"] = structs.replace(reference, text=part)
            elif own_ref in self.seen:
                return f"its reference stands at {self.seen[own_ref]} already"
            self.seen.setdefault(own_ref, sheet.address(reference))
        return None

    def _owners(self, sheet: Sheet, cell: Cell | None) -> tuple[Sequence[str], bool] | None:
        """The posts and parties that an owner's cell names, and whether the first of them leads:
        none where none is stated; None where one of them is not known."""
        if cell is None or words.nobody(cell.text):
            return (), False
        whole = self.known.owner(cell.text)
        if whole is not None:
            return whole, False
        found: list[str] = []
        known, leads = True, False
        for name in self._names(cell.text):
            alone = _LEADS.sub("", name).strip()
            owners = self.known.owner(alone)
            if owners is None:
                self.unknown.setdefault(" ".join(alone.split()), []).append(sheet.address(cell))
                known = False
            elif alone != name.strip() and not leads:
                found, leads = [*owners, *found], len(owners) == 1
            else:
                found += owners
        found = list(dict.fromkeys(found))
        return (found, leads and len(found) > 1) if known else None

    def _names(self, text: str) -> Iterator[str]:
        """The names in an owner's cell; a name that is known may have a comma or an and in it."""
        for part in filter(str.strip, re.split(r"[;\n]", text)):
            if self.known.owner(_LEADS.sub("", part).strip()) is not None:
                yield part
            else:
                yield from filter(str.strip, _BETWEEN.split(part))
