"""Another office: its key, and each pack held against the one before."""

from datetime import date

import pytest
from given import given
from msgspec.structs import replace
from signing import key

from ledger.errors import Broken
from ledger.practice import identity as practice
from ledger.records.peers import (
    PeerAdded,
    PeerKeyCompared,
    PeerPackRefused,
    PeerPackTaken,
    PeerRemoved,
    add,
    compare,
    refuse,
    remove,
    take,
)

OLD, NEW = key(1).public, key(2).public
added = PeerAdded(public_key=OLD.line, fingerprint=OLD.fingerprint, title="Kent PCC")
KENT, ESSEX = "9f0c5a4e-6a55-4f7b-8d1e-3f1b8f6f2a11", "11112222-6a55-4f7b-8d1e-3f1b8f6f2a11"
FACTS = {
    "of_ledger": KENT,
    "tree_size": 41,
    "root": "ab" * 32,
    "note": "note",
    "public_key": OLD.line,
    "sha256": "cd" * 32,
    "last_recorded_on": date(2018, 2, 27),
}
taken = PeerPackTaken(**FACTS)
MORE = FACTS | {"tree_size": 60, "root": "ef" * 32}
HERE = {"identity": ESSEX, "same_ledger": None}
refused = PeerPackRefused(reason="It is a fork.", sha256="cd" * 32, tree_size=41)


def test_an_office_is_added_with_its_key():
    facts = {"public_key": OLD.line + " kent@kent", "title": " Kent PCC ", "same_key": None}
    given().when(add, **facts).then(added)
    given(added).when(add, **facts).nothing_happens()
    given().when(add, **(facts | {"same_key": "ESSEX"})).refused("ESSEX seals with that key")
    given(added).when(add, **(facts | {"public_key": NEW.line})).refused("already in the ledger")


def test_another_key_is_compared_with_its_owner():
    facts = {"public_key": NEW.line, "reason": "by telephone", "same_key": None}
    compared = PeerKeyCompared(
        public_key=NEW.line, fingerprint=NEW.fingerprint, reason="by telephone"
    )
    given(added).when(compare, **facts).then(compared)
    given(added, compared).when(compare, **facts).nothing_happens()
    given(added).when(compare, **(facts | {"reason": " "})).refused("Say how")
    given(added).when(compare, **(facts | {"same_key": "ESSEX"})).refused("ESSEX seals")


def test_a_pack_is_taken_and_the_next_goes_on_from_it():
    given(added).when(take, **FACTS, **HERE, root_then="").then(taken)
    then = PeerPackTaken(**MORE)
    given(added, taken).when(take, **MORE, **HERE, root_then="ab" * 32).then(then)
    given(added, taken).when(take, **FACTS, **HERE, root_then="ab" * 32).nothing_happens()


@pytest.mark.parametrize("root_then", ["", "00" * 32])
def test_a_pack_that_does_not_begin_with_the_one_before_is_a_fork(root_then):
    said = given(added, taken).when(take, **MORE, **HERE, root_then=root_then)
    said.refused("fork: its first 41 events", Broken)


def test_an_older_pack_is_older_where_it_agrees_or_cannot_be_compared():
    longer = PeerPackTaken(**MORE)
    for root_then in ("ab" * 32, ""):
        given(added, longer).when(take, **FACTS, **HERE, root_then=root_then).refused("older")


def test_a_pack_of_another_ledger_or_of_another_offices_or_of_practice():
    other = HERE | {"same_ledger": "ESSEX"}
    given(added).when(take, **FACTS, **other, root_then="").refused("of the ledger of ESSEX")
    learning = FACTS | {"of_ledger": practice()}
    given(added).when(take, **learning, **HERE, root_then="").refused("practice ledger")


def test_a_refusal_stands_until_a_newer_pack_is_taken():
    facts = {"reason": "It is a fork.", "sha256": "cd" * 32}
    given(added, taken).when(refuse, **facts).then(refused)
    given(added, taken, refused).when(refuse, **facts).nothing_happens()
    given(added, taken, refused).when(take, **FACTS, **HERE, root_then="ab" * 32).nothing_happens()
    newer = PeerPackTaken(**MORE)
    given(added, taken, refused).when(take, **MORE, **HERE, root_then="ab" * 32).then(newer)
    again = replace(refused, tree_size=60)
    given(added, taken, refused, newer).when(refuse, **facts).then(again)


def test_an_office_is_removed_with_a_reason():
    removed = PeerRemoved(reason="merged")
    given(added).when(remove, reason=" merged ").then(removed)
    given(added, removed).when(remove, reason="merged").nothing_happens()
    given(added).when(remove, reason="").refused("Say why")
    given(added, removed).when(take, **FACTS, **HERE, root_then="").refused("was removed")
