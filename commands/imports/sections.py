"""The rows of a table that are titles of what stands beneath them: a report, a meeting, what is
closed. A row takes from its title what no column of its own says."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, structs

from commands.imports import inspectorate, issuers, words
from commands.imports.columns import Heading
from commands.imports.issuers import HMICFRS
from commands.imports.table import Cell, Sheet

_NEVER = ("notes", "due", "original due", "owner", "status", "RAG", "percent", "closed on")
# Completed actions, Actions closed at the last meeting: a status of all that stands beneath.
_OF_ALL = re.compile(
    r"(?:all )?(?:(?:actions?|items?|recommendations?|afis?)(?: (?:that|which))?"
    r"(?: (?:are|were))? )?"
    r"(?P<how>open|on-?going|outstanding|live|new|closed|completed?|discharged|implemented|finished"
    r"|withdrawn|superseded|no longer required)"
    r"(?: (?:actions?|items?|recommendations?|afis?))?"
    r"(?: (?:since|at|from) (?:(?!open|outstanding|on-?going|still).)*)?",
    re.IGNORECASE,
)
# The day of the report that is named above it.
_PUBLISHED = re.compile(
    rf"(?:date )?(?:of )?(?:report |inspection )?(?:published|issued|publication|report)"
    rf"(?: date)?(?: on)?[ :–—-]*(?P<on>{words.WHOLE_DAY})",
    re.IGNORECASE,
)
# Not that for which, or as at which, a table was made.
_MEETING = re.compile(
    rf"(?:(?:actions?|items?)\b.*\b)?(?:from|arising|raised|agreed)\b.*\d|meeting\b.*\d"
    rf"|(?:{words.WHOLE_DAY})$",
    re.IGNORECASE,
)
# A day since or by which, or of what is to come: of no meeting at which something was raised.
_OTHER_DAY = re.compile(
    rf"\bto be held\b|\bby (?:{words.WHOLE_DAY})"
    r"|\b(since|before|after|until|prior to|between|due|as (at|of)|position|updated?|reviewed"
    rf"|next)(?: [a-z]+){{0,5}}:? (?:{words.WHOLE_DAY})",
    re.IGNORECASE,
)
# A sentence, or the paper in which the table stands: Report of the Chief Executive.
_NO_NAME = re.compile(
    r"\b(was|were|is|are|has|have|will|see also)\b|^(see|refer|note)\b|^report (to|author)\b"
    r"|^report (of|by|from) (the )?(\w+ )?(head|chief|deputy|director|treasurer|manager|officer"
    r"|opcc)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(report|inspections?|audits?|reviews?|thematic|inquest)\b", re.IGNORECASE)


OF_TITLE = "the title above it gives the day"
_NOTE = "of a title"
_OPINION = re.compile(r"\s*[(,:–—-]\s*(?P<said>[A-Za-z]+ assurance)\b\)?", re.IGNORECASE)
_ISSUED = re.compile(rf"\b(issued|published)(:| on)? (?:{words.WHOLE_DAY})", re.IGNORECASE)
# 3. Actions from the meeting of 14 March 2024.
_NUMBERED = re.compile(r"\s*\d+(\.\d+)*[.)]\s+(?=\S)")
_BESIDES = re.compile(rf"\s*[(,:–—-]\s*[^(),:–—]*(?:{words.WHOLE_DAY})\)?\s*$", re.IGNORECASE)


class Title(Struct):
    """The cell of a title; whether a row beneath it took something from it; and the title of the
    report above it, where it says which kind of item of that stands beneath."""

    cell: Cell
    taken: bool = False
    over: "Title | None" = None

    def under(self, above: "Title | None") -> "Title":
        """The title, beneath another: Areas for improvement, beneath that of a report."""
        of_a_kind = inspectorate.kind_of_item(self.cell.text.strip(" .:")) is not None
        if of_a_kind and above is not None:
            told = above.cell.text
            of_a_report = _names_a_report(told) and not inspectorate.names_no_report(told)
            self.over = above.over or (above if of_a_report else None)
        return self

    def fill(self, by: dict[str, Cell], today: date, *, reports: bool) -> bool:
        """Put the title where a row has no cell that says the same; `reports`: whether its rows are
        of reports. Whether the title names the report."""
        said = {kind for kind, cell in by.items() if not words.nothing(cell.text)}
        text = self.cell.text.strip(" .:")
        of_all = _OF_ALL.fullmatch(text)
        if of_all is not None:
            if not {"status", "closed on"} & said:
                self._put(by, "status", of_all["how"])
            return False
        if reports and "kind" not in said and inspectorate.kind_of_item(text) is not None:
            of_its_own = "reference" in said and inspectorate.numbered(by["reference"].text)
            if not of_its_own:
                self._put(by, "kind", text)
            self.taken = True
            return self.over is not None and self.over.fill(by, today, reports=reports)
        report = reports and "report" not in said and _names_a_report(text)
        if report:
            self._put_report(by, text)
        other = _OTHER_DAY.search(text) is not None
        if (
            "raised on" not in said
            and not other
            and (words.day_within(text, today) or words.month_of(text))
        ):
            self._put(by, "raised on", text)
        return report

    def _put_report(self, by: dict[str, Cell], text: str) -> None:
        named, title = issuers.named(text), _BESIDES.sub("", text)
        opinion = _OPINION.search(title)
        if opinion is not None:
            title = title[: opinion.start()] + title[opinion.end() :]
            if "assurance" not in by:
                self._put(by, "assurance", opinion["said"])
        if named is not None and named != HMICFRS:
            self._put(by, "issuer", named)
            title = re.sub(rf"^{named}\s*[:–—-]\s*", "", title, flags=re.IGNORECASE)
        self._put(by, "report", title)

    def _put(self, by: dict[str, Cell], kind: str, text: str) -> None:
        self.taken = True
        by[kind] = structs.replace(self.cell, text=text, notes=(*self.cell.notes, _NOTE))


def title_of(cells: tuple[Cell, ...], taken: Mapping[int, str]) -> Title | None:
    """A row that is a title: the one cell in it, in a column in which a title may begin."""
    texts = [c for c in cells if c.text]
    if len(texts) != 1 or taken.get(texts[0].column) in _NEVER:
        return None
    return Title(texts[0]) if re.search(r"[A-Za-z]{3}", texts[0].text) else None


def titles_in(sheet: Sheet, heading: Heading) -> list[Title]:
    """The titles that stand beneath the heading."""
    rows = [cells for cells in sheet.rows if cells and cells[0].row > heading.last]
    return [one for cells in rows if (one := title_of(cells, heading.taken)) is not None]


def over_all(heading: Heading, titles: Iterable[str]) -> Title | None:
    """What the titles above a table say of all that stands in it: the report that it is of, the
    meeting, that all is closed. Of two the nearest, which comes last, holds."""
    title: Title | None = None
    for text in (_NUMBERED.sub("", one, count=1) for one in titles):
        if title is not None and (on := _PUBLISHED.fullmatch(" ".join(text.split()))) is not None:
            said = f"{title.cell.text} (published {on['on']})"
            title.cell = structs.replace(title.cell, text=said)
        elif _says_of_all(" ".join(text.split()).strip(" .:")):
            title = Title(structs.replace(heading.cells[0], text=text)).under(title)
    return title


def _says_of_all(text: str) -> bool:
    a_report = _is_a_report(text) or issuers.named(text) == HMICFRS
    return (
        _OF_ALL.fullmatch(text) is not None
        or (a_report and not inspectorate.names_no_report(text))
        or inspectorate.kind_of_item(text) is not None
        or (_MEETING.match(text) is not None and _OTHER_DAY.search(text) is None)
    )


def from_a_title(cell: Cell | None) -> bool:
    return cell is not None and _NOTE in cell.notes


def _names_a_report(text: str) -> bool:
    """Payroll: final report; Payroll (limited assurance); Payroll, issued 3 May 2018."""
    if issuers.named(text) is not None or _is_a_report(text):
        return True
    title = _BESIDES.sub("", text)
    return _ISSUED.search(text) is not None and not inspectorate.names_no_report(title)


def _is_a_report(text: str) -> bool:
    named = _REPORT.search(text) or _OPINION.search(text)
    return named is not None and _NO_NAME.search(text) is None
