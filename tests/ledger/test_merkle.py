"""The tree, against published vectors of RFC 9162 and against the definition itself."""

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from folded import each
from hypothesis import given
from hypothesis import strategies as st

from ledger.integrity import merkle

VECTORS = Path(__file__).parents[3] / "shared" / "vectors"

# Roots of the first 0 to 8 of the eight leaves with which RFC 6962 is usually tested.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
    "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
    "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=",
    "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=",
    "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=",
    "3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=",
    "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
]


# What must hold, and one of each sort that must not, of the published vectors.
KNOWN = json.loads(Path(__file__).with_name("rfc9162.json").read_text(encoding="utf-8"))


def published(name: str) -> list:
    """All the published vectors where they are at hand; else those of them that we keep."""
    file = VECTORS / f"rfc9162_{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else KNOWN[name]


def cases(name: str) -> list:
    return [pytest.param(case, id=case["case"]) for case in published(name)]


def unbase(text: str | None) -> bytes:
    return base64.b64decode(text or "", validate=True)


@each("case", cases("inclusion"))
def test_inclusion_holds_and_is_refused_as_published(case):
    index, size, leaf = case["leafIdx"], case["treeSize"], unbase(case["leafHash"])
    proof = [unbase(step) for step in case["proof"] or []]
    holds = merkle.inclusion_holds(index, size, leaf, proof, unbase(case["root"]))
    assert holds is not case["wantErr"], case["desc"]


@each("case", cases("consistency"))
def test_consistency_holds_and_is_refused_as_published(case):
    roots = unbase(case["root1"]), unbase(case["root2"])
    proof = [unbase(step) for step in case["proof"] or []]
    holds = merkle.consistency_holds(case["size1"], case["size2"], *roots, proof)
    assert holds is not case["wantErr"], case["desc"]


def root_of(leaves: list[bytes]) -> bytes:
    frontier: list[bytes] = []
    size = merkle.extend(frontier, 0, map(merkle.leaf_hash, leaves))
    assert size == len(leaves)
    return merkle.root(frontier)


@each("size", range(9))
def test_the_roots_of_the_known_leaves_are_the_known_roots(size):
    assert base64.b64encode(root_of(LEAVES[:size])).decode() == ROOTS[size]


@pytest.mark.parametrize("name", KNOWN)
def test_the_vectors_that_are_kept_are_among_those_published_and_of_every_sort(name):
    assert all(case in published(name) for case in KNOWN[name])
    assert {c["desc"] for c in KNOWN[name]} == {c["desc"] for c in published(name)}
    assert len(KNOWN[name]) >= 20 and {c["wantErr"] for c in KNOWN[name]} == {True, False}


def test_the_known_roots_are_those_published():
    roots = {}
    for case in published("consistency"):
        if case["desc"] == "happy path":
            roots |= {case["size1"]: case["root1"], case["size2"]: case["root2"]}
    for case in published("inclusion"):
        if case["desc"] == "happy path":
            roots[case["treeSize"]] = case["root"]
    assert {size: ROOTS[size] for size in roots if size < len(ROOTS)} == roots
    assert len(roots) >= 6


def test_the_empty_log_has_the_root_of_nothing():
    assert merkle.root([]) == merkle.EMPTY_ROOT == sha256(b"").digest()


# The definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word.


def split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def naive_root(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0] if leaves else b"").digest()
    k = split(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_consistency(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*naive_consistency(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_consistency(m - k, leaves[k:], False), naive_root(leaves[:k])]


some_leaves = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


@given(some_leaves, st.data())
def test_a_log_extended_in_two_steps_has_the_root_of_the_definition(leaves, data):
    cut = data.draw(st.integers(0, len(leaves)))
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    frontier: list[bytes] = []
    size = merkle.extend(frontier, 0, hashes[:cut])
    frontier = merkle.unpack(merkle.pack(frontier))
    size = merkle.extend(frontier, size, hashes[cut:])
    assert size == len(leaves)
    assert len(frontier) == size.bit_count()
    assert merkle.root(frontier) == naive_root(leaves)


@given(some_leaves, st.data())
def test_every_leaf_is_included_in_its_own_place_only(leaves, data):
    leaves = [bytes([at]) + leaf for at, leaf in enumerate(leaves)]
    index, other = (data.draw(st.integers(0, len(leaves) - 1)) for _ in range(2))
    hashed, root = merkle.leaf_hash(leaves[index]), naive_root(leaves)
    proof = naive_path(index, leaves)
    assert merkle.inclusion_holds(index, len(leaves), hashed, proof, root)
    assert merkle.inclusion_holds(other, len(leaves), hashed, proof, root) is (other == index)


@given(some_leaves, st.data())
def test_every_beginning_of_a_log_is_consistent_with_it(leaves, data):
    m = data.draw(st.integers(1, len(leaves)))
    proof = naive_consistency(m, leaves)
    old, new = naive_root(leaves[:m]), naive_root(leaves)
    assert merkle.consistency_holds(m, len(leaves), old, new, proof)
    changed = naive_root([*leaves[: m - 1], leaves[m - 1] + b"!"])
    assert not merkle.consistency_holds(m, len(leaves), changed, new, proof)


@given(st.lists(st.binary(min_size=32, max_size=32)))
def test_a_frontier_unpacks_as_it_was_packed(frontier):
    packed = merkle.pack(frontier)
    assert len(packed) == 32 * len(frontier)
    assert merkle.unpack(packed) == frontier
