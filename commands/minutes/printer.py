"""Writing a minute as text, which the parser reads back as the same lines."""

import json
import re
from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from commands.minutes import due, grammar, item_lines, own_refs, proceedings
from commands.minutes.attendance import several
from commands.minutes.minute import HEADER, OF_THE_WHOLE, Line, Minute
from commands.minutes.parser import SOURCE
from commands.minutes.pasted import ENDS, typed
from commands.minutes.references import DASH, item_number
from commands.terminal.text import one_line
from ledger.words import day

_NILS = {of: label.capitalize() for label, of in reversed(grammar.NILS.items())}
# Lines with a fixed place, under no item.
_PLACED = (
    *(grammar.HELD, grammar.PRESENT, grammar.APOLOGY, grammar.NEXT),
    *(grammar.HEADING, grammar.COMPLETE),
)


def write(minute: Minute, titles: dict[str, str] | None = None) -> str:
    """The text of a minute; `titles`: of the records that > lines are about, by reference."""
    return "\n".join(_Writing(minute, titles or {}).lines()) + "\n"


def chaired(alone: str | None, chairs: Iterable[str], posts: Container[str]) -> str | None:
    """Who was in the chair: the post alone, or several, people by name between quotes."""
    return "; ".join(one if one in posts else _quoted(one) for one in chairs) or alone


class _Writing:
    def __init__(self, minute: Minute, titles: dict[str, str]) -> None:
        self.minute = minute
        self.titles = titles
        self.marks = [line for line in minute.lines if line.about is not None]
        self.own = [line for line in minute.lines if line.about is None]
        self.held = next((line for line in self.own if line.form is grammar.HELD), None)
        self.raised = {line.ref for line in self.own if line.form is grammar.ACTION and line.ref}

    def lines(self) -> Iterator[str]:
        yield from self._top()
        yield from self._under(None)
        yield from self._brought_forward()
        headings = {line.item or "": line for line in self.own if line.form is grammar.HEADING}
        items = dict.fromkeys(line.item for line in self.own if line.item is not None)
        for item in (*headings, *(item for item in items if item not in headings)):
            yield ""
            line = headings.get(item)
            untitled = f"## {_item(item or '')}"
            yield self._line(line) if line is not None else untitled
            yield from self._under(item)
        for line in self.own:
            if line.form is grammar.COMPLETE:
                yield ""
                yield self._line(line)

    def _top(self) -> Iterator[str]:
        minute, held = self.minute, self.held
        yield f"# {minute.body} {minute.meets_on:%A} {day(minute.meets_on)}"
        for label, name in HEADER.items():
            if name == "chair":
                facts = held.facts if held is not None else {}
                chairs = facts.get("chairs") or ()
                value, source = chaired(facts.get("chair"), chairs, self.titles), None
            elif name in OF_THE_WHOLE:
                value = getattr(minute, name)
                source = held.source if held is not None and name == "paper" else None
            else:
                value, source = held.facts[name] if held is not None else None, None
            if value:
                yield _sourced(f"{label.capitalize()}: {_indented(value)}", source)
        for form in (grammar.PRESENT, grammar.APOLOGY):
            of = [line for line in self.own if line.form is form]
            for source, together in groupby(of, lambda line: line.source):
                who = ", ".join(self._attendee(line) for line in together)
                yield _sourced(f"{form.label}: {who}", source)
        yield from (self._line(line) for line in self.own if line.form is grammar.NEXT)

    def _attendee(self, line: Line) -> str:
        capacity = line.facts.get("capacity")
        name = str(line.facts["attendee"])
        if name in self.titles:
            return f"{name} ({_capacity(capacity)})" if capacity else name
        signs = re.search(r'[",;()\n]|^(?:and|&) ', typed(name), re.I)
        plain = not (signs or name.upper() in self.titles or several(name))
        return f"{name if plain else _quoted(name)} ({_capacity(capacity)})"

    def _name(self, who: str) -> str:
        """A post; or a person's name in quotes, so that it is not read as a post's."""
        return who if who in self.titles else _quoted(who)

    def _under(self, item: str | None) -> Iterator[str]:
        for line in self.own:
            if line.item == item and line.form not in _PLACED:
                yield self._line(line)
                yield from self._marks(line)

    def _marks(self, line: Line) -> Iterator[str]:
        for mark in self.marks:
            new = mark.facts.get("superseded_by")
            if new in (line, line.ref) and line.ref is not None:
                yield _sourced(f"> replaces {_ref(mark.about)}", mark.source)
            elif (mark.about is line or mark.about == _confirms(line)) and new not in self.raised:
                yield self._line(mark)

    def _brought_forward(self) -> Iterator[str]:
        above = {_confirms(line) for line in self.own}
        marks = [
            mark
            for mark in self.marks
            if isinstance(mark.about, str)
            and mark.about not in above
            and mark.facts.get("superseded_by") not in self.raised
        ]
        if not marks:
            return
        yield ""
        yield "## Brought forward"
        for about in dict.fromkeys(mark.about for mark in marks):
            ref = _ref(about)
            yield _sourced(f"{ref} {one_line(self.titles.get(ref, ''))}".strip(), None)
            yield from (self._line(mark) for mark in marks if mark.about == about)

    def _line(self, line: Line) -> str:
        texts = {name: self._text(line, name) for name in line.form.fields}
        if line.form is grammar.ACTION:
            texts["owners"] = texts["owners"] or "no owner"
        if line.form.due:
            texts["due"] = _due(line)
        if line.form is grammar.QUESTION:
            texts["put_by"] = self._put_by(line)
        if line.form is grammar.HEADING:
            parted = DASH.match(str(line.facts["title"]))
            texts["item"] = (_quoted if parted else _item)(line.facts["item"])
            if str(line.facts["title"]).casefold().startswith("(from "):
                texts["deferred_from"] = texts["deferred_from"] or "-"
        if "approved_by" in texts and line.form.about == "action":
            texts["approved_by"] = texts["approved_by"] or "-"
        for name in ("voted_for", "voted_against", "abstained"):
            if texts.get(name):
                texts[name] = ", ".join(self._name(one) for one in line.facts[name])
        if line.form is proceedings.INTEREST:
            texts["declarant"] = self._name(line.facts["declarant"])
        if line.form is proceedings.AMENDED and texts["item"]:
            texts["item"] = _item(texts["item"])
        if line.form is proceedings.UNSET and texts["due_words"]:
            texts["due_words"] = _quoted(texts["due_words"])
        if line.form is grammar.NEXT and re.search(r'[:"]', texts["venue"] or ""):
            texts["venue"] = _quoted(texts["venue"] or "")
        text = line.form.written(texts)
        if "own_ref" in line.form.told:
            text = own_refs.written(text, line.facts.get("own_ref"))
        if line.form.about:
            text = f"> {text}"
        elif line.ref and line.form.main and len(line.form.label) == 1:
            text = f"{text[0]} [{line.ref}]{text[1:]}"
        return _sourced(_indented(text), line.source)

    def _text(self, line: Line, name: str) -> str | None:
        value = line.facts.get(name)
        if name == "answers":
            return self._answers(line)
        if name == "nil_of":
            return _NILS[str(value)]
        if value is None or value is False or value == ():
            return None
        if "claimed_by" in line.form.fields and name != "claimed_by":
            return item_lines.plainly(name, value) or _quoted(str(value))
        return _spoken(value)

    def _put_by(self, line: Line) -> str | None:
        """Who asked, where that is not the chair."""
        chair = self.held.facts["chair"] if self.held is not None else None
        return None if line.facts["put_by"] == chair else line.facts["put_by"] or "-"

    def _answers(self, line: Line) -> str | None:
        at = self.own.index(line)
        here = [
            one for one in self.own[:at] if one.form is grammar.QUESTION and one.item == line.item
        ]
        numbers = {id(one): str(n) for n, one in enumerate(here, 1)}
        answers = list(line.facts["answers"])
        if answers == here[-1:]:
            return None
        return ", ".join(numbers.get(id(one)) or _ref(one) for one in answers) or "-"


