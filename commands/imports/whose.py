"""Whose recommendations the rows of a sheet are, if they are any: by what a person says, by its
headings, by what stands around them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from commands.imports import inspectorate, issuers, sections
from commands.imports.columns import RECOMMENDED, Heading
from commands.imports.issuers import HMICFRS, Maker
from commands.imports.kinds import AUDITED, OF_RECOMMENDATIONS
from commands.imports.rows import UNNAMED
from commands.imports.table import Cell, Sheet
from commands.imports.words import WHOLE_DAY
from ledger.records.inspections import ISSUERS

BY_ITS_HEADINGS = "its headings say so"
# Where an action was agreed, and no report: Police and Crime Panel, 2 February 2024.
_MEETING = re.compile(
    rf"\b(committee|panel|board|meeting|council)( meeting)?( of)?\W*({WHOLE_DAY})?\W*$",
    re.IGNORECASE,
)


class Rows(Struct, frozen=True):
    """What a person said of the rows: that they are actions, or recommendations; whose they are;
    who must respond to them by law, or - for nobody here; the day whose position the table
    gives; and who verified what it has as closed."""

    are: str | None = None
    issuer: Maker | None = None
    respondent: str | None = None
    on: date | None = None
    verifier: str | None = None


class Whose(Struct, frozen=True):
    """Whether the rows of a sheet are recommendations; whose, where not each row says it; what
    tells so; and its titles, the nearest last: of its paper, its name, above its heading."""

    are: bool
    issuer: Maker | None = None
    why: str = ""
    titles: tuple[str, ...] = ()


def of_sheet(sheet: Sheet, heading: Heading, document: str, body: str, said: Rows) -> Whose:
    """`document` is what the table is called, `body` the title of the body whose it is."""
    above = [c.text for c in sheet.cells() if c.row <= heading.last]
    first = min((c.row for c in heading.cells), default=heading.last)
    titles = (*sheet.above, sheet.name, *(c.text for c in sheet.cells() if c.row < first))
    around = " | ".join([document, *sheet.above, sheet.name, *above])
    beneath = [one.cell.text for one in sections.titles_in(sheet, heading)]
    makers = {named for one in beneath if (named := issuers.named(one)) is not None}
    named = issuers.named(around) or (next(iter(makers)) if len(makers) == 1 else None)
    named = named or next(filter(None, map(issuers.named, reversed(titles))), None)
    are, why = _recommended(sheet, heading, named), BY_ITS_HEADINGS
    if not are and named == HMICFRS and _lists_items(heading, (*titles, *beneath)):
        are, why = True, "its titles say so"
    if said.are is not None:
        are, why = said.are == "recommendations", "--rows"
    elif said.issuer is not None:
        are, why = True, "--issuer"
    if not are:
        return Whose(False, titles=titles)
    if said.issuer is not None:
        return Whose(True, said.issuer, why, titles)
    if named is not None:
        return Whose(True, named, why, titles)
    kinds = set(heading.taken.values())
    rows_say = ({"issuer", "report"} & kinds or makers) and why == BY_ITS_HEADINGS
    if _of_the_inspectorate(sheet, heading):
        return Whose(True, None if "issuer" in kinds else HMICFRS, why, titles)
    sources = {issuers.named(c.text) for c in heading.below(sheet, heading.column("report"))}
    of_audits = sources <= {None, "internal audit"}
    if of_audits and issuers.an_audit(f"{around} | {body}"):
        return Whose(True, "internal audit", f"{why}; no cell says of which audit", titles)
    if rows_say or said.are is not None:
        return Whose(True, None, why, titles)
    return Whose(False, None, UNNAMED, titles)


def _recommended(sheet: Sheet, heading: Heading, named: Maker | None) -> bool:
    """Whether the headings, or what stands beneath them, say that the rows are recommendations."""
    kinds = set(heading.taken.values())
    called = heading.called.get(heading.column("action") or 0, "")
    reference = heading.called.get(heading.column("reference") or 0, "")
    recommended = RECOMMENDED.search(f"{called} | {reference}") is not None
    if recommended and (AUDITED | {*OF_RECOMMENDATIONS}) & kinds:
        return True
    if named in ISSUERS:
        return {"response", "priority"} <= kinds
    types = [c.text for c in heading.below(sheet, heading.column("kind"))]
    typed = any(inspectorate.kind_of_item(one) is not None for one in types)
    return typed or (recommended and named == HMICFRS) or _of_the_inspectorate(sheet, heading)


def _of_the_inspectorate(sheet: Sheet, heading: Heading) -> bool:
    """Whether the headings or the cells name what only HMICFRS prints: areas for improvement and
    causes of concern."""
    if any(inspectorate.speaks_of_items(one) for one in heading.called.values()):
        return True
    kinds, refs = (heading.below(sheet, heading.column(one)) for one in ("kind", "reference"))
    types = (inspectorate.kind_of_item(c.text) for c in kinds)
    numbered = (inspectorate.numbered(c.text) for c in refs)
    return any(of in ("AFI", "COC") for of in types) or any(
        one is not None and one.letters != "R" for one in numbered
    )


def _lists_items(heading: Heading, titles: Iterable[str]) -> bool:
    """Whether a title is that of a list of items: Areas for improvement. Its actions are none."""
    called = heading.called.get(heading.column("action") or 0, "")
    kinds = (inspectorate.kind_of_item(one.strip(" .:")) for one in titles)
    return "action" not in called.casefold() and any(of is not None for of in kinds)


def maker_of(by: Mapping[str, Cell], whose: Whose) -> Maker | None:
    """Whose recommendation a row has: the one that its own cells name, or that of the sheet."""
    texts = [by[kind].text for kind in ("issuer", "report") if kind in by]
    named = next((of for text in texts if (of := issuers.named(text))), None)
    if named is None and whose.why != "--issuer" and any(map(_MEETING.search, texts)):
        return None
    return named or whose.issuer
