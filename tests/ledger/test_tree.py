"""Roots and proofs from the stored tree, against the definitions of RFC 9162."""

import pytest
from books import filled
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.application import Ledger
from ledger.errors import Broken
from ledger.integrity import merkle
from ledger.integrity.tree import Tree

SIZE = 600  # events: two tiles and a rest


def naive(hashes: list[bytes]) -> bytes:
    """MTH of section 2.1.1."""
    if len(hashes) < 2:
        return hashes[0] if hashes else merkle.EMPTY_ROOT
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return merkle.node_hash(naive(hashes[:k]), naive(hashes[k:]))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("tree") / "office.ledger", streams=200)


@pytest.fixture(scope="module")
def ledger(path):
    return Ledger.open(path, read_only=True)


@pytest.fixture(scope="module")
def hashes(ledger):
    return [
        row[0]
        for row in ledger.store.query("SELECT leaf_hash FROM stored_events ORDER BY position")
    ]


@given(st.integers(1, SIZE), st.integers(1, SIZE))
@settings(max_examples=150, deadline=None)
def test_proofs_from_the_stored_tree_hold(ledger, hashes, one, other):
    first, size = sorted((one, other))
    tree = Tree(ledger)
    root = tree.root(size)
    assert root == naive(hashes[:size])
    leaf = hashes[first - 1]
    assert merkle.inclusion_holds(first - 1, size, leaf, tree.inclusion(first, size), root)
    proof = tree.consistency(first, size)
    assert merkle.consistency_holds(first, size, naive(hashes[:first]), root, proof)


def test_the_root_of_the_whole_is_the_head(ledger):
    assert (SIZE, Tree(ledger).root(SIZE)) == ledger.head
    assert Tree(ledger).root(0) == merkle.EMPTY_ROOT


def test_a_tree_larger_than_the_ledger_has_no_root(ledger):
    with pytest.raises(Broken, match="not whole"):
        Tree(ledger).root(SIZE + 1)


def test_tiles_stand_at_every_eighth_level():
    hashes = [n.to_bytes(32, "big") for n in range(2 * 65_536 + 300)]
    frontier: list[bytes] = []
    tiles: list[merkle.Tile] = []
    half = merkle.extend(frontier, 0, hashes[:1000], tiles)
    merkle.extend(frontier, half, hashes[1000:], tiles)
    assert [t[:2] for t in tiles if t[0] == 16] == [(16, 0), (16, 1)]
    assert [t[1] for t in tiles if t[0] == 8] == list(range(513))
    assert {t[0] for t in tiles} == {8, 16}
    assert tiles[3] == (8, 3, naive(hashes[768:1024]))
    assert next(t[2] for t in tiles if t[0] == 16) == naive(hashes[:65_536])
