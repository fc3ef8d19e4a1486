"""Which row of a table is its heading, and which column is taken for what."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from commands.imports import inspectorate, issuers
from commands.imports.kinds import KINDS, kind_of
from commands.imports.table import Cell, Sheet
from commands.imports.words import WHOLE_DAY, colour_said
from ledger.characters import folded
from ledger.errors import Misused

_REVISED = re.compile(r"(revised|new|latest|current|extended|amended)\b", re.IGNORECASE)
_SHORT_KINDS = re.compile(r"(afi|recs?|coc)( ?(/|,|or|&) ?(afi|recs?|coc))+", re.IGNORECASE)
RECOMMENDED = re.compile(r"recommend|\brecs?\b", re.IGNORECASE)
_AGREED = re.compile(r"\bactions?\b", re.IGNORECASE)
_HELD = re.compile(rf"#?\d[\d./]*|{WHOLE_DAY}", re.IGNORECASE)  # By a row, and by no heading.
LOOKED_AT = 40  # Rows in which a heading is looked for.


class Heading(Struct, frozen=True):
    """The heading of a table: the cells it is made of, what each column is called, and which is
    taken for what. `last` is its last row."""

    cells: tuple[Cell, ...]
    called: dict[int, str]
    taken: dict[int, str]
    last: int

    def column(self, kind: str) -> int | None:
        return next((column for column, of in self.taken.items() if of == kind), None)

    def below(self, sheet: Sheet, column: int | None) -> list[Cell]:
        """The cells of a column that stand beneath the heading."""
        return [c for c in sheet.cells() if c.column == column and c.row > self.last]


def _present(taken: dict[int, str], called: Mapping[int, str]) -> dict[int, str]:
    """Where there are two due dates, the one that is called revised is the due date, and the other
    the original one."""
    revised = next(
        (c for c, name in called.items() if c not in taken and _REVISED.match(name)), None
    )
    due = next((c for c, kind in taken.items() if kind == "due"), None)
    if revised is None or due is None or "original due" in taken.values():
        return taken
    if kind_of(called[revised]) != "due" or _REVISED.match(called[due]):
        return taken
    return taken | {due: "original due", revised: "due"}


def understood(said: Mapping[str, str]) -> dict[str, str]:
    """The columns that a person named, as their headings are compared. Raises Misused."""
    found = {}
    for heading, kind in said.items():
        known = next((one for one in KINDS if folded(one) == folded(kind)), None)
        if known is None and folded(kind) not in ("", "-", "none"):
            raise Misused(
                f"A column is taken for {', '.join(KINDS)}, or - for nothing; not for {kind!r}."
            )
        found[folded(heading)] = known or ""
    return found


def heading_of(sheet: Sheet, said: Mapping[str, str]) -> Heading | None:
    """The heading of a sheet: the row, or the two or three rows together, of which most columns are
    known; None where there is none that has the action."""
    best: tuple[tuple[int, bool, int], Heading] | None = None
    rows = sheet.rows[:LOOKED_AT]
    for at in range(len(rows)):
        for depth in (1, 2, 3):
            *over, last = rows[at : at + depth]
            if at + depth > len(rows) or any(_titled(one, last) for one in over):
                continue
            if any(_a_row_of(rows[at : at + n], rows[at + n], said) for n in range(1, depth)):
                continue
            made = _together((*over, last), said)
            if made is None:
                continue
            # More columns; with as many, one that a row above a heading says better; then fewer
            # rows.
            better = (
                depth > 1
                and not _together(tuple(over), said)
                and _better(made, over[-1], last, said)
            )
            rank = (len(made.taken), better, -depth)
            if best is None or rank > best[0]:
                best = rank, made
    return _by_what_they_hold(sheet, best[1], said) if best is not None else None


def _titled(first: tuple[Cell, ...], last: tuple[Cell, ...]) -> bool:
    """Whether the first of two rows is only a title, over the first column of the other."""
    texts = [c.column for c in first if c.text]
    return len(texts) == 1 and texts[0] <= min((c.column for c in last if c.text), default=0)


def _a_row_of(
    over: Sequence[tuple[Cell, ...]], row: tuple[Cell, ...], said: Mapping[str, str]
) -> bool:
    """Whether rows are a heading by themselves, and the one below gives a day, a number or a
    reference in a column of theirs: Rec 1, under Ref. Of updates, there may be one of each day."""
    alone = _together(tuple(over), said)
    if alone is None:
        return False
    cells = [c for c in row if c.text and alone.taken.get(c.column, "notes") != "notes"]
    return any(
        c.value is not None or _HELD.fullmatch(c.text) or inspectorate.numbered(c.text)
        for c in cells
    )


def _better(
    heading: Heading, above: tuple[Cell, ...], last: tuple[Cell, ...], said: Mapping[str, str]
) -> bool:
    """Whether the last row is a heading by itself, and a column of it is taken for something else
    with what stands right above: Target over Date is no date of raising."""
    own = {cell.column for cell in above if cell.text}
    return _together((last,), said) is not None and any(
        kind_of(heading.called[cell.column]) == heading.taken[cell.column]
        and kind_of(cell.text) != heading.taken[cell.column]
        for cell in last
        if cell.column in heading.taken.keys() & own
    )


def _by_what_they_hold(sheet: Sheet, heading: Heading, said: Mapping[str, str]) -> Heading:
    """The heading, with the columns that are known by what stands beneath them: colours; AFI and
    Recommendation, which are kinds of item; HMICFRS and Internal audit, which are issuers."""
    heading = _coloured(sheet, heading)
    for kind, told_by, instead in (
        ("action", lambda text: inspectorate.kind_of_item(text) is not None, "kind"),
        ("report", issuers.only_named, "issuer"),
    ):
        column = heading.column(kind)
        if column is None or instead in heading.taken.values():
            continue
        texts = [c.text for c in heading.below(sheet, column)]
        others = [
            c for c, called in heading.called.items()
            if c not in heading.taken and kind_of(called) == kind and folded(called) not in said
        ]  # fmt: skip
        if others and any(texts) and all(told_by(one) for one in texts if one):
            taken = heading.taken | {column: instead, others[0]: kind}
            heading = structs.replace(heading, taken=taken)
    return heading


def _coloured(sheet: Sheet, heading: Heading) -> Heading:
    """The heading, with the column that has colours and nothing else taken for the RAG."""
    if "RAG" in heading.taken.values():
        return heading
    for column in heading.called:
        said = [c.text for c in heading.below(sheet, column)]
        colours = any(said) and all(colour_said(one) for one in said if one)
        if column not in heading.taken and colours:
            return structs.replace(heading, taken=heading.taken | {column: "RAG"})
    return heading


def _together(rows: tuple[tuple[Cell, ...], ...], said: Mapping[str, str]) -> Heading | None:
    """Rows as one heading; what stands above several columns is said of each of them."""
    if any(len(cell.text) > 60 for row in rows for cell in row):
        return None
    called: dict[int, list[str]] = {}
    last = {cell.column for cell in rows[-1] if cell.text}
    above: dict[int, str] = {}
    for row in rows[:-1]:
        said_of = [(cell.column, cell.text) for cell in row if cell.text]
        for at, (column, text) in enumerate(said_of):
            after = said_of[at + 1][0] if at + 1 < len(said_of) else max(last) + 1
            for one in [column, *(c for c in last if column < c < after)]:
                above[one] = text
    for cell in rows[-1]:
        if cell.text:
            called[cell.column] = [cell.text]
    for column, text in above.items():
        called.setdefault(column, []).insert(0, text)
    taken: dict[int, str] = {}
    forms = {column: _forms(texts) for column, texts in sorted(called.items())}
    named = {c: kind for c, each in forms.items() if (kind := _of(said, each)) is not None}
    kinds = {c: next(filter(None, map(kind_of, forms[c])), "") for c in forms if c not in named}
    for column, kind in (*named.items(), *kinds.items()):  # What a person said goes before.
        if kind and (kind == "notes" or kind not in taken.values()):
            taken[column] = kind  # Of notes there may be a column for each month.
    taken = dict(sorted(taken.items()))
    cells = tuple(cell for row in rows for cell in row if cell.text)
    if "action" not in taken.values() or len(taken) < 2:
        return None
    names = {column: " ".join(texts) for column, texts in called.items()}
    taken = _kinds_of_item(_recommended(_present(taken, names), names, said), names, said)
    return Heading(cells, names, taken, rows[-1][0].row)


def _forms(texts: Sequence[str]) -> list[str]:
    """The names of a column whose heading stands in one row or several."""
    return [" ".join(texts), texts[-1], *texts[:-1]]


def _of(said: Mapping[str, str], forms: Iterable[str]) -> str | None:
    return next((said[folded(one)] for one in forms if folded(one) in said), None)


def must_have(said: Iterable[str], headings: Iterable[Heading | None]) -> None:
    """Refuse a column that a person named where no heading is called so."""
    found = [one for one in headings if one is not None]
    texts = {folded(text) for one in found for text in one.called.values()}
    texts |= {folded(cell.text) for one in found for cell in one.cells}
    wrong = next((one for one in said if folded(one) not in texts), None)
    if wrong is not None and found:
        raise Misused(f"No heading is called '{wrong}': check --column.")


def _kinds_of_item(
    taken: dict[int, str], called: Mapping[int, str], said: Mapping[str, str]
) -> dict[int, str]:
    """Where AFI/Rec stands beside a column of what is to be done, it tells which each is."""
    for column, kind in taken.items():
        others = [c for c, name in called.items() if c not in taken and kind_of(name) == "action"]
        short = _SHORT_KINDS.fullmatch(called[column]) and folded(called[column]) not in said
        if kind == "action" and others and short:
            return taken | {column: "kind", others[0]: "action"}
    return taken


def _recommended(
    taken: dict[int, str], called: Mapping[int, str], said: Mapping[str, str]
) -> dict[int, str]:
    """Where there is a recommendation and an agreed action, the one is what is to be done, and the
    other the response to it."""
    if any(folded(called[c]) in said for c, kind in taken.items() if kind == "action"):
        return taken
    actions = [c for c, name in called.items() if kind_of(name) == "action"]
    actions = [c for c in actions if taken.get(c, "action") == "action"]
    first = next((c for c in actions if RECOMMENDED.search(called[c])), None)
    other = next((c for c in actions if c != first and _AGREED.search(called[c])), None)
    if first is None or other is None:
        return taken
    found = {c: kind for c, kind in taken.items() if kind != "action"} | {first: "action"}
    return found if "response" in found.values() else found | {other: "response"}
