"""The commands of one row that is a recommendation: its report, as it was made, what was said to
it, when it is due, what was done. What HMICFRS prints is in inspected.py."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from commands.imports import issuers, words
from commands.imports.claiming import claims
from commands.imports.matching import foreign, is_a_place
from commands.imports.reports import Report
from commands.imports.responding import Responding
from commands.imports.responses import Responded
from commands.imports.rows import Row, Unsure
from commands.imports.saying import Table
from commands.imports.settling import Settling
from commands.imports.table import Cell
from commands.imports.telling import ONLY_MONTH
from commands.imports.whose import Whose, maker_of
from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.records.inspection_items import CLAIMABLE, LIVE, Item
from ledger.records.inspections import ANSWERED
from ledger.words import day

_DATED = re.compile(r"report|audit|issue|publi", re.IGNORECASE)


class Recommending(Responding):
    """Of a recommendation that a row is about, what the row says and the ledger has not. `whose`:
    whose the rows are, where a row does not say; `respondent`: who must respond by law, or -;
    `called`: the headings of the columns, by what they are taken for."""

    record, called, begun = "item", "recommendation", "made"
    open = LIVE
    settled_by: type[Settling] = Settling
    claimed: tuple[str, ...] = ()  # What else stands in a claim: an issuer's priority has a field.

    def __init__(
        self,
        table: Table,
        row: Row,
        by: dict[str, Cell],
        owners: Sequence[str],
        *,
        leads: bool,
        whose: Whose,
        respondent: str | None,
        called: Mapping[str, str],
    ) -> None:
        super().__init__(table, row, by, owners, leads=leads)
        self.whose, self.respondent = whose, respondent
        self.headings = called
        self.dated = _DATED.search(called.get("raised on", "")) is not None
        self.status_cell, self.standing = self.status()
        self.report = self._report()

    @property
    def one_of_several(self) -> str:
        return self.name

    def _report(self) -> Report | Unsure:
        """The report that makes it; or why none can be told."""
        said = {kind: self._words(kind) for kind in ("issuer", "report")}
        found = maker_of(self.by, self.whose)
        if found is None:
            return Unsure("whose recommendation it is, no cell says: --issuer 'internal audit'")
        by = said["issuer"]
        if by is not None and issuers.only_named(by):
            by = None
        on = self.raised_on
        if found in ANSWERED:
            if by is not None and issuers.named(by) is None:
                return Unsure(f"“{one_line(by)}” names no coroner and is not the IOPC: --issuer")
            if on is None:
                return Unsure("the law counts from the day of the report, and the row gives none")
            if self.respondent is None:
                return Unsure(
                    "the law sets a time to respond to it: say who must, or that nobody here does:"
                    " --respondent POST, or --respondent -"
                )
        ended = Settling.day_of(self)
        first = on or ended or self.table.on or self.table.today
        return self.table.reports.of(
            found, by, said["report"], first, dated=self.dated and on is not None
        )

    # What a row comes to

    def fill(self) -> None:
        if isinstance(self.report, Unsure):
            return self._nothing(self.report.why)
        report, reference = self.report, self.reference()
        forms = [*self._ours(), *self._forms(reference)]
        now = self.table.reports.find(report, forms, self.title)
        if now is None and (why := self._not_new()) is not None:
            return self._nothing(why)
        self.row.ref = now.ref if now is not None else None
        heading = self.headings.get("verified")
        ending = self.settled_by(
            self, now, self.status_cell, self.standing, report=report, heading=heading
        )
        self.until = ending.until
        out = report.on if report.is_out else None
        if out is not None and self.until is not None and self.until < out:
            self.until = None
        self._published(report)
        given = self._responded()
        if now is None:
            letters, number = self._number()
            self.name = f"{report.ref}/{letters}{report.number(letters, number)}"
            self._issue(report, reference, given)
        else:
            self.name = now.ref
            self._changed(now, reference, given)
        for command, options, text in claims(self.by, self.row, now, "item", self.claimed):
            self.say(command, *options, "--", self.name, *filter(None, [text]), on=None)
        self.progress(now)
        if given.response == "rejected" and (now is None or now.status in LIVE):
            self._reject(given)
        elif given.response != "rejected":
            ending.fill()
        self.row.same = now is not None and not self.row.commands
        return None

    def _not_new(self) -> str | None:
        """Why it is not issued, where the ledger has it not."""
        disputed = "the table says that it is disputed: settle that first"
        return disputed if self.standing == "disputed" else None

    def _ours(self) -> list[str]:
        """How our own reference ends, as the row gives it."""
        return []

    def _number(self) -> tuple[str, int | None]:
        """What its reference ends with: letters, and the number that its row gives."""
        said = folded(self.reference() or "")
        found = re.fullmatch(r"(?:r|rec|recommendation)?[ .-]?([1-9]\d{0,2})", said)
        return "R", int(found[1]) if found else None

    def tell_report(self) -> None:
        """Let no other row have the number that this one gives, nor its month pass for a day."""
        letters, number = self._number()
        if isinstance(self.report, Report):
            self.report.wanted.setdefault(letters, set()).update([number] if number else [])
            self.report.month = self.raised_on if self.only_month else self.report.month

    def _forms(self, reference: str | None) -> list[str]:
        """How the office's own reference may be recorded: alone, or with that of the report, as a
        number that each report begins anew."""
        if reference is None:
            return []
        report = self._words("report")
        alone, whole = foreign(reference), f"{report or ''} {reference}"[-100:].strip()
        return list(dict.fromkeys([whole, alone] if reference.isdecimal() else [alone, whole]))

    def _own_ref(self, reference: str | None) -> str | None:
        if reference is None:
            return self.own_ref_of(None)
        if folded(reference) in (folded(self.name), folded(self.name.rpartition("/")[2])):
            return None  # It is ours.
        seen = self.table.reports.given
        for form in self._forms(reference):
            if folded(form) not in seen and self.table.reports.free(form, self.name):
                seen.add(folded(form))
                return form
        return None

    # The report

    def _published(self, report: Report) -> None:
        """The report itself, said once; and the opinion that it gives."""
        opinion = self._words("assurance")
        known = report.known.assurance if report.known is not None else None
        if not report.is_out and not report.begun:
            report.begun = True
            given = ["--issuer", report.issuer] if report.known is None else []
            given += ["--issued-by", report.issued_by] if report.issued_by else []
            given += ["--body", self.table.body]
            given += ["--assurance", opinion] if opinion else []
            if report.issuer in ANSWERED:
                nobody = self.respondent == "-"
                given += ["--no-respondent"] if nobody else ["--respondent", self.respondent or ""]
            on = report.on if self.raised_on is not None else None
            given += self._only_its_month(report) if on is not None else []
            names = ["--", report.ref, report.title]
            self.say("inspection publish", *given, *names, on=on, by=report.on)
            report.opinion = opinion
        elif opinion is not None and report.opinion is None and known is None:
            report.opinion = opinion
            self.say(
                "inspection assurance", "--", report.ref, opinion, on=None, at=self.by["assurance"]
            )
        elif opinion is not None and folded(opinion) != folded(report.opinion or known or ""):
            why = f"{report.ref} has the opinion “{report.opinion or known}” already"
            self.unclear(self.by["assurance"], why)

    def _only_its_month(self, report: Report) -> list[str]:
        """The option that says so, where the day of the report is taken from a month."""
        return ["--inferred", ONLY_MONTH] if report.only_month else []

    # As it was made

    def _issue(self, report: Report, reference: str | None, given: Responded) -> None:
        own_ref = self._own_ref(reference)
        options = ["--own-ref", own_ref] if own_ref else []
        if own_ref is None and reference is not None and folded(reference) != folded(self.name):
            number = self.name.rpartition("/")[2]
            if re.findall(r"[1-9]\d*", reference) != re.findall(r"[1-9]\d*", number):
                self.unclear(self.by["reference"], f"another {self.called} has this reference")
        options += self._as_printed()
        if given.response not in (None, "rejected"):
            options += ["--response", given.response]
            text = given.text or self._cell_of_response(given.response)
            options += ["--response-text", text] if text else []
        options += ["--owner", self.owners[0]] if self.owners else []
        self._one_owner()
        due, said = self.first_due if any(self.first_due) else (self.due, self.due_words)
        options += ["--due", due.isoformat()] if due else []
        options += ["--due-words", said] if said and not due else []
        on = self.raised_on
        if on is not None and report.on is not None and on < report.on:
            self.unclear(self.by["raised on"], f"{report.ref} is of {day(report.on)}")
            on = None
        of_month = self.only_month or (on == report.on and report.only_month)
        options += ["--inferred", ONLY_MONTH] if on is not None and of_month else []
        by = None if on is not None else self.until or report.on
        self.say("item issue", *options, "--", self.name, self.title, on=on, by=by)
        self._revised(due, None if due else said)

    def _as_printed(self) -> list[str]:
        """The options of what the report prints besides its words."""
        priority = self._words("priority")
        return ["--priority", priority] if priority else []

    def _one_owner(self) -> None:
        if len(self.owners) > 1:
            why = (
                f"a recommendation has one owner here, and {self.owners[0]} is taken; another:"
                f" --owner '{one_line(self.by['owner'].text)}=POST'"
            )
            self.unclear(self.by["owner"], why)

    def _revised(self, before: date | None, words_before: str | None) -> None:
        """The due date is another than it was, with nobody recorded to have approved it."""
        cell = self.by.get("due")
        if cell is None or words.nothing(cell.text):
            return
        if words.no_date(cell.text):
            if before or words_before:
                self.unclear(cell, "it has a due date in the ledger: say who took it away")
            return
        first = before is None and words_before is None
        if self.due_words is not None:
            if folded(self.due_words) == folded(words_before or ""):
                return
            if first:
                given = ["--due-words", self.due_words, "--", self.name]
                self.say("item due", *given, on=None, at=cell)
            else:
                self.unclear(cell, "a due date is revised to a day, and this is none")
        elif self.due is None or self.due == before:
            return
        elif first:
            self.say("item due", "--due", self.due.isoformat(), "--", self.name, on=None, at=cell)
        elif before is not None and self.due < before:
            self.due_earlier(cell, before)
        else:
            given = ["--to", self.due.isoformat(), "--reason", self.why_moved(cell)]
            self.say("item revise", *given, "--", self.name, on=None, at=cell)

    def _changed(self, now: Item, reference: str | None, given: Responded) -> None:
        known = {folded(now.ref), folded(now.ref.rpartition("/")[2]), folded(now.own_ref or "")}
        forms = {folded(one) for one in self._forms(reference)}
        fits = forms & known or not is_a_place(now.own_ref)
        self.named_otherwise(now, None if fits else reference)
        priority = self._words("priority") if "priority" not in self.claimed else None
        if priority is not None and folded(priority) != folded(now.priority or ""):
            had = f"of the priority {now.priority}" if now.priority else "of no priority"
            why = f"{now.ref} is {had} in the ledger: correct EVENT --set priority={priority!r}"
            self.unclear(self.by["priority"], why)
        if now.status not in LIVE:
            if now.status != "rejected" and given.response == "rejected":
                why = f"{now.ref} is {now.status} in the ledger, and the table has it as rejected"
                self.unclear(self.by.get("response") or self.by["agreed"], why)
            return
        if given.response not in (None, "rejected", now.response):
            cell = self.by.get("agreed") or self.by["response"]
            text = given.text or self._cell_of_response(given.response)
            options = ["--text", text] if text else []
            self.say("item respond", *options, "--", now.ref, given.response, on=None, at=cell)
        owner = self.by.get("owner")
        if owner is not None and self.owners and now.lead not in self.owners:
            self.say("item lead", "--post", self.owners[0], "--", now.ref, on=None, at=owner)
            self._one_owner()
        if now.status in CLAIMABLE:
            self._revised(now.due, now.due_words)
        else:
            self.due_stays(now)
