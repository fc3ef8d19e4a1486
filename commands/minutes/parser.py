"""Reading the text of a minute into lines: what each says, and where."""

import re
from datetime import date

from commands.minutes import bulk, grammar, meant, proceedings, references
from commands.minutes.about import Above
from commands.minutes.attendance import attending, chairing, present
from commands.minutes.entries import begins_small, entries, unreadable
from commands.minutes.forms import QUOTED, Form
from commands.minutes.interpreter import Interpreter, Resolver, ended, quoted, texts_of
from commands.minutes.lines import CHAIR, Lines, no_source
from commands.minutes.minute import HEADER, OF_THE_WHOLE, Line, Minute, Unclear
from commands.minutes.pasted import plain, typed
from commands.session.together import Wrong, each_of
from commands.terminal.calendars import WEEKDAY
from ledger.errors import Misused, Problem
from ledger.words import day

SOURCE = re.compile(r"\s+[(\[]?@(\d(?:[\d,–-]|(?<=[,–-])\s|\s(?=[–-]))*|-)[)\]]?[.;]?$")
_GIVEN = re.compile(r"([A-Za-z]+)\s*\[([A-Za-z]-\d{4}-\d+)\]")
_OF_A_DAY = re.compile(rf"\d+|{WEEKDAY}")  # Where the body was forgotten.
_BEGINS = "a minute begins with its body and day: # HTA Tuesday 27 February 2018"


def read(text: str, resolver: Resolver) -> Minute:
    """The minute that `text` is. Raises Unclear, naming every line that cannot be understood."""
    return _Reading(resolver).read(text)


