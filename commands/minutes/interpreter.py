"""What the words of a minute mean: posts, people, days, meetings, due dates."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, Protocol

from commands.minutes import grammar, item_lines
from commands.minutes.forms import Form, named
from commands.minutes.pasted import typed
from commands.session import periods
from commands.session.due import NEXT, NEXT_OF
from ledger.errors import Misused, Problem
from ledger.events import naming
from ledger.registry import split

# Words that begin like this are meant as a calendar date.
_DAY_MEANT = re.compile(r"\d|(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+\d", re.IGNORECASE)
_ENDS = re.compile(r"(?:(?<=\w\w)|(?<=[)\"]))\.\s*$")
_WHO = re.compile(
    r'\s*(?P<name>"(?:[^"\\]|\\.)*"|[^",;()][^,;()]*?)\s*'
    r'(?:\(\s*(?P<capacity>"(?:[^"\\]|\\.)*"|[^()]+?)\s*\)\s*)?'
    r"(?:[,;](?:\s*(?:and|&)\s)?|$|(?(capacity)(?:and|&)\s|(?!)))"
)
_DUE = re.compile(
    r'(?P<day>[^("]+?)??\s*(?:\(?(?P<inferred>inferred: ?)?(?P<words>"(?:[^"\\]|\\.)*")\)?)?'
)


class Resolver(Protocol):
    """Resolves the names and days in a minute. Each method raises Problem, saying what to write
    instead."""

    def body(self, text: str) -> str: ...
    def day(self, text: str, asked: date | None, ahead: bool) -> date: ...
    def posts(self, text: str, besides: str = "party") -> tuple[str, ...]:
        """The posts that are named, or records of the kind `besides`."""
        ...

    def are_posts(self, text: str) -> bool:
        """Whether a text is exactly the name of one post or of several."""
        ...

    def attendee(self, text: str) -> str:
        """The post that a person holds, or the person's name if they hold none."""
        ...

    def sits(self, meeting: str, on: date, present: dict[str, bool]) -> None:
        """Set which meeting it is, and who the text says was there: each as written, with whether
        that is surely a person by name."""
        ...

    def person(self, party: str) -> str | None:
        """The name under which a party that is not a post attends a meeting."""
        ...

    def without_post(self, text: str) -> str | None:
        """The name of somebody who is present, holds no post and is no party."""
        ...

    def issuer(self, item: str) -> tuple[str, ...]:
        """By which names the report of an item calls whoever issued it: HMICFRS, or another."""
        ...

    def next_meeting(self, body: str, after: date) -> str | None:
        """The next known meeting of a body named exactly."""
        ...

    def title(self, record: str) -> str: ...
    def answered(self, question: str) -> str | None:
        """What a person answered earlier in this session."""
        ...

    def record(self, text: str) -> str:
        """The kind and reference of an action or question: action:A-2018-003."""
        ...

    def owned(self, own_ref: str, body: str) -> str | None:
        """The action or question with this own reference of the office; one of that body first."""
        ...

    def last_meeting(self, body: str, before: date) -> str: ...
    def numbered(self, text: str, body: str, meeting: str) -> list[str]:
        """The actions that a number or range of a body's tracker means at one of its meetings."""
        ...


