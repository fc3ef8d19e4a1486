"""A party: who owns an action or a recommendation and is no post of the office.

    named

An organisation (internal audit, a supplier, a partner), a team, or a person who holds no post. A
party owns, and says how far a thing has come; it decides nothing and verifies nothing. A person's
name is kept apart, so that it can be erased; the short name stands for it in every event.
"""

from typing import Literal, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.characters import folded
from ledger.errors import Refused
from ledger.events import NEW, Event, Person, State, when
from ledger.references import SHORT_NAME
from ledger.rules import another_name, free, nonempty, require
from ledger.words import same_person

RECORD = "party"
REFERENCE = SHORT_NAME

# What can happen


class PartyNamed(Beginning, kw_only=True):
    """There is such an organisation or team."""

    needs = NEW
    moves_to = "named"
    says = "named, {party_kind}: {title}"
    title: str
    party_kind: Literal["organisation", "team"]


class PartyPersonNamed(Beginning, kw_only=True):
    """There is such a person, who holds no post."""

    needs = NEW
    moves_to = "named"
    says = "named, a person: {person}"
    person: Person


class PartyAliasAdded(Event):
    """The papers also call it this."""

    needs = when("named")
    says = "also known as {alias}"
    alias: str


PartyEvent = PartyNamed | PartyPersonNamed | PartyAliasAdded

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"party_kind": "whether a party is an organisation or a team"}

# What we know


class Party(State):
    party_kind: str = ""
    person: str | None = None
    aliases: tuple[str, ...] = ()


def answers_to(party: Party) -> tuple[str, ...]:
    """What it is called besides its reference."""
    return (*filter(None, (party.title, party.person)), *party.aliases)


def evolve(party: Party | None, event: PartyEvent) -> Party:
    match event:
        case PartyNamed(title=title, party_kind=kind):
            return Party(title=title, party_kind=kind)
        case PartyPersonNamed(person=person):
            return Party(party_kind="person", person=person)
        case PartyAliasAdded(alias=alias):
            assert party is not None
            return replace(party, aliases=(*party.aliases, alias))
    assert_never(event)


# Rules


def name(
    party: Party | None,
    *,
    title: str,
    party_kind: Literal["organisation", "team"],
    taken_by: str | None,
) -> list[Event]:
    """`taken_by`: a post, a body or another party that already answers to the name."""
    named = PartyNamed(
        title=nonempty(title, "A party needs words that say who it is."), party_kind=party_kind
    )
    if party is not None and named in party.said:
        return []
    require(party, named)
    free(named.title, taken_by)
    return [named]


def name_person(party: Party | None, *, ref: str, person: str, taken_by: str | None) -> list[Event]:
    """`ref` is in every event, so it must not give the name away."""
    named = PartyPersonNamed(person=nonempty(person, "Give the person's name."))
    if party is not None and party.person and same_person(party.person, named.person):
        return []
    require(party, named)
    free(named.person, taken_by)
    words = folded(named.person).split()
    if any(len(word) > 1 and word in folded(ref) for word in words):
        raise Refused(
            f"{ref} stands for ever, and a name may have to be erased. Take initials, as JD."
        )
    return [named]


def add_alias(party: Party, *, alias: str, taken_by: str | None) -> list[Event]:
    """`taken_by`: a post, a body or another party that already answers to the name."""
    added = PartyAliasAdded(alias=nonempty(alias, "An alias needs words."))
    return another_name(party, added, taken_by)
