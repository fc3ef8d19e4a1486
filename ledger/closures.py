"""Rules shared by every record that can be closed."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ledger.errors import Refused
from ledger.events import Event, State
from ledger.rules import already, nonempty, require
from ledger.words import day, may_be_one, one_person


class Hand(NamedTuple):
    """Who signed something, and with which key (K-2018-001)."""

    person: str
    key: str


class People(NamedTuple):
    """The people behind a closure: everybody who holds each post on its day, acting or not;
    `reporting`, the same on the day of the completion report; each person's names; and who signed
    the report and the closure, if signed."""

    holders: Mapping[str, Collection[str]] = {}
    reporting: Mapping[str, Collection[str]] = {}
    names: Collection[Collection[str]] = ()
    reported: Hand | None = None
    closing: Hand | None = None

    def any_is(self, name: str, others: Collection[str]) -> bool:
        """Whether any of several names is the same person's."""
        return any(self.one(name, other) for other in others)

    def one(self, name: str, other: str) -> bool:
        """Whether two names belong to one person."""
        return one_person(name, other) or any(
            among(name, names) and among(other, names) for names in self.names
        )


def among(name: str, names: Collection[str]) -> bool:
    """Whether any of the names is the same."""
    return any(one_person(name, one) for one in names)


# For rules about the posts alone, whoever holds them.
NOBODY = People()


def evidence_of(text: str | None, what: str) -> str:
    """The evidence given. Raises Refused without any: a claim needs evidence."""
    return nonempty(text, f"{what} needs evidence: a paper, a minute, a reference (--evidence).")


def independent(
    verified_by: str, *, owners: Collection[str], reported_by: str | None, people: People
) -> None:
    """Refuse a verifier who would be confirming their own word."""
    why = own_word(verified_by, owners=owners, reported_by=reported_by, people=people)
    if why is not None:
        raise Refused(f"{why}, so somebody else must verify it (--verified-by).")
    surely_another(verified_by, owners=owners, reported_by=reported_by, people=people)
    another_hand(people)


def own_word(
    verified_by: str, *, owners: Collection[str], reported_by: str | None, people: People
) -> str | None:
    """Why the verifier is not independent: they own the matter, alone or jointly, or reported it
    complete, through this post or another that the same person holds, or held when it was reported.
    """
    which = _answering(owners, reported_by)
    if verified_by in which:
        return f"{verified_by} {which[verified_by]}"
    for post, what in which.items():
        for person in people.holders.get(verified_by, ()):
            if people.any_is(person, people.holders.get(post, ())):
                return f"{person} holds both {verified_by} and {post}, which {what}"
            if people.any_is(person, people.reporting.get(post, ())):
                return (
                    f"{person}, who holds {verified_by}, held {post} when this was reported"
                    f" complete, and {post} {what}"
                )
    return None


def _answering(owners: Collection[str], reported_by: str | None) -> dict[str, str]:
    """The posts whose word a closure may not rest on, and why."""
    owns = "is its only owner" if len(owners) == 1 else "is one of its owners"
    which = dict.fromkeys(owners, owns)
    return which if reported_by is None else which | {reported_by: "reported this complete"}


def surely_another(
    verified_by: str, *, owners: Collection[str], reported_by: str | None, people: People
) -> None:
    """Refuse a verifier if nobody can tell whether they are another person."""
    for post, what in _answering(owners, reported_by).items():
        behind = [*people.holders.get(post, ()), *people.reporting.get(post, ())]
        for person in people.holders.get(verified_by, ()):
            if (other := next((one for one in behind if may_be_one(person, one)), None)) is None:
                continue
            raise Refused(
                f"{person} ({verified_by}) and {other} ({post}, which {what}) may be one person. If"
                " they are two, record their names in full (post renamed); if not, somebody else"
                " must verify it (--verified-by)."
            )


def another_hand(people: People) -> None:
    """Refuse one person or key signing both the completion report and the closure. If either is
    unsigned nothing is compared, since an officer minutes what others said."""
    reported, closing = people.reported, people.closing
    if reported is None or closing is None:
        return
    if people.one(reported.person, closing.person) or reported.key == closing.key:
        raise Refused(
            f"{closing.person} signed the report that this is complete ({reported.key}), so"
            " somebody else must sign the closure (--sign)."
        )


class Agreeing(NamedTuple):
    """Who stands behind a closure that a meeting agreed: whether the meeting was held, whom it
    recorded as present, and which of these do not answer for the thing, nor reported it."""

    held: bool
    present: Collection[str]
    others: Collection[str]


def agreed_by_others(ref: str, meeting: str, agreeing: Agreeing, *, independence: bool) -> None:
    """Refuse the agreement of a meeting that was not held, or at which nobody was present but those
    whose own word it would be. Where no attendance is recorded, nothing is compared."""
    if not agreeing.held:
        raise Refused(f"{meeting} is not recorded as held, so it agreed nothing. Open it first.")
    if independence and agreeing.present and not agreeing.others:
        raise Refused(
            f"Nobody is recorded as present at {meeting} but {' and '.join(agreeing.present)},"
            f" whose own word it would be that {ref} is completed. Record who else was there"
            " (meeting attend)."
        )


# The state, on the day, of the record that takes another's place, if it is in the ledger then.
Heir = State | None

# Given up without being done. What was closed may have been done on another's behalf.
GIVEN_UP = ("superseded", "merged", "withdrawn", "rejected", "no further action")


def no_circle(ref: str, other: str, succession: Collection[str], heir: Heir = None) -> None:
    """Refuse `ref` being replaced by `other` if `other`, directly or through its `succession`, was
    replaced by `ref`, or had been given up itself."""
    if ref == other:
        raise Refused(f"{ref} would lead back to itself. Name another record.")
    if ref in succession:
        raise Refused(f"{ref} would lead back to itself: {other} already leads to {ref}.")
    goes_on(ref, other, heir)


def replaced(
    state: State, event: Event, other: str, succession: Collection[str], heir: Heir
) -> list[Event]:
    """The event by which `other` takes the place of a record; nothing if it has it already."""
    if already(state, event):
        return []
    require(state, event)
    no_circle(state.ref, other, succession, heir)
    return [event]


def goes_on(ref: str, other: str, heir: Heir) -> None:
    """Refuse `ref` being replaced by `other` if that had itself been given up."""
    if heir is not None and heir.status in GIVEN_UP:
        last = getattr(heir, "other", None)
        instead = f"Name {last}" if last else "Name another, or reopen it first"
        raise Refused(
            f"{other} was over on {day(heir.since_on)} ({heir.status}), so it cannot take the place"
            f" of {ref}. {instead}; or check --on."
        )
