"""What the events in a pack give rise to in its other files."""

import re

import msgspec

from ledger.integrity.merkle import node_hash
from ledger.registry import split

_TOKEN = re.compile(rb"pd-v1:([0-9a-f]{64})")
_PAPERS = {"DocumentRegistered": "", "FileStored": "files/"}
Row = tuple[int, str, int, str, bytes, bytes]
Run = tuple[int, int, bytes]


class Derived:
    """What the events in a pack give rise to in its other files."""

    def __init__(self) -> None:
        self.events = 0
        self.runs: list[Run] = []
        self._gap: list[Run] = []
        self.signers: dict[str, str] = {}  # A line of allowed_signers, and whose it is.
        self.papers: dict[int, str] = {}
        self.tokens: set[str] = set()

    def take(self, row: Row) -> None:
        """Take in an event that is in the pack. verify.py works out the same from its bytes."""
        position, stream, _, kind, state, _ = row
        self.close()
        self.events += 1
        self.tokens.update(token.decode() for token in _TOKEN.findall(state))
        ref = split(stream)[1]
        if kind in _PAPERS:
            digest = msgspec.json.decode(state)["sha256"]
            self.papers[position] = f"{digest}  {_PAPERS[kind]}{ref}"
        elif kind == "EventRetracted":
            self.papers.pop(msgspec.json.decode(state)["retracts"], None)
        elif kind == "KeyAccepted":
            key = msgspec.json.decode(state)["public_key"]
            self.signers[f'{ref} namespaces="govledger-command" {key}'] = f"key {ref}"

    def leave(self, row: Row) -> None:
        """Take in an event that is not: it belongs to a run of which only the root is given."""
        gap, position = self._gap, row[0]
        gap.append((position, position, row[5]))
        while len(gap) > 1 and _halves(*gap[-2:]):
            (first, _, left), (_, last, right) = gap[-2:]
            gap[-2:] = [(first, last, node_hash(left, right))]

    def close(self) -> None:
        """End a run here: before an event that is in the pack, and at a checkpoint."""
        self.runs += self._gap
        self._gap = []


def _halves(left: Run, right: Run) -> bool:
    """Whether two consecutive runs are the halves of one subtree."""
    width = left[1] - left[0] + 1
    return right[1] - right[0] + 1 == width and (left[0] - 1) % (2 * width) == 0