class Interpreter:
    """The meaning of words in one meeting's minute; `next_on` is the next meeting's day, once
    given."""

    def __init__(self, resolver: Resolver, body: str, meets_on: date) -> None:
        self.resolver = resolver
        self.body = body
        self.meets_on = meets_on
        self.next_on: date | None = None

    def fact(self, form: Form, name: str, text: str | None) -> Any:
        if name in ("answers", "nil_of", "own_ref") or (name == "due" and form.due):
            return None
        what = named(form.event, name)
        if text is None:
            if name in ("voted_for", "voted_against", "abstained"):
                return ()
            return False if what is bool else None
        text = text.strip() if what is str else self._name(typed(text.strip()), what)
        if what == "post":
            nobody = text.casefold() in ("no owner", "nobody", "-")
            besides = naming(form.event)[name] or "party"
            posts = () if nobody else self.resolver.posts(text, besides)
            if name in ("owners", "makers"):
                return posts
            return self.one_post(text, besides) if posts else None
        if what == "meeting":
            return self.meeting(text) if text != "-" else None
        if name in ("declarant", "voted_for", "voted_against", "abstained"):
            who = tuple(self._attendee(one) for one, _ in people(text))
            return who if name != "declarant" else self._attendee(text)
        if what == "same":
            return split(self.resolver.record(text))[1]
        if what is date:
            return self.resolver.day(text, self.meets_on, True)
        if name == "due_set_by":
            return text.casefold()
        if name == "unanimity":
            return "nem con" if text.casefold().startswith("nem") else "unanimously"
        if name in ("venue", "due_words"):
            return unquoted(text)
        if "claimed_by" in form.fields:
            return item_lines.claimed(name, unquoted(text))
        if what is int:
            return int(text)
        return True if what is bool else text

    def _name(self, text: str, what: str | type) -> str:
        """A name or a day without the full stop of its sentence, unless it belongs to the name."""
        return text if what == "post" and self.resolver.are_posts(text) else ended(text)

    def _attendee(self, text: str) -> str:
        """A post by any of its names or who holds it, or a person; in quotes, a name as it is."""
        if text[0] == text[-1] == '"' and len(text) > 1:
            return unquoted(text)
        return self.resolver.attendee(
            self.one_post(text) if self.resolver.are_posts(text) else text
        )

    def one_post(self, text: str, besides: str = "party") -> str:
        posts = self.resolver.posts(text, besides)
        if len(posts) > 1:
            raise Misused(f"{text!r} are several posts. Name one here.")
        return posts[0]

    def meeting(self, text: str) -> str:
        if NEXT.fullmatch(text):
            if self.next_on is None:
                raise Misused("give the day of the next meeting at the top: Next meeting: DAY")
            return f"{self.body}/{self.next_on}"
        body, slash, on = text.partition("/")
        if slash and re.match("[A-Za-z]", body):
            return f"{self.resolver.body(body)}/{self.resolver.day(on, self.meets_on, True)}"
        return f"{self.body}/{self.resolver.day(text, self.meets_on, True)}"

    def due(self, text: str | None, form: Form = grammar.ACTION) -> dict[str, Any]:
        """The fields that say when an action is due, by a day, a meeting or words. A due date that
        is moved needs a day, or words that mean one."""
        due = self._due(text)
        if form is grammar.EXTENDED and due["due"] is None:
            raise Misused(f"{text!r} means no day. Give one, or words that mean one: end of Q2.")
        return {name: value for name, value in due.items() if name in form.fields}

    def _due(self, text: str | None) -> dict[str, Any]:
        due: dict[str, Any] = dict.fromkeys(("due", "due_meeting", "due_words", "due_basis"))
        if text is None or text == "-":
            return due
        if typed(text) in ("", '""'):
            raise Misused("due needs a day or words; leave out ; due if none is stated.")
        found = _DUE.fullmatch(typed(text))
        said = quoted(text, found, "day") if found else text
        if found and found["words"]:
            due["due_words"] = unquoted(quoted(text, found, "words"))
            due["due_basis"] = "inferred" if found["inferred"] and said else None
        if not said:
            return due
        if re.search("/[0-9]{4}-", typed(said)) or NEXT.fullmatch(said):
            due["due_meeting"] = self.meeting(typed(said))
            due["due"] = date.fromisoformat(due["due_meeting"].rpartition("/")[2])
            return due
        try:
            due["due"] = self.resolver.day(said, self.meets_on, True)
            return due
        except Problem:
            if found and found["words"]:
                raise
            return due | self._inferred(said)

    def _inferred(self, said: str) -> dict[str, Any]:
        """The last day that words can mean, or just the words. A mistyped day is refused."""
        if (meeting := self._next_of(said)) is not None:
            on = date.fromisoformat(meeting.rpartition("/")[2])
            return {"due": on, "due_meeting": meeting, "due_words": said, "due_basis": "inferred"}
        last = None
        with suppress(Problem):  # A day that does not exist is refused below, as typed.
            last = periods.phrase(said, self.meets_on)
        if last is None and _DAY_MEANT.match(typed(said)):
            self.resolver.day(said, self.meets_on, True)
        last = last or periods.last_day(said, self.meets_on)
        return {"due": last, "due_words": said, "due_basis": "inferred" if last else None}

    def _next_of(self, said: str) -> str | None:
        """The next meeting of a body, as far as it is known."""
        found = NEXT_OF.fullmatch(typed(said))
        return self.resolver.next_meeting(found["body"], self.meets_on) if found else None

    def says_when(self, text: str) -> bool:
        """Whether all of a text says when something is due, even a day that does not exist."""
        if NEXT.fullmatch(text) or self._next_of(text) is not None:
            return True
        try:
            return periods.phrase(text, self.meets_on) is not None
        except Problem:
            return True


def ended(text: str) -> str:
    """Names without the full stop of their sentence; one after an initial belongs to the name."""
    return _ENDS.sub("", text)


def people(text: str) -> Iterator[tuple[str, str | None]]:
    """Everyone named between commas or semicolons, each with a capacity in brackets."""
    text = ended(text)
    at, shadow = 0, typed(text)
    while at < len(text) or at == 0:
        found = _WHO.match(shadow, at)
        if found is None:
            raise Misused(
                "no name could be read between two commas: Present: PCC, Jane Doe (observer)"
            )
        yield quoted(text, found, "name") or "", quoted(text, found, "capacity")
        at = found.end()
    if text.endswith((",", ";")):
        raise Misused("there is no name after the last comma: Present: PCC, CEX")


def quoted(text: str, found: re.Match[str], group: str | int) -> str | None:
    """A matched part of a text as it was written, although it was matched with plain quotes and
    dashes. If it is between quotes, they become plain ones."""
    said = found[group]
    if said is None:
        return None
    start, end = found.span(group)
    marks = len(said) > 1 and said[0] == said[-1] == '"'
    return f'"{text[start + 1 : end - 1]}"' if marks else text[start:end]


def texts_of(entry: str, found: re.Match[str]) -> dict[str, str | None]:
    """The fields of a line as they were written, though the line was recognised in plain signs."""
    return {name: quoted(entry, found, name) for name in found.groupdict()}


def unquoted(text: str | None) -> str:
    """Words as they are, or without their quotes."""
    if text is None or not (len(text) > 1 and text[0] == text[-1] == '"'):
        return text or ""
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        raise Misused(
            f'{text}: inside quotes, a backslash goes only before " or another backslash.'
        ) from None
