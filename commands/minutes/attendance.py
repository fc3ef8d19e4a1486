"""Who came and who sent apologies: posts, and people by their names."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from commands.minutes.forms import Form
from commands.minutes.grammar import PRESENT
from commands.minutes.interpreter import Resolver, ended, people, unquoted
from commands.minutes.minute import Line
from commands.minutes.pasted import typed
from commands.session.together import all_of, each_of, somebody
from ledger.errors import Misused, Problem
from ledger.naming import NoPost

_AND = re.compile(r"\s*(?:&|\band\b|/|;)\s*", re.IGNORECASE)
# Each chair, between semicolons outside quotes.
_CHAIRS = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^";]|"(?![^"]*"))+|(?<=;)\s*(?=;|$)')
_LINES = re.compile(r"\s+@[\d,–-]+$")  # Lines of the paper.
# Titles that stand before several.
_ONE = {"cllrs": "Cllr", "councillors": "Councillor", "messrs": "Mr", "drs": "Dr"}
_STYLES = re.compile(rf"({'|'.join(_ONE)})\b\.?\s*", re.IGNORECASE)


def present(whole: Iterable[tuple[int, str]]) -> dict[str, bool]:
    """Everybody who was there according to the entries of a minute, named as written there, each
    with whether that is surely a person by name and not a post."""
    names: dict[str, bool] = {}
    for _, entry in whole:
        label, _, rest = entry.partition(":")
        if label.strip().casefold() == PRESENT.label.casefold():
            with suppress(Problem):  # Refused where it is read.
                for name, capacity in people(_LINES.sub("", rest)):
                    by_name = capacity is not None or typed(name[:1]) == '"'
                    each = [unquoted(name)] if by_name else _AND.split(name)
                    names |= dict.fromkeys(map(str.strip, each), by_name)
    return names


def attending(
    resolver: Resolver, form: Form, text: str, number: int, source: str | None
) -> list[Line]:
    """A line for each person or post named. Raises the problem of every name that is not
    understood."""
    lines: list[Line] = []
    problems: list[Problem] = []
    for name, capacity in people(text):
        try:
            lines += _lines(resolver, form, name, capacity, number, source)
        except Problem as problem:
            problems += each_of(problem)
    for one in problems:
        if isinstance(one, NoPost):
            one.person = True
            one.args = (f"{one}. {somebody(one.said)}",)
    if problems:
        raise all_of(problems)
    return lines


def _lines(
    resolver: Resolver, form: Form, name: str, capacity: str | None, number: int, source: str | None
) -> Iterator[Line]:
    """A line for each post, or for a person with a capacity or in quotes."""
    person = typed(name[:1]) == '"'
    if not person and capacity is not None and not resolver.are_posts(name):
        _one_person(name, capacity)
    names: tuple[str, ...] = (unquoted(name),)
    if not person and (capacity is None or resolver.are_posts(name)):
        names, person = resolver.posts(name), False
    for one in names:
        known = None if person else resolver.person(one)
        said = unquoted(capacity) if capacity not in (None, "-") else None
        facts: dict[str, Any] = {"attendee": known or one, "capacity": said}
        line = Line(form=form, facts=facts, number=number, source=source)
        line.named = (
            person or known is not None or (capacity is not None and names == (unquoted(name),))
        )
        yield line


def chairing(resolver: Resolver, text: str) -> dict[str, Any]:
    """Who chaired: the post alone, or everybody who did, with a person who holds no post by name.
    Without quotes, a name must be that of a post, a party, or somebody present by name."""
    found: list[str] = []
    people: set[str] = set()
    for said in _CHAIRS.findall(ended(text)):
        name = unquoted(said.strip())
        if not name:
            raise Misused("a name is missing beside a ; here. Name each chair: Chair: PCC; CC")
        if (
            bare := re.fullmatch(r'([^"()]+?)\s*\([^()]*\)', said.strip())
        ) and not resolver.are_posts(name):
            raise Misused(
                f'say in what capacity they came at Present: {name}. Here stands Chair: "{bare[1]}"'
            )
        by_name = typed(said.strip()[:1]) == '"' and not resolver.are_posts(name)
        present = name if by_name else resolver.without_post(name)
        posts = () if present else _chair_posts(resolver, name)
        people |= (
            {present} if present else {known for one in posts if (known := resolver.person(one))}
        )
        found += [present] if present else [resolver.person(one) or one for one in posts]
    chairs = tuple(dict.fromkeys(found))
    alone = chairs[0] if len(chairs) == 1 and chairs[0] not in people else None
    return {"chair": alone, "chairs": chairs if alone is None else ()}


def _chair_posts(resolver: Resolver, name: str) -> tuple[str, ...]:
    try:
        posts = resolver.posts(name)
    except NoPost as unknown:
        unknown.args = (
            f'{unknown}. A person who holds no post stands between quotes: Chair: "{unknown.said}"',
        )
        raise
    if "All" in posts:
        raise Misused("All is nobody in particular: name who was in the chair.")
    return posts


def several(name: str) -> list[str]:
    """The people whom a name may mean, if there are several."""
    style = _STYLES.match(name)
    rest = name[style.end() :] if style else name
    each = [one.strip() for one in _AND.split(rest) if one.strip()]
    return each if len(each) > 1 or style else []


def _one_person(name: str, capacity: str) -> None:
    """Refuse several people under one name, saying how to name each."""
    if not (each := several(name)):
        return
    style = _STYLES.match(name)
    one = re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", unquoted(capacity))
    before = f"{_ONE[style[1].casefold()]} " if style else ""
    named = ", ".join(f"{before}{person} ({one})" for person in each)
    raise Misused(
        f"{name!r} may be several people. Name each: {named}; or put one name between quotes:"
        f' "{name}" ({capacity})'
    )
