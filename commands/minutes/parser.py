"""Reading the text of a minute into lines: what each says, and where."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import msgspec

from commands.minutes import about as record_above
from commands.minutes import bulk, due, grammar, meant, own_refs, proceedings, references
from commands.minutes.attendance import attending, chairing, present
from commands.minutes.entries import begins_small, entries, unreadable
from commands.minutes.forms import QUOTED, Form
from commands.minutes.interpreter import Meaning, Mind, ended, quoted, texts_of
from commands.minutes.minute import HEADER, OF_THE_WHOLE, Line, Minute, Unclear, denies, fact_of
from commands.minutes.pasted import plain, typed
from commands.session.together import Wrong, all_of, each_of
from ledger.errors import Misused, Problem
from ledger.registry import split
from ledger.words import day

SOURCE = re.compile(r"\s+[(\[]?@(\d(?:[\d,–-]|(?<=[,–-])\s|\s(?=[–-]))*|-)[)\]]?[.;]?$")
_WITHOUT_DUE = msgspec.structs.replace(grammar.ACTION, says="A: {owners}: {title}").pattern
_GIVEN = re.compile(r"([A-Za-z]+)\s*\[([A-Za-z]-\d{4}-\d+)\]")
_BEGINS = "a minute begins with its body and day: # HTA Tuesday 27 February 2018"
_CHAIR = object()  # Who asks or decides, where nobody is named: known when all is read.


def read(text: str, mind: Mind) -> Minute:
    """The minute that `text` is. Raises Unclear, naming every line that cannot be understood."""
    return _Reading(mind).read(text)


class _Reading:
    def __init__(self, mind: Mind) -> None:
        self.mind = mind
        self.faults: list[Wrong] = []
        self.minute: Minute | None = None
        self.meaning: Meaning  # Once it is said which meeting it is.
        self.held: Line | None = None
        self.lines: list[Line] = []
        self.by_form: dict[str, list[Line]] = {}
        self.asked: dict[str | None, list[Line]] = {}  # The questions under each heading.
        self.said: dict[tuple[Any, ...], Line] = {}
        self.heading: Line | None = None
        self.above: Line | str | None = None  # What a > line would be about.
        self.named: dict[int, str] = {}  # References above, of which nothing is said yet.

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
                # Below a first line that was not understood, nobody knows which meeting it is of.
                if self.minute is not None or not self.faults or entry.startswith("# "):
                    self._entry(number, entry)
            except Problem as problem:
                said = entry.split("\n")[0]
                self.faults += [Wrong(number, said, one) for one in each_of(problem)]
                self._broken(entry)
        self._all_told()
        if self.minute is None and not self.faults:
            self.faults.append(Wrong(1, text.split("\n")[0].strip(), Misused(_BEGINS)))
        if self.faults:
            raise Unclear(self.faults)
        assert self.minute is not None and self.held is not None
        for form, field in ((grammar.QUESTION, "put_by"), (grammar.DECISION, "makers")):
            by_chair = [(line, field) for line in self._of(form) if line.facts[field] is _CHAIR]
            self.minute.by_chair += by_chair
        self.minute.chaired_by(self.held.facts["chair"])
        self.minute.next_on = self.meaning.next_on
        self.minute.lines = self.lines
        self.minute.hidden = hidden
        return self.minute

    def _broken(self, entry: str) -> None:
        """A line below may be about this one, though this one was not understood."""
        if entry.startswith((">", "#")):
            return
        self.named = {}
        self.above = record_above.broken(entry)

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
            return self._mark(number, entry[1:].strip(), source)
        if (found := references.REFERENCE.fullmatch(typed(entry))) is not None:
            rest = entry[found.start(2) :].strip() if found[2] else ""
            return self._reference(number, found[1], rest, source)
        if (found := references.OWN.fullmatch(typed(entry))) is not None:
            own = entry[found.start(1) : found.end(1)]
            if (record := self.mind.owned(own, self.minute.body)) is not None:
                rest = entry[found.start(2) :].strip() if found[2] else ""
                return self._reference(number, own, rest, source, record)
        if (found := references.MEETING.fullmatch(typed(entry))) is not None:
            ref = entry[: found.end(1)].upper()
            return self._reference(number, ref, (found[2] or "").strip(), source, f"meeting:{ref}")
        self._all_told()
        if entry.startswith("##"):
            return self._heading(number, entry, source)
        return self._said(number, entry, source)

    def _reference(
        self, number: int, ref: str, rest: str, source: str | None, record: str | None = None
    ) -> None:
        """A record that the lines below are about; behind it stands its title, or what became of
        it."""
        self.above = record = record or self.mind.record(ref)
        title = self.mind.title(record)
        inline = not references.is_title(rest, title)
        if inline:
            rest = record_above.usual(record, rest, self.mind)
        if inline or number - 1 not in self.named:
            self._all_told()
        self.named[number] = split(record)[1]
        if not inline:
            _no_source(source, "the > line below")
        elif any(form.begins(rest) for form in record_above.fitting(record)):
            self._mark(number, rest, source)
        elif (other := references.AND_ANOTHER.match(typed(rest))) is not None:
            raise Misused(f"a line names one record: begin a new line with {other[1]}.")
        else:
            raise Misused(
                f"the words after {ref} are not its title ({title!r}). Say what became of it on a"
                " line below: > progress: ..."
            )

    def _all_told(self) -> None:
        """End the part about the references above."""
        if self.minute is not None:
            self.minute.untold |= self.named
        self.named = {}

    def _title(self, number: int, entry: str) -> None:
        if self.minute is not None:
            raise Misused("there is one meeting in a minute; a heading is ## and its item number.")
        found = grammar.HELD.pattern.fullmatch(typed(entry))
        if SOURCE.search(entry):
            _no_source("", "Paper: NAME")
        if found is None:
            raise Misused(_BEGINS)
        body, on = self.mind.body(found["body"]), self.mind.day(found["meets_on"], None, False)
        self.minute, self.meaning = Minute(body=body, meets_on=on), Meaning(self.mind, body, on)
        self.mind.sits(self.minute.meeting, on, self.there)
        facts = {"body": body, "meets_on": on} | dict.fromkeys(grammar.HELD.told)
        self.held = Line(form=grammar.HELD, facts=facts, number=number)
        self.lines.append(self.held)

    def _heading(self, number: int, entry: str, source: str | None) -> None:
        self.above = None
        if re.fullmatch(r"##\s*(matters )?brought forward:?", entry, re.IGNORECASE):
            self.heading = None
            _no_source(source, "each > line")
            return
        # Where it is not understood, the lines below are under it all the same.
        self.heading = Line(form=grammar.HEADING, facts={"title": None}, item=f"line {number}")
        entry = re.sub(r"(?i)^##\s*(?:(?:agenda )?item\s+(?=\S*\d))?", "## ", entry)
        known = re.fullmatch(rf"## ({QUOTED}|\S*\d\S*|unnumbered)", typed(entry))
        if known is not None:
            _no_source(source, "the line that gives its title")
            item = references.item_number(quoted(entry, known, 1) or "")
            here = (line for line in self._of(grammar.HEADING) if line.item == item)
            self.heading = next(here, None)
            if self.heading is None:  # One that the ledger must know.
                self.heading = Line(form=grammar.HEADING, facts={"title": None}, item=item)
                assert self.minute is not None
                self.minute.untitled.setdefault(item, number)
            return
        found = grammar.HEADING.pattern.fullmatch(typed(entry))
        if found is None or not re.search(r"\d|unnumbered|^\"", found["item"]):
            raise Misused(
                "a heading is ##, the item's number as printed, and its title: ## 2.1d Road safety."
                ' Without a number, quote a short name: ## "AOB" Other'
            )
        line = self._line(grammar.HEADING, texts_of(entry, found), number, source)
        line.item = line.facts["item"] = references.item_number(line.facts["item"])
        if found["item"][0] != '"':
            line.facts["title"] = references.DASH.sub("", line.facts["title"])
        line.heading = line.facts["title"]
        before = next((o for o in self._of(grammar.HEADING) if o.item == line.item), None)
        if before is not None:
            raise Misused(
                f"item {line.item} is on line {before.number} already: use each number once."
            )
        self.heading = line
        self._add(line)

    def _said(self, number: int, entry: str, source: str | None) -> None:
        assert self.minute is not None
        label, colon, rest = entry.partition(":")
        label, rest = label.strip().casefold(), rest.strip()
        nothing = rest.casefold().rstrip(".") in grammar.NOTHING
        if colon and label in HEADER:
            self._header(number, label, rest, source)
        elif colon and label in ("present", "apologies") and not nothing:
            form = grammar.PRESENT if label == "present" else grammar.APOLOGY
            for one in attending(self.mind, form, rest, number, source):
                self._add(one)
        elif colon and nothing and label in grammar.NILS:
            line = Line(form=grammar.NIL, facts={"nil_of": grammar.NILS[label]}, number=number)
            whole = label in ("apologies", "declarations of interest")
            line.item, line.source = None if whole else self._item(), source
            self._add(line)
        elif colon and label in bulk.LABELS:
            named = self.mind, self.minute.body, self.minute.meeting, label, rest
            actions, mark = bulk.told(*named)
            for self.above in actions:
                self._mark(number, mark, source)
            self.above = None
        elif colon and label in proceedings.OF_AN_ITEM:
            form = proceedings.OF_AN_ITEM[label]
            if form in (proceedings.PURPOSE, proceedings.PRIVATE):
                self._needs_heading()
            self._add(self._matched(form, entry, number, source))
        elif (of := label.partition(" as ")[0]) in proceedings.OF_THE_MEETING:
            self._of_the_meeting(number, proceedings.OF_THE_MEETING[of], entry, source)
        elif colon and proceedings.RECOMMENDED.fullmatch(label):
            decided = f"D: {self.minute.body}: {rest}"
            self._add(self._matched(grammar.DECISION, decided, number, source))
            self._mark(number, entry.partition(":")[0].strip(), source)
        else:
            self._add(self._lettered(number, entry, source) or self._worded(number, entry, source))

    def _of_the_meeting(self, number: int, form: Form, entry: str, source: str | None) -> None:
        """A line that is of no item; amendments may stand below minutes that were confirmed."""
        if form is proceedings.CONFIRMED and not entry.partition(":")[2].strip():
            entry = (
                f"{form.label}: {self.mind.last_meeting(self.meaning.body, self.meaning.meets_on)}"
            )
        line = self._matched(form, entry, number, source)
        line.item = None
        line.under = self._item() if form is proceedings.TOLD else None
        self._add(line)
        if form is proceedings.CONFIRMED:
            self.above = f"meeting:{line.facts['minutes_of']}"

    def _lettered(self, number: int, entry: str, source: str | None) -> Line | None:
        """A line that begins with Q, F, A, D or N, or with what else people call these."""
        given = _GIVEN.match(typed(entry))
        if given is not None:
            entry = given[1] + entry[given.end() :]
        first = re.split(r"[\s:\[]", entry, maxsplit=1)[0].casefold()
        letter = grammar.ALSO.get(first, first.upper())
        for form in (
            grammar.QUESTION,
            grammar.FINDING,
            grammar.ACTION,
            grammar.DECISION,
            grammar.NOTED,
        ):
            if letter == form.label:
                line = self._matched(form, letter + entry[len(first) :], number, source)
                line.ref = given[2].upper() if given else None
                if form is grammar.NOTED:
                    self._needs_heading()
                return line
        return None

    def _worded(self, number: int, entry: str, source: str | None) -> Line:
        """A line that begins with Deferred, Next meeting, or Notes: complete."""
        for form in (grammar.DEFERRED, grammar.NEXT, grammar.COMPLETE):
            if entry.casefold().startswith(form.label.casefold()):
                said = ended(entry) if form is grammar.COMPLETE else entry
                line = self._matched(form, said, number, source)
                if form is grammar.DEFERRED:
                    self._needs_heading()
                else:
                    line.item = line.under = None
                if form is grammar.NEXT:
                    self._next(line.facts["meets_on"])
                return line
        raise meant.unknown(entry, self.mind.are_posts)

    def _next(self, on: date) -> None:
        if on <= self.meaning.meets_on:
            raise Misused(f"{day(on)} is not after this meeting: name a later day.")
        self.meaning.next_on = on

    def _header(self, number: int, label: str, rest: str, source: str | None) -> None:
        assert self.minute is not None and self.held is not None
        name = HEADER[label]
        if self.heading is not None:
            raise Misused(f"{label.capitalize()}: belongs to the whole meeting: put it at the top.")
        if name in self.minute.headed:
            raise Misused(f"line {self.minute.headed[name]} already says it: delete one of them.")
        self.minute.headed[name] = number
        if name != "paper":
            _no_source(source, "Paper: NAME")
        if name in OF_THE_WHOLE:
            setattr(self.minute, name, rest or None)
            if name == "paper":
                self.held.source = source
            return
        if name == "chair" and rest:
            self.held.facts |= chairing(self.mind, rest)
        else:
            self.held.facts[name] = rest or None

    def _mark(self, number: int, entry: str, source: str | None) -> None:
        above = self.above
        if above is None:
            raise Misused("> says what became of the action, question, decision or item above it.")
        if len(self.named) > 1:
            raise Misused(
                f"of which of {', '.join(self.named.values())} is this true? Give each its own >"
                " line."
            )
        self.named = {}
        about = record_above.record(above)
        replaced = re.fullmatch(r"replaces\s+(.+)", typed(entry), re.IGNORECASE)
        if replaced is not None and about == "action":
            form = grammar.SUPERSEDED
            line = Line(form=form, facts={"superseded_by": above}, number=number, source=source)
            line.about, line.under = self.mind.record(replaced[1]), self._item()
            self.lines.append(line)
            return
        fitting = record_above.fitting(above)
        entry = record_above.usual(above, entry, self.mind)
        for said, form in product((entry, ended(entry)), fitting):
            if form.pattern.fullmatch(typed(said)) is not None:
                line = self._matched(form, said, number, source)
                line.about, line.item = above, None
                self.lines.append(line)
                return
        near = [form for form in fitting if form.begins(entry)]
        known = " or ".join(form.shape for form in near) or ", ".join(
            form.label for form in fitting
        )
        raise Misused(f"of {'an' if about[0] in 'aeiou' else 'a'} {about} one says {known}.")

    def _matched(self, form: Form, entry: str, number: int, source: str | None) -> Line:
        when, pattern, own_ref = None, form.pattern, None
        if "own_ref" in form.told:
            whole = entry
            entry, own_ref = own_refs.parted(whole)
        if form is grammar.ACTION:  # Its due date follows the last such words, not the first.
            at_the_end = entry != whole
            entry, when = due.parted(entry, self.meaning.says_when)
            if not at_the_end:  # Before a due date, however that is written.
                entry, own_ref = own_refs.parted(entry)
            pattern = _WITHOUT_DUE
        found = pattern.fullmatch(typed(entry))
        if found is None:
            raise Misused(_shape(form))
        texts = texts_of(entry, found)
        if form is grammar.ACTION:
            title = str(texts["title"])
            said = due.left_over(title, self.meaning.says_when) if when is None else None
            if said is not None:
                when = self.mind.answered(due.question(title))
            if said is not None and when is None:
                raise due.WhichDue(title, said)
            texts["due"] = said if when == due.YES else None if when == due.NO else when
        line = self._line(form, texts, number, source)
        if own_ref is not None:
            line.facts["own_ref"] = own_ref
        return line

    def _line(
        self, form: Form, texts: dict[str, str | None], number: int, source: str | None
    ) -> Line:
        facts: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, text in texts.items():
            try:
                facts[name] = self.meaning.fact(form, name, text)
                if name == "due" and form.due:
                    facts |= self.meaning.due(text, form)
            except Problem as problem:
                problems += each_of(problem)
        if problems:
            raise all_of(problems)
        if form is grammar.QUESTION and texts["put_by"] is None:
            facts["put_by"] = _CHAIR
        if form is grammar.DECISION and texts["makers"] is None:
            facts["makers"] = _CHAIR
        if form is grammar.FINDING:
            facts["answers"] = self._answers(texts["answers"])
        item, heading = self._item(), self.heading.facts["title"] if self.heading else None
        line = Line(form=form, facts=facts, number=number, item=item, under=item, source=source)
        line.heading = heading
        return line

    def _answers(self, text: str | None) -> tuple[Any, ...]:
        """The questions that a finding answers: the one above, those counted under the heading, or
        those named."""
        here = self.asked.get(self._item(), [])
        if text is None:
            return tuple(here[-1:])
        answers: list[Any] = []
        for one in re.split(r"[,\s]+", typed(text.strip())):
            if one == "-":
                continue
            if one.isdecimal():
                if not 1 <= int(one) <= len(here):
                    raise Misused(f"there is no question {one} above under this heading.")
                answers.append(here[int(one) - 1])
            else:
                ref = split(self.mind.record(one))[1]
                known = [line for line in here if line.ref == ref]
                answers.append(known[0] if known else ref)
        return tuple(dict.fromkeys(answers))

    def _add(self, line: Line) -> None:
        """Take a line in; refuse the same thing twice, and nothing beside something."""
        before = self.said.setdefault(fact_of(line), line)
        apart = before.ref and line.ref and before.ref != line.ref  # Recorded as two already.
        if before is not line and not apart:
            raise Misused(
                f"line {before.number} says the same, and a thing is recorded once: delete one of"
                " them."
            )
        others = self.lines if line.form is grammar.NIL else self._of(grammar.NIL)
        for other in others:
            nil, thing = (line, other) if line.form is grammar.NIL else (other, line)
            if denies(nil, thing):
                where = f"item {nil.item}" if nil.item else "the whole meeting"
                raise Misused(
                    f"line {nil.number} says that there were no {nil.facts['nil_of']} ({where}),"
                    f" and line {thing.number} has one. Delete the one that is wrong."
                )
        self.lines.append(line)
        self.by_form.setdefault(line.form.says, []).append(line)
        if line.form is grammar.QUESTION:
            self.asked.setdefault(line.item, []).append(line)
        self.above = line if line.form.event in record_above.BEGINS else None

    def _of(self, form: Form) -> Iterator[Line]:
        return iter(self.by_form.get(form.says, ()))

    def _item(self) -> str | None:
        return self.heading.item if self.heading else None

    def _needs_heading(self) -> None:
        if self.heading is None:
            raise Misused("this belongs under a heading: ## 2.1d Road safety")


def _no_source(source: str | None, where: str) -> None:
    """Refuse the lines of a paper where nothing could bear them."""
    if source is not None:
        raise Misused(f"put the lines of the paper (@) after {where}, not here.")


def _shape(form: Form) -> str:
    return f"this line is written {form.shape}"