def _confirms(line: Line) -> str | None:
    """The meeting whose minutes a line says are confirmed, as amendments below name it."""
    of = line.facts["minutes_of"] if line.form is proceedings.CONFIRMED else None
    return f"meeting:{of}" if of else None


def _spoken(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return day(value)
    return "public" if value is True else str(value)


def _capacity(said: Any) -> str:
    if said is None:
        return "-"
    return _quoted(said) if said == "-" or re.search(r'["()\n]', typed(said)) else str(said)


def _due(line: Line) -> str | None:
    facts = line.facts
    when = facts.get("due_meeting") or (day(facts["due"]) if facts["due"] else "")
    if facts["due_words"]:
        words = _quoted(facts["due_words"]).replace(";", "\\u003b")
        inferred = "inferred: " if facts.get("due_basis") else ""
        return f"{when} ({inferred}{words})" if when else words
    return when or ("-" if due.could_be_read(facts.get("title", "")) else None)


def _item(item: str) -> str:
    plain = re.fullmatch(r"[^\W_][^\s\"]*", item) and re.search(r"\d|^unnumbered$", item)
    return item if plain and item_number(item) == item else _quoted(item)


def _quoted(text: str) -> str:
    # A quotation mark of any kind would end it.
    said = json.dumps(text, ensure_ascii=False)
    return re.sub(r"(?<!^)[\u201c-\u201f\u2033](?!$)", lambda one: f"\\u{ord(one[0]):04x}", said)


def _indented(text: str) -> str:
    return ENDS.sub("\n", text).replace("\n", "\n    | ")


def _sourced(text: str, source: str | None) -> str:
    if source:
        return f"{text} @{source}"
    return f"{text} @-" if SOURCE.search(text) else text


def _ref(about: Any) -> str:
    name = about.ref if isinstance(about, Line) else about
    return str(name).rpartition(":")[2]
