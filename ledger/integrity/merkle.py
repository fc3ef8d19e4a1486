"""The Merkle tree of RFC 9162 (section 2.1) over the ledger's leaves, with hashlib alone.

A leaf hash is SHA-256(0x00 || leaf); a node is SHA-256(0x01 || left || right). A *frontier* is the
list of roots of the perfect subtrees of a log, largest first: one for each bit set in its size. It
is enough to append to the log and to compute its root. A *tile* is the stored root of a perfect
subtree of 256 leaves, or of 256 tiles (level 8, 16, 24), so that a proof need not hash everything.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
TILE = 8  # levels of the tree in a tile
_LEAVES = 1 << TILE

Tile = tuple[int, int, bytes]


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def extend(
    frontier: list[bytes], size: int, hashes: Iterable[bytes], tiles: list[Tile] | None = None
) -> int:
    """Append leaf `hashes` to the `frontier` of a log of `size` leaves, in place; returns the new
    size. Each tile that they complete is appended to `tiles`: its level, its number there, its
    root."""
    waiting, at = list(hashes), 0
    while at < len(waiting):
        whole = size & (_LEAVES - 1) == 0 and len(waiting) - at >= _LEAVES
        if whole:  # A whole tile at once is a third faster than leaf by leaf.
            carry, level = _tile_root(waiting[at : at + _LEAVES]), TILE
            if tiles is not None:
                tiles.append((level, size >> level, carry))
        else:
            carry, level = waiting[at], 0
        bits = size >> level
        while bits & 1:
            carry = sha256(b"\x01" + frontier.pop() + carry).digest()
            bits, level = bits >> 1, level + 1
            if level % TILE == 0 and tiles is not None:
                tiles.append((level, size >> level, carry))
        frontier.append(carry)
        step = _LEAVES if whole else 1
        size, at = size + step, at + step
    return size


def _tile_root(level: list[bytes]) -> bytes:
    """The root over the leaf hashes of one tile."""
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0]


def root(frontier: Sequence[bytes]) -> bytes:
    """The root of the log whose frontier this is: 32 bytes."""
    if not frontier:
        return EMPTY_ROOT
    result = frontier[-1]
    for peak in reversed(frontier[:-1]):
        result = node_hash(peak, result)
    return result


def pack(frontier: Sequence[bytes]) -> bytes:
    return b"".join(frontier)


def unpack(packed: bytes) -> list[bytes]:
    return [packed[at : at + 32] for at in range(0, len(packed), 32)]


def inclusion_holds(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected: bytes
) -> bool:
    """Whether `proof` shows the leaf hash at `index` (from 0) in the log of `size` with root
    `expected` (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != 32:
        return False
    node, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(step, result)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            result = node_hash(result, step)
        node, last = node >> 1, last >> 1
    return last == 0 and result == expected


def consistency_holds(
    size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the log of `size1` with `root1` is the beginning of the log of
    `size2` with `root2` (RFC 9162, section 2.1.4.2). Of an empty log there is nothing to show."""
    if not 0 < size1 <= size2:
        return False
    if size1 == size2:
        return not proof and root1 == root2
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)
    if not path:
        return False
    node, last = size1 - 1, size2 - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old == root1 and new == root2