class _Reading:
    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.faults: list[Wrong] = []
        self.minute: Minute | None = None
        self.held: Line | None = None
        self.lines = Lines(resolver)
        self.above = Above(self.lines)

    def read(self, text: str) -> Minute:
        text, hidden = plain(text)
        doubtful = begins_small(text)
        whole = list(entries(text))
        self.there = present(one for one in whole if unreadable(one[1]) is None)
        for number, entry in whole:
            try:
                if number in doubtful:
                    raise Misused(
                        "this begins like a new line of the minute: move it to the margin, or put"
                        " | before it if it continues the line above."
                    )
                if (fault := unreadable(entry)) is not None:
                    raise Misused(fault)
                # If the first line is not understood, the meeting is not known.
                if self.minute is not None or not self.faults or entry.startswith("# "):
                    self._entry(number, entry)
            except Problem as problem:
                said = entry.split("\n")[0]
                self.faults += [Wrong(number, said, one) for one in each_of(problem)]
                self.above.was_broken(entry)
        self.above.all_told()
        if self.minute is None and not self.faults:
            self.faults.append(Wrong(1, text.split("\n")[0].strip(), Misused(_BEGINS)))
        if self.faults:
            raise Unclear(self.faults)
        assert self.minute is not None and self.held is not None
        for form, field in ((grammar.QUESTION, "put_by"), (grammar.DECISION, "makers")):
            by_chair = [(line, field) for line in self.lines.of(form) if line.facts[field] is CHAIR]
            self.minute.by_chair += by_chair
        self.minute.chaired_by(self.held.facts["chair"])
        self.minute.next_on = self.lines.interpreter.next_on
        self.minute.lines = self.lines.every
        self.minute.untold = self.above.untold
        self.minute.hidden = hidden
        return self.minute

    def _entry(self, number: int, entry: str) -> None:
        if re.match(r"# ", entry):
            return self._title(number, entry)
        if self.minute is None:
            raise Misused(_BEGINS)
        source = None
        if (found := SOURCE.search(entry)) is not None:
            entry = entry[: found.start()]
            source = re.sub(r"\s", "", found[1]).replace("–", "-") if found[1] != "-" else None
        if source and not self.minute.paper and not entry.casefold().startswith("paper:"):
            raise Misused(
                f"@{source} names lines of a paper, but no paper is named. Name it at the top:"
                " Paper: NAME"
            )
        if entry.startswith(">"):
            return self.above.mark(number, entry[1:].strip(), source)
        if (found := references.REFERENCE.fullmatch(typed(entry))) is not None:
            rest = entry[found.start(2) :].strip() if found[2] else ""
            return self.above.reference(number, found[1], rest, source)
        if (found := references.OWN.fullmatch(typed(entry))) is not None:
            own = entry[found.start(1) : found.end(1)]
            if (record := self.resolver.owned(own, self.minute.body)) is not None:
                rest = entry[found.start(2) :].strip() if found[2] else ""
                return self.above.reference(number, own, rest, source, record)
        if (found := references.MEETING.fullmatch(typed(entry))) is not None:
            ref = entry[: found.end(1)].upper()
            return self.above.reference(
                number, ref, (found[2] or "").strip(), source, f"meeting:{ref}"
            )
        self.above.all_told()
        if entry.startswith("##"):
            return self._heading(number, entry, source)
        return self._said(number, entry, source)

    def _title(self, number: int, entry: str) -> None:
        if self.minute is not None:
            raise Misused("there is one meeting in a minute; a heading is ## and its item number.")
        found = grammar.HELD.pattern.fullmatch(typed(entry))
        if SOURCE.search(entry):
            no_source("", "Paper: NAME")
        if found is None or _OF_A_DAY.fullmatch(found["body"].lower()):
            raise Misused(_BEGINS)
        body, on = (
            self.resolver.body(found["body"]),
            self.resolver.day(found["meets_on"], None, False),
        )
        self.lines.interpreter = Interpreter(self.resolver, body, on)
        self.minute = Minute(body=body, meets_on=on)
        self.resolver.sits(self.minute.meeting, on, self.there)
        facts = {"body": body, "meets_on": on} | dict.fromkeys(grammar.HELD.told)
        self.held = Line(form=grammar.HELD, facts=facts, number=number)
        self.lines.every.append(self.held)

    def _heading(self, number: int, entry: str, source: str | None) -> None:
        self.above.record = None
        if re.fullmatch(r"##+\s*(matters )?brought forward:?", entry, re.IGNORECASE):
            self.lines.heading = None
            no_source(source, "each > line")
            return
        # The lines below belong under it even if it is not understood.
        self.lines.heading = Line(
            form=grammar.HEADING, facts={"title": None}, item=f"line {number}"
        )
        entry = re.sub(r"(?i)^##+\s*(?:(?:agenda )?item\s+(?=\S*\d))?", "## ", entry)
        known = re.fullmatch(rf"## ({QUOTED}|\S*\d\S*|unnumbered)", typed(entry))
        if known is not None:
            no_source(source, "the line that gives its title")
            item = references.item_number(quoted(entry, known, 1) or "")
            here = (line for line in self.lines.of(grammar.HEADING) if line.item == item)
            self.lines.heading = next(here, None)
            if self.lines.heading is None:  # The ledger must know it.
                self.lines.heading = Line(form=grammar.HEADING, facts={"title": None}, item=item)
                assert self.minute is not None
                self.minute.untitled.setdefault(item, number)
            return
        found = grammar.HEADING.pattern.fullmatch(typed(entry))
        if found is None or not re.search(r"\d|unnumbered|^\"", found["item"]):
            raise Misused(
                "a heading is ##, the item's number as printed, and its title: ## 2.1d Road safety."
                ' Without a number, quote a short name: ## "AOB" Other'
            )
        line = self.lines.line(grammar.HEADING, texts_of(entry, found), number, source)
        line.item = line.facts["item"] = references.item_number(line.facts["item"])
        if found["item"][0] != '"':
            line.facts["title"] = references.DASH.sub("", line.facts["title"])
        line.heading = line.facts["title"]
        before = next((o for o in self.lines.of(grammar.HEADING) if o.item == line.item), None)
        if before is not None:
            raise Misused(
                f"item {line.item} is on line {before.number} already: use each number once."
            )
        self.lines.heading = line
        self._add(line)

    def _said(self, number: int, entry: str, source: str | None) -> None:
        assert self.minute is not None
        label, colon, rest = entry.partition(":")
        label, rest = label.strip().casefold(), rest.strip()
        nothing = grammar.NOTHING.fullmatch(rest.rstrip(".")) is not None
        if colon and label in HEADER:
            self._header(number, label, rest, source)
        elif colon and label in ("present", "apologies") and not nothing:
            form = grammar.PRESENT if label == "present" else grammar.APOLOGY
            for one in attending(self.resolver, form, rest, number, source):
                self._add(one)
        elif colon and nothing and label in grammar.NILS:
            line = Line(form=grammar.NIL, facts={"nil_of": grammar.NILS[label]}, number=number)
            whole = label in ("apologies", "declarations of interest")
            line.item, line.source = None if whole else self.lines.item, source
            self._add(line)
        elif colon and label in bulk.LABELS:
            body, meeting = self.minute.body, self.minute.meeting
            actions, mark = bulk.actions_and_outcome(self.resolver, body, meeting, label, rest)
            for self.above.record in actions:
                self.above.mark(number, mark, source)
            self.above.record = None
        elif colon and label in proceedings.OF_AN_ITEM:
            form = proceedings.OF_AN_ITEM[label]
            if form in (proceedings.PURPOSE, proceedings.PRIVATE):
                self.lines.needs_heading()
            self._add(self.lines.matched(form, entry, number, source))
        elif (of := label.partition(" as ")[0]) in proceedings.OF_THE_MEETING:
            self._of_the_meeting(number, proceedings.OF_THE_MEETING[of], entry, source)
        elif colon and proceedings.RECOMMENDED.fullmatch(label):
            decided = f"D: {self.minute.body}: {rest}"
            self._add(self.lines.matched(grammar.DECISION, decided, number, source))
            self.above.mark(number, entry.partition(":")[0].strip(), source)
        else:
            self._add(self._lettered(number, entry, source) or self._worded(number, entry, source))

    def _of_the_meeting(self, number: int, form: Form, entry: str, source: str | None) -> None:
        """A line about the meeting itself. Amendments may stand below confirmed minutes."""
        if form is proceedings.CONFIRMED and not entry.partition(":")[2].strip():
            here = self.lines.interpreter
            entry = f"{form.label}: {self.resolver.last_meeting(here.body, here.meets_on)}"
        line = self.lines.matched(form, entry, number, source)
        line.item = None
        line.under = self.lines.item if form is proceedings.TOLD else None
        self._add(line)
        if form is proceedings.CONFIRMED:
            self.above.record = f"meeting:{line.facts['minutes_of']}"

    def _lettered(self, number: int, entry: str, source: str | None) -> Line | None:
        """A line that begins with Q, F, A, D or N, or with what else people call these."""
        given = _GIVEN.match(typed(entry))
        if given is not None:
            entry = given[1] + entry[given.end() :]
        first = re.split(r"[\s:\[]", entry, maxsplit=1)[0].casefold()
        letter = grammar.ALSO.get(first, first.upper())
        for form in grammar.LETTERED:
            if letter == form.label:
                line = self.lines.matched(form, letter + entry[len(first) :], number, source)
                line.ref = given[2].upper() if given else None
                if form is grammar.NOTED:
                    self.lines.needs_heading()
                return line
        return None

    def _worded(self, number: int, entry: str, source: str | None) -> Line:
        """A line that begins with Deferred, Next meeting, or Notes: complete."""
        for form in (grammar.DEFERRED, grammar.NEXT, grammar.COMPLETE):
            if entry.casefold().startswith(form.label.casefold()):
                said = ended(entry) if form is grammar.COMPLETE else entry
                line = self.lines.matched(form, said, number, source)
                if form is grammar.DEFERRED:
                    self.lines.needs_heading()
                else:
                    line.item = line.under = None
                if form is grammar.NEXT:
                    self._next(line.facts["meets_on"])
                return line
        raise meant.unknown(entry, self.resolver.are_posts)

    def _next(self, on: date) -> None:
        if on <= self.lines.interpreter.meets_on:
            raise Misused(f"{day(on)} is not after this meeting: name a later day.")
        self.lines.interpreter.next_on = on

    def _header(self, number: int, label: str, rest: str, source: str | None) -> None:
        assert self.minute is not None and self.held is not None
        name = HEADER[label]
        if self.lines.heading is not None:
            raise Misused(f"{label.capitalize()}: belongs to the whole meeting: put it at the top.")
        if name in self.minute.headed:
            raise Misused(f"line {self.minute.headed[name]} already says it: delete one of them.")
        self.minute.headed[name] = number
        if name != "paper":
            no_source(source, "Paper: NAME")
        if name in OF_THE_WHOLE:
            setattr(self.minute, name, rest or None)
            if name == "paper":
                self.held.source = source
            return
        if name == "chair" and rest:
            self.held.facts |= chairing(self.resolver, rest)
        else:
            self.held.facts[name] = rest or None

    def _add(self, line: Line) -> None:
        self.lines.add(line)
        self.above.is_line(line)
