"""What the words of a minute mean: posts, people, days, meetings, due dates."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from commands.minuting import forms
from commands.minuting.forms import Form, named
from ledger.kinds import split
from ledger.problems import Misused, Problem

# Words that begin so were meant as a day of the calendar.
_DAY_MEANT = re.compile(r"\d|(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+\d", re.IGNORECASE)
_WHO = re.compile(
    r'\s*(?P<name>"(?:[^"\\]|\\.)*"|[^",()][^,()]*?)\s*'
    r'(?:\(\s*(?P<capacity>"(?:[^"\\]|\\.)*"|[^()]+?)\s*\)\s*)?(?:,|$)'
)
_DUE = re.compile(r'(?P<day>[^("]+?)??\s*(?:\(?(?P<words>"(?:[^"\\]|\\.)*")\)?)?')


class Mind(Protocol):
    """What understands the names and days that a minute uses. Each raises Problem for what it
    cannot understand, saying what would do."""

    def body(self, text: str) -> str: ...
    def day(self, text: str, asked: date | None, ahead: bool) -> date: ...
    def posts(self, text: str) -> tuple[str, ...]: ...
    def is_post(self, text: str) -> bool: ...
    def record(self, text: str) -> str:
        """The kind and reference of an action or question: action:A-2018-003."""
        ...


class Meaning:
    """What words mean in the minute of one meeting; `next_on` is the day of the next, once said."""

    def __init__(self, mind: Mind, body: str, meets_on: date) -> None:
        self.mind = mind
        self.body = body
        self.meets_on = meets_on
        self.next_on: date | None = None

    def fact(self, form: Form, name: str, text: str | None) -> Any:
        if name in ("answers", "nil_of") or (name == "due" and form is forms.ACTION):
            return None
        what = named(form.event, name)
        if text is None:
            return False if what is bool else None
        text = text.strip()
        if what == "post":
            posts = () if text.casefold() in ("no owner", "-") else self.mind.posts(text)
            if name in ("owners", "makers"):
                return posts
            return self.one_post(text) if posts else None
        if what == "meeting":
            return self.meeting(text) if text != "-" else None
        if what == "same":
            return split(self.mind.record(text))[1]
        if what is date:
            return self.mind.day(text, self.meets_on, True)
        if name == "venue":
            return unquoted(text)
        return True if what is bool else text

    def one_post(self, text: str) -> str:
        posts = self.mind.posts(text)
        if len(posts) > 1:
            raise Misused(f"{text!r} are several posts, and this is one's: name one.")
        return posts[0]

    def meeting(self, text: str) -> str:
        if text.casefold() in ("next meeting", "the next meeting"):
            if self.next_on is None:
                raise Misused("the next meeting's day is not said: Next meeting: DAY, at the top.")
            return f"{self.body}/{self.next_on}"
        body, slash, on = text.partition("/")
        if slash and re.match("[A-Za-z]", body):
            return f"{self.mind.body(body)}/{self.mind.day(on, self.meets_on, True)}"
        return f"{self.body}/{self.mind.day(text, self.meets_on, True)}"

    def due(self, text: str | None) -> dict[str, Any]:
        due: dict[str, Any] = {"due": None, "due_meeting": None, "due_words": None}
        if text is None or text == "-":
            return due
        if text in ("", '""'):
            raise Misused("after due stands a day, or words; leave ; due out if none is stated.")
        found = _DUE.fullmatch(text)
        said = found["day"] if found else text
        if found and found["words"]:
            due["due_words"] = unquoted(found["words"])
        if not said:
            return due
        if re.search("/[0-9]{4}-|next meeting$", said, re.IGNORECASE):
            due["due_meeting"] = self.meeting(said)
            due["due"] = date.fromisoformat(due["due_meeting"].rpartition("/")[2])
            return due
        try:
            due["due"] = self.mind.day(said, self.meets_on, True)
        except Problem:
            # A day that is mistyped is refused; other words are kept as printed.
            if _DAY_MEANT.match(said) or (found and found["words"]):
                raise
            due["due_words"] = said
        return due


def people(text: str) -> Iterator[tuple[str, str | None]]:
    """Each who is named between commas, with the capacity in brackets."""
    at = 0
    while at < len(text) or at == 0:
        found = _WHO.match(text, at)
        if found is None:
            raise Misused(
                "between two commas stands nobody that can be made out: Present: PCC, Jane Doe"
                " (observer)"
            )
        yield found["name"], found["capacity"]
        at = found.end()
    if text.endswith(","):
        raise Misused("after the last comma stands nobody: Present: PCC, CEX")


def unquoted(text: str | None) -> str:
    """Words as they are, or as they stand between quotes."""
    if text is None or not (len(text) > 1 and text[0] == text[-1] == '"'):
        return text or ""
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        raise Misused(
            f'{text}: between quotes a backslash stands before " or another backslash only.'
        ) from None


def without_due(entry: str) -> tuple[str, str | None]:
    *_, last = [None, *re.finditer(r"; due(?: |$)", entry, re.IGNORECASE)]
    return (entry[: last.start()], entry[last.end() :].strip()) if last else (entry, None)
