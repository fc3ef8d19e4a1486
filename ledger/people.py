"""Whom a person's name or initials mean on a day: the post that they held then, or their party.

At a meeting, whoever is there comes first; initials of two of them mean neither. What is recorded
is the post or the party, never the name.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ledger.characters import folded
from ledger.errors import NotFound, Refused
from ledger.naming import known_post, names
from ledger.records.parties import Party
from ledger.records.posts import Post
from ledger.words import one_person, same_person, unstyled

_INITIALS = re.compile(r"[^\W\d_](?:\.? ?[^\W\d_]){1,4}\.?")


class Somebody(NamedTuple):
    """A person, with the post that they hold or the party that they are, if there is one."""

    name: str
    ref: str | None

    @property
    def told(self) -> str:
        return f"{self.name} ({self.ref or 'no post'})"


class SeveralPeople(NotFound):
    """A name or initials may be of more than one."""


def everybody(ledger: Any, on: date) -> Iterator[Somebody]:
    """Everybody who holds a post on the day, and every person who is a party."""
    ledger.read_ahead([], ["post", "party"])
    for ref in ledger.refs("post"):
        post = ledger.state("post", ref, on=on)
        if isinstance(post, Post) and post.status == "defined":
            yield from (Somebody(name, ref) for name in post.holders)
    for ref in ledger.refs("party"):
        party = ledger.state("party", ref)
        if isinstance(party, Party) and party.person is not None:
            yield Somebody(party.person, ref)


def resolve(ledger: Any, said: str, on: date, present: Iterable[str] = ()) -> Somebody | None:
    """Who is meant on the day. `present`: the posts, and the people by their names, who are at the
    meeting. Raises SeveralPeople, naming them."""
    known = list(everybody(ledger, on))
    here = [one for who in present for one in _at(ledger, who, known)]
    return one_of(here, said) or one_of(known, said)


def one_of(among: Iterable[Somebody], said: str) -> Somebody | None:
    """Who of some people is meant: by name, or else by initials. Raises SeveralPeople."""
    among = list(among)
    for answers in (_is_called, _has_initials):
        found = list(dict.fromkeys(one for one in among if answers(one.name, said)))
        if len(found) == 1:
            return found[0]
        if found:
            several = " or ".join(one.told for one in found)
            raise SeveralPeople(f"{said!r} may be {several}. Name the post, or the person in full.")
    return None


def no_other(ledger: Any, said: str, on: date, present: Iterable[str] = ()) -> None:
    """Refuse a party's reference that is also the initials of somebody else on the day, as a person
    writes it. Raises SeveralPeople, naming both."""
    party = names(ledger, "party").get(folded(said))
    state = ledger.state("party", party) if party and folded(party) == folded(said) else None
    if not isinstance(state, Party) or state.person is None:
        return
    theirs = Somebody(state.person, party)
    known = [one for one in everybody(ledger, on) if one.ref != party]
    here = [one for who in present for one in _at(ledger, who, known) if one.ref != party]
    others = dict.fromkeys(one for one in (*here, *known) if _has_initials(one.name, said))
    if several := [one for one in others if not same_person(one.name, state.person)]:
        told = " or ".join(one.told for one in (theirs, *several))
        raise SeveralPeople(f"{said!r} may be {told}. Name the post, or the person in full.")


def is_somebody(ledger: Any, said: str, on: date) -> bool:
    """Whether it is the name or initials of anybody on the day, even of several people."""
    try:
        return resolve(ledger, said, on) is not None
    except SeveralPeople:
        return True


def owner(ledger: Any, said: str, on: date, present: Iterable[str] = ()) -> str | None:
    """The post or the party of whoever is meant. Raises Refused if they have neither."""
    person = resolve(ledger, said, on, present)
    if person is not None and person.ref is None:
        raise Refused(
            f"{person.name} was there and holds no post. Name them under their initials first:"
            f' govledger party person INITIALS "{person.name}"'
        )
    return person.ref if person is not None else None


def _at(ledger: Any, who: str, known: list[Somebody]) -> list[Somebody]:
    """The people who are meant by one entry of a list of those present."""
    post = known_post(ledger, who)
    if post is not None:
        return [one for one in known if one.ref == post]
    found = [one for one in known if _is_called(one.name, who)]
    found = found or [one for one in known if _has_initials(one.name, who)]
    return found or [Somebody(who, None)]


def _is_called(name: str, said: str) -> bool:
    return same_person(name, said) or one_person(name, said)


def _has_initials(name: str, said: str) -> bool:
    """Whether words are the initials of a name: JD or J.D. of Jo Dale, JMD or JD of Jo M Dale; or
    the initial and the surname: J Dale."""
    words = unstyled(name).split()
    if len(words) < 2:
        return False
    parts = [part for word in words for part in word.split("-") if part]
    letters = {"".join(one[0] for one in of) for of in (words, parts)}
    letters.add(words[0][0] + words[-1][0])
    if _INITIALS.fullmatch(said.strip()) and re.sub(r"[\W_]", "", folded(said)) in letters:
        return True
    first, _, last = folded(said).replace(".", " ").strip().partition(" ")
    return len(first) == 1 and first == words[0][0] and last.strip() == words[-1]
