"""Rules shared by whatever closes."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ledger.problems import Refused
from ledger.records import nonempty, same_person


class Hand(NamedTuple):
    """Who signed something, and with which key (K-2018-001)."""

    person: str
    key: str


class People(NamedTuple):
    """Who stands behind a closure: the person in each post on its day, and, where the completion
    report and the closure are signed, by whom."""

    holders: Mapping[str, str] = {}
    reported: Hand | None = None
    closing: Hand | None = None


NOBODY = People()


def evidence_of(text: str | None, what: str) -> str:
    """The evidence given, or a refusal: a claim without evidence is a claim."""
    return nonempty(text, f"{what} needs evidence: a paper, a minute, a reference (--evidence).")


def independent(
    verified_by: str,
    *,
    owners: Collection[str],
    reported_by: str | None,
    people: People = NOBODY,
) -> None:
    """Refuse a verifier who is the sole owner, or who reported the thing complete: nobody's own
    word closes it. Neither by another post that the same person holds, nor by the same hand."""
    if verified_by == reported_by:
        raise Refused(
            f"{verified_by} reported this complete, so somebody else verifies it (--verified-by)."
        )
    if list(owners) == [verified_by]:
        raise Refused(
            f"{verified_by} is its only owner, so somebody else verifies it (--verified-by)."
        )
    person = people.holders.get(verified_by)
    for post in (reported_by, *(owners if len(owners) == 1 else ())):
        also = people.holders.get(post) if post else None
        if person and also and same_person(person, also):
            what = "reported this complete" if post == reported_by else "is its only owner"
            raise Refused(
                f"{person} holds both {verified_by} and {post}, which {what}, so somebody else"
                " verifies it (--verified-by)."
            )
    another_hand(people.reported, people.closing)


def another_hand(reported: Hand | None, closing: Hand | None) -> None:
    """Refuse that one person, or one key, signs both the completion report and the closure. Where
    either is unsigned nothing is compared: an officer minutes what others said."""
    if reported is None or closing is None:
        return
    if same_person(reported.person, closing.person) or reported.key == closing.key:
        raise Refused(
            f"{closing.person} signed the report that this is complete ({reported.key}), so"
            " somebody else signs the closure (--sign)."
        )


def no_circle(ref: str, other: str, succession: Collection[str]) -> None:
    """Refuse that `ref` gives way to `other`, which itself, or through its `succession`, gave way
    to `ref`."""
    if ref in (other, *succession):
        raise Refused(f"{ref} would end in itself: {other} already leads to {ref}.")
