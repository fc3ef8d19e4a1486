"""The members of a body: who sits on it, in which capacity, and who left.

These are events of a body.
"""

from typing import assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, Person
from ledger.records.bodies import STANDING, Body
from ledger.rules import ahead, nonempty, require
from ledger.words import words

PART_OF = "body"

# What can happen


class BodyMemberAppointed(Event):
    """Somebody sits on it, in a capacity if the paper says which."""

    needs = STANDING
    says = "member: {member}[, {capacity}]"
    member: Person
    capacity: str | None = None


class BodyMemberLeft(Event):
    """Somebody no longer sits on it."""

    needs = STANDING
    says = "no longer a member: {member}"
    member: Person


MemberEvent = BodyMemberAppointed | BodyMemberLeft

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"member": "who joins or leaves a body"}


def evolve(body: Body, event: MemberEvent) -> Body:
    match event:
        case BodyMemberAppointed(member=member, capacity=None):
            return replace(body, members=(*body.members, (member,)))
        case BodyMemberAppointed(member=member, capacity=capacity):
            return replace(body, members=(*body.members, (member, capacity)))
        case BodyMemberLeft(member=member):
            return replace(body, members=tuple(one for one in body.members if one[0] != member))
    assert_never(event)


# Rules


def lawful(body: Body, event: Event) -> None:
    """Refuse a member who already sits, and the leaving of one who does not, when recorded or when
    corrected."""
    if isinstance(event, BodyMemberAppointed):
        for sitting in body.members:
            if sitting[0] == event.member:
                raise Refused(
                    f"{words((sitting,))} is already a member of {body.ref}. To change the"
                    " capacity, first record that they left (body left)."
                )
    if isinstance(event, BodyMemberLeft) and event.member not in _sitting(body):
        raise Refused(f"{event.member} is not recorded as a member of {body.ref} on that day.")


def _sitting(body: Body) -> list[str]:
    return [member for member, *_ in body.members]


@ahead
def appoint(body: Body, *, member: str, capacity: str | None = None) -> list[Event]:
    appointed = BodyMemberAppointed(
        member=nonempty(member, "A member needs a name."), capacity=(capacity or "").strip() or None
    )
    require(body, appointed)
    if appointed in body.said and evolve(Body(), appointed).members[0] in body.members:
        return []
    lawful(body, appointed)
    return [appointed]


@ahead
def leave(body: Body, *, member: str) -> list[Event]:
    left = BodyMemberLeft(member=nonempty(member, "Say who left, by name."))
    require(body, left)
    if left in body.said and left.member not in _sitting(body):
        return []
    lawful(body, left)
    return [left]
