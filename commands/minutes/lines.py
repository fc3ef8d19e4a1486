"""The lines of a minute that are read so far: what the next one says, and whether it may."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from commands.minutes import due, grammar, own_refs
from commands.minutes.forms import Form
from commands.minutes.interpreter import Interpreter, Resolver, texts_of
from commands.minutes.minute import Line, denies, fact_of
from commands.minutes.pasted import typed
from commands.session.together import every
from ledger.errors import Misused
from ledger.registry import split

_WITHOUT_DUE = msgspec.structs.replace(grammar.ACTION, says="A: {owners}: {title}").pattern
CHAIR = object()  # Stands for who asks or decides if nobody is named: known once all is read.


class Lines:
    """The lines so far, in order. `heading` is the one under which the next line stands."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.interpreter: Interpreter  # Set once the meeting is known.
        self.heading: Line | None = None
        self.every: list[Line] = []
        self._by_form: dict[str, list[Line]] = {}
        self._asked: dict[str | None, list[Line]] = {}  # The questions under each heading.
        self._said: dict[tuple[Any, ...], Line] = {}

    @property
    def item(self) -> str | None:
        """The item of the heading."""
        return self.heading.item if self.heading else None

    def of(self, form: Form) -> Iterator[Line]:
        return iter(self._by_form.get(form.says, ()))

    def needs_heading(self) -> None:
        if self.heading is None:
            raise Misused("this belongs under a heading: ## 2.1d Road safety")

    def matched(self, form: Form, entry: str, number: int, source: str | None) -> Line:
        """The line that an entry is, read by this form. Raises Misused if it does not fit."""
        when, pattern, own_ref = None, form.pattern, None
        if "own_ref" in form.told:
            whole = entry
            entry, own_ref = own_refs.parted(whole)
        if form is grammar.ACTION:  # The due date follows the last such words, not the first.
            at_the_end = entry != whole
            entry, when = due.parted(entry, self.interpreter.says_when)
            if not at_the_end:  # An own reference may stand before any form of due date.
                entry, own_ref = own_refs.parted(entry)
            pattern = _WITHOUT_DUE
        found = pattern.fullmatch(typed(entry))
        if found is None:
            raise Misused(shape(form))
        texts = texts_of(entry, found)
        if form is grammar.ACTION:
            title = str(texts["title"])
            said = due.left_over(title, self.interpreter.says_when) if when is None else None
            if said is not None:
                when = self.resolver.answered(due.question(title))
            if said is not None and when is None:
                raise due.WhichDue(title, said)
            texts["due"] = said if when == due.YES else None if when == due.NO else when
        line = self.line(form, texts, number, source)
        if own_ref is not None:
            line.facts["own_ref"] = own_ref
        return line

    def line(
        self, form: Form, texts: dict[str, str | None], number: int, source: str | None
    ) -> Line:
        """The line that has these texts in the fields of its form."""
        facts: dict[str, Any] = {}

        def understand(name: str) -> None:
            facts[name] = self.interpreter.fact(form, name, texts[name])
            if name == "due" and form.due:
                facts.update(self.interpreter.due(texts[name], form))

        every(texts, understand)
        if form is grammar.QUESTION and texts["put_by"] is None:
            facts["put_by"] = CHAIR
        if form is grammar.DECISION and texts["makers"] is None:
            facts["makers"] = CHAIR
        if form is grammar.FINDING:
            facts["answers"] = self._answers(texts["answers"])
        item, heading = self.item, self.heading.facts["title"] if self.heading else None
        line = Line(form=form, facts=facts, number=number, item=item, under=item, source=source)
        line.heading = heading
        return line

    def _answers(self, text: str | None) -> tuple[Any, ...]:
        """The questions that a finding answers: the one above, those counted under the heading, or
        those named."""
        here = self._asked.get(self.item, [])
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
                ref = split(self.resolver.record(one))[1]
                known = [line for line in here if line.ref == ref]
                answers.append(known[0] if known else ref)
        return tuple(dict.fromkeys(answers))

    def add(self, line: Line) -> None:
        """Take a line in. Raises Misused if it says what another line says, or denies one (a nil
        return)."""
        before = self._said.setdefault(fact_of(line), line)
        apart = before.ref and line.ref and before.ref != line.ref  # Already recorded as two.
        if before is not line and not apart:
            raise Misused(_again(before, line))
        others = self.every if line.form is grammar.NIL else self.of(grammar.NIL)
        for other in others:
            nil, thing = (line, other) if line.form is grammar.NIL else (other, line)
            if denies(nil, thing):
                where = f"item {nil.item}" if nil.item else "the whole meeting"
                raise Misused(
                    f"line {nil.number} says that there were no {nil.facts['nil_of']} ({where}),"
                    f" and line {thing.number} has one. Delete the one that is wrong."
                )
        self.every.append(line)
        self._by_form.setdefault(line.form.says, []).append(line)
        if line.form is grammar.QUESTION:
            self._asked.setdefault(line.item, []).append(line)


def _again(before: Line, line: Line) -> str:
    """What to say of a line that says what one before it does."""
    if line.form is grammar.ACTION and before.facts | {"title": ""} != line.facts | {"title": ""}:
        return (
            f"line {before.number} has the same words, and another owner or due date. If it is one"
            " action, write one line with every owner (A: CC, CEX: ...). If there are two, say in"
            " their words how they differ."
        )
    return f"line {before.number} says the same, and a thing is recorded once: delete one of them."


def no_source(source: str | None, where: str) -> None:
    """Refuse the lines of a paper (@) where there is no fact that could cite them."""
    if source is not None:
        raise Misused(f"put the lines of the paper (@) after {where}, not here.")


def shape(form: Form) -> str:
    """What to say of a line that is not written so."""
    return f"this line is written {form.shape}"
