"""The ledger's stored tree: roots and proofs (RFC 9162, sections 2.1.3.1 and 2.1.4.1) without
hashing everything again.

The stored tree is not trusted: users of a proof compare it with a root that somebody signed, and
`govledger verify` compares every stored hash with the bytes.
"""

from ledger.errors import Broken
from ledger.integrity import merkle
from ledger.reading import Reader


class Tree:
    """The tree over the first events of a ledger. Raises Broken if stored hashes are missing."""

    def __init__(self, ledger: Reader) -> None:
        self.ledger = ledger

    def frontier(self, size: int) -> list[bytes]:
        """The roots of the perfect subtrees of the first `size` events, largest first."""
        found, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                found.append(self._perfect(level, start >> level))
                start += 1 << level
        return found

    def root(self, size: int) -> bytes:
        """32 bytes."""
        return merkle.root(self.frontier(size))

    def inclusion(self, position: int, size: int) -> list[bytes]:
        """The hashes that lead from event `position` (from 1) to the root of the first `size`."""
        return self._path(position - 1, 0, size)

    def consistency(self, size1: int, size2: int) -> list[bytes]:
        """The hashes that show the first `size1` events to be the beginning of the first `size2`:
        none for an empty beginning, or the same size."""
        return self._subproof(size1, 0, size2, whole=True) if 0 < size1 < size2 else []

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._root(middle, end)]
        return [*self._path(index, middle, end), self._root(start, middle)]

    def _subproof(self, size: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        """`whole`: whether the old root is the root of exactly this part, and so already known."""
        if size == end:
            return [] if whole else [self._root(start, end)]
        middle = start + _split(end - start)
        if size <= middle:
            return [*self._subproof(size, start, middle, whole=whole), self._root(middle, end)]
        return [*self._subproof(size, middle, end, whole=False), self._root(start, middle)]

    def _root(self, start: int, end: int) -> bytes:
        """The root of the events after `start` up to `end`; `start` is where a subtree begins."""
        frontier = []
        for level in reversed(range((end - start).bit_length())):
            if (end - start) >> level & 1:
                frontier.append(self._perfect(level, start >> level))
                start += 1 << level
        return merkle.root(frontier)

    def _perfect(self, level: int, number: int) -> bytes:
        """The root of the perfect subtree of 2**level events with this number at its level."""
        stored = level - level % merkle.TILE
        wide = 1 << (level - stored)
        hashes = self.ledger.store.hashes(stored, number * wide, wide)
        if len(hashes) < wide:
            raise Broken(f"The tree of {self.ledger.name} is not whole. Run: govledger verify")
        frontier: list[bytes] = []
        merkle.extend(frontier, 0, hashes)
        return frontier[0]


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1
