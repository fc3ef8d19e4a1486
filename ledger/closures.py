"""Rules shared by whatever closes."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ledger.errors import Refused
from ledger.rules import nonempty
from ledger.words import same_person


class Hand(NamedTuple):
    """Who signed something, and with which key (K-2018-001)."""

    person: str
    key: str


class People(NamedTuple):
    """Who stands behind a closure: everybody who holds each post on its day, acting or not;
    `reporting`, the same on the day of the completion report; the names that each person has had;
    and, where the report and the closure are signed, by whom."""

    holders: Mapping[str, Collection[str]] = {}
    reporting: Mapping[str, Collection[str]] = {}
    names: Collection[Collection[str]] = ()
    reported: Hand | None = None
    closing: Hand | None = None

    def any_is(self, name: str, others: Collection[str]) -> bool:
        """Whether one of several names is that of the same person."""
        return any(self.one(name, other) for other in others)

    def one(self, name: str, other: str) -> bool:
        """Whether two names are those of one person."""
        return same_person(name, other) or any(
            among(name, names) and among(other, names) for names in self.names
        )


def among(name: str, names: Collection[str]) -> bool:
    """Whether one of the names is the same."""
    return any(same_person(name, one) for one in names)


# What can be told of posts alone, whoever holds them.
NOBODY = People()


def evidence_of(text: str | None, what: str) -> str:
    """The evidence given, or a refusal: a claim without evidence is a claim."""
    return nonempty(text, f"{what} needs evidence: a paper, a minute, a reference (--evidence).")


def independent(
    verified_by: str, *, owners: Collection[str], reported_by: str | None, people: People
) -> None:
    """Refuse a verifier who owns the thing, alone or with others, or who reported it complete:
    nobody's own word closes it. Neither by another post that the same person holds, or held when
    it was reported, nor by the same hand."""
    owns = "is its only owner" if len(owners) == 1 else "is one of its owners"
    which = dict.fromkeys(owners, owns)
    if reported_by is not None:
        which[reported_by] = "reported this complete"
    another = "so somebody else must verify it (--verified-by)."
    if verified_by in which:
        raise Refused(f"{verified_by} {which[verified_by]}, {another}")
    for post, what in which.items():
        for person in people.holders.get(verified_by, ()):
            if people.any_is(person, people.holders.get(post, ())):
                raise Refused(
                    f"{person} holds both {verified_by} and {post}, which {what}, {another}"
                )
            if people.any_is(person, people.reporting.get(post, ())):
                raise Refused(
                    f"{person}, who holds {verified_by}, held {post} when this was reported"
                    f" complete, and {post} {what}, {another}"
                )
    another_hand(people)


def another_hand(people: People) -> None:
    """Refuse that one person, or one key, signs both the completion report and the closure. Where
    either is unsigned nothing is compared: an officer minutes what others said."""
    reported, closing = people.reported, people.closing
    if reported is None or closing is None:
        return
    if people.one(reported.person, closing.person) or reported.key == closing.key:
        raise Refused(
            f"{closing.person} signed the report that this is complete ({reported.key}), so"
            " somebody else must sign the closure (--sign)."
        )


def no_circle(ref: str, other: str, succession: Collection[str]) -> None:
    """Refuse that `ref` gives way to `other`, which itself, or through its `succession`, gave way
    to `ref`."""
    if ref in (other, *succession):
        raise Refused(f"{ref} would lead back to itself: {other} already leads to {ref}.")
