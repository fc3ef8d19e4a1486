"""The reports whose recommendations a table has: which of them the ledger has, and which are to be
published; and which recommendation of theirs a row is about."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, field

from commands.imports import inspectorate
from commands.imports.issuers import HMICFRS, LETTERS, Maker
from commands.imports.matching import is_a_place
from commands.imports.quoting import is_span
from commands.imports.rows import Unsure
from commands.terminal.text import one_line
from ledger import own_refs
from ledger.application import Ledger
from ledger.characters import folded
from ledger.fold import standing
from ledger.records import inspection_items, inspections
from ledger.records.inspection_items import LIVE, Item
from ledger.records.inspections import Inspection
from ledger.words import day

# Of the rows of a table that does not say of which report each is.
WITHOUT = "{}: recommendations in a tracker"
_SAME = 60  # Days by which two days of one report may differ; more is the report of another year.
_ANY_LEADING = re.compile(rf"{inspections.REFERENCE.pattern}(?![\w-])")
_LEADING = re.compile(rf"({'|'.join(LETTERS.values())})\d\d(-\d{{1,3}})?(?![\w-])", re.IGNORECASE)


class Report(Struct):
    """One report. `known`: as the ledger has it; `on`: the day it was published, or the earliest
    that a row gives; `numbers`: those that its items have, by the letters before them; `wanted`:
    those that rows give to theirs; `begun`: whether a row publishes it already."""

    ref: str
    title: str
    issuer: Maker
    issued_by: str | None = None
    own_ref: str | None = None
    known: Inspection | None = None
    on: date | None = None
    month: date | None = None  # The first day of a month, where a row gives no more.
    begun: bool = False
    opinion: str | None = None  # That a row gives.
    numbers: dict[str, set[int]] = field(default_factory=dict)
    wanted: dict[str, set[int]] = field(default_factory=dict)

    @property
    def only_month(self) -> bool:
        """Whether no row gives more than the month of its day."""
        return self.month is not None and self.month == self.on

    @property
    def is_out(self) -> bool:
        return self.known is not None and self.known.status == "published"

    def area_like(self, letters: str) -> str | None:
        """The question area of its items that letters begin with: PV of PVP."""
        areas = {known.rpartition("-")[0] for known in self.numbers} - {""}
        known = [one for one in areas if letters.startswith(one) and len(one) > 1]
        return max(known, key=len, default=None)

    def number(self, letters: str, wanted: int | None) -> int:
        """The number of a new item: the one that is wanted, or the next after R, or SOC-AFI, that
        no row gives to its own."""
        taken = self.numbers.setdefault(letters, set())
        if wanted is None or wanted in taken:
            wanted = max(taken | self.wanted.get(letters, set()), default=0) + 1
        taken.add(wanted)
        return wanted


class Recommended(Struct, frozen=True):
    item: Item
    report: str
    from_a_table: bool


class Reports:
    """Those that a body follows up, and those of HMICFRS."""

    def __init__(self, ledger: Ledger, body: str, today: date) -> None:
        self.ledger, self.body, self.today = ledger, body, today
        states = ((ref, ledger.state("inspection", ref)) for ref in ledger.refs("inspection"))
        self.all = {ref: state for ref, state in states if isinstance(state, Inspection)}
        self.theirs = {ref: state for ref, state in self.all.items() if state.body in (body, None)}
        self.items = {one.item.ref: one for one in self._recommended()}
        self.by_own: dict[str, list[Recommended]] = {}
        self.by_title: dict[str, list[Recommended]] = {}
        for one in self.items.values():
            self.by_title.setdefault(folded(one.item.title), []).append(one)
            if one.item.own_ref is not None:
                self.by_own.setdefault(folded(one.item.own_ref), []).append(one)
        self.made: dict[str, Report] = {}
        self.given: set[str] = set()

    def _recommended(self) -> Iterator[Recommended]:
        for ref in self.ledger.refs("item"):
            report = ref.partition("/")[0]
            state = self.ledger.state("item", ref) if report in self.theirs else None
            if isinstance(state, Item):
                begun = standing(self.ledger.history(f"item:{ref}"))[0].envelope
                table = is_span((begun.source or "").partition(":")[2])
                yield Recommended(state, report, table)

    # Which report

    def of(
        self,
        issuer: Maker,
        issued_by: str | None,
        text: str | None,
        on: date | None,
        *,
        dated: bool,
    ) -> Report | Unsure:
        """The report of a row: `text` is what it is called there. `dated`: whether `on` is the day
        of the report. Where that is not certain, why."""
        title = " ".join((text or WITHOUT.format(_called(issuer, issued_by))).split())
        found = self._known(issuer, title, on if dated else None)
        if found is None and issuer == HMICFRS:
            found = self._named_for(title, on or self.today)
        if isinstance(found, Unsure):
            return found
        if found is not None:
            return self._made(found, found, issuer, issued_by, title, on)
        key = f"{issuer} {_words(title)} {on if dated else ''}"
        leading = _LEADING.match(title)
        if issuer == HMICFRS:
            leading = _ANY_LEADING.match(title)
            ref, several = inspectorate.report_letters(title, on or self.today)
            key = f"{issuer} {_words(title) if several else ref}"
        if key not in self.made:
            ref = leading[0].upper() if leading else self._next(issuer, title, on)
            title = (title[leading.end() :].strip(" :–—-") or title) if leading else title
            return self._made(key, ref, issuer, issued_by, title, on)
        return self._made(key, self.made[key].ref, issuer, issued_by, title, on)

    def _made(
        self, key: str, ref: str, issuer: Maker, issued_by: str | None, title: str, on: date | None
    ) -> Report:
        report = self.made.get(key)
        if report is None:
            known = self.theirs.get(ref)
            title = known.title if known is not None and known.title else title
            report = Report(ref, title, issuer, issued_by, known=known)
            for one in self.items.values():
                if one.report == ref:
                    letters, number = _lettered(one.item.ref)
                    report.numbers.setdefault(letters, set()).add(number)
            report.on = known.since_on if known is not None and report.is_out else None
            self.made[key] = report
        if not report.is_out and on is not None and (report.on is None or on < report.on):
            report.on = on
        return report

    def _known(self, issuer: Maker, title: str, on: date | None) -> str | Unsure | None:
        """The reference of the one report of the ledger that is called so."""
        leading = inspections.REFERENCE.pattern
        first = re.match(rf"({leading})(?![\w-])", title.upper())
        if first is not None and first[1] in self.all:
            whose = self.all[first[1]]
            if (whose.issuer is None) == (issuer == HMICFRS):
                return first[1]
            return Unsure(f"{first[1]} is a report by {whose.whose}, and the row is of {issuer}")
        said = folded(title)
        fits = {
            ref: one
            for ref, one in self.theirs.items()
            if (one.issuer or HMICFRS) == issuer
            and (_words(title) == _words(one.title) or said == folded(one.own_ref or ""))
        }
        if on is not None:
            fits = {
                ref: one
                for ref, one in fits.items()
                if one.status != "published" or abs((_since(one) - on).days) <= _SAME
            }
        exact = [ref for ref, one in fits.items() if on is not None and one.since_on == on]
        found = exact or list(fits)
        if len(found) > 1:
            several = " or ".join(f"{one} of {day(_since(fits[one]))}" for one in found)
            return Unsure(f"“{one_line(title)}” may be {several}: write the reference in the table")
        return found[0] if found else None

    def _named_for(self, title: str, on: date) -> str | None:
        """The report of HMICFRS whose reference says what a title does: PEEL Efficiency 2017."""
        ref, several = inspectorate.report_letters(title, on)
        named = self.all.get(ref)
        return ref if not several and named is not None and named.issuer is None else None

    def _next(self, issuer: Maker, title: str, on: date | None) -> str:
        begins, several = f"{LETTERS.get(issuer)}{(on or self.today).year % 100:02}", True
        if issuer == HMICFRS:
            begins, several = inspectorate.report_letters(title, on or self.today)
        used = {*self.all, *(one.ref for one in self.made.values())}
        if not several and begins not in used:
            return begins
        number = 1
        while f"{begins}-{number:02}" in used or f"{begins}-{number}" in used:
            number += 1
        return f"{begins}-{number:02}"

    # Which recommendation

    def find(self, report: Report, own_refs_: Iterable[str], title: str) -> Item | None:
        """The recommendation that a row is about, by its references or its words."""
        found = self._found(report, list(own_refs_), folded(title))
        if found is not None:
            self.given.add(found.item.ref)
        return found.item if found is not None else None

    def _found(self, report: Report, refs: list[str], title: str) -> Recommended | None:
        for ref in refs:
            ours = self.items.get(ref.upper()) or self.items.get(f"{report.ref}/{ref.upper()}")
            if ours is not None and ours.item.ref not in self.given:
                return ours
            own = [one for one in self.by_own.get(folded(ref), ()) if one.report == report.ref]
            if own:
                return own[0]
        # By its words alone, where no reference tells it from another.
        same = [one for one in self.by_title.get(title, ()) if one.report == report.ref]
        free = [one for one in same if one.item.ref not in self.given]
        for one in free:
            if not refs or one.item.own_ref is None or is_a_place(one.item.own_ref):
                return one
        return None

    def free(self, own_ref: str, item: str) -> bool:
        """Whether no other recommendation has this reference of the office's own."""
        found = own_refs.having(self.ledger, own_ref, ["item"])
        return all(ref == item for _, ref in found)

    def gone(self, seen: set[str]) -> Iterator[Item]:
        """Those that a table brought in, that are open, and that it has no longer."""
        reports = {one.ref for one in self.made.values()}
        for one in self.items.values():
            live = one.from_a_table and one.item.status in LIVE and one.report in reports
            if live and one.item.ref not in seen:
                yield one.item


def _lettered(item: str) -> tuple[str, int]:
    """SOC-R and 2 of EFF17/SOC-R2."""
    *_, number = inspection_items.parse_reference(item)
    letters = item.rpartition("/")[2].removesuffix(str(number))
    return letters, number


def _words(title: str) -> str:
    """A title as it is compared: Custody (2021) is Custody 2021."""
    return " ".join(re.findall(r"\w+", folded(title)))


def _since(report: Inspection) -> date:
    assert report.since_on is not None
    return report.since_on


def _called(issuer: Maker, issued_by: str | None) -> str:
    return issued_by or issuer[0].upper() + issuer[1:]
