"""Checkpoints of the ledger's tree, as signed notes (C2SP tlog-checkpoint and signed-note).

    govledger/9f0c...       the origin: which ledger's tree
    41                      how many events
    XxwaHK...=              its root, base64
                            an empty line, then one line for each signature
    — govledger/9f0c... Az3grl...   base64 of 4 bytes of key hash and 64 of Ed25519 signature

A checkpoint says nothing about events recorded after it. The signed text ends with the newline
before the empty line, so any Ed25519 program (RFC 8032) can check it.
"""

import base64
import re
from datetime import date
from hashlib import sha256

import msgspec

from ledger.errors import Misused
from ledger.events import Frozen
from ledger.integrity.ssh import PrivateKey, PublicKey
from ledger.words import counted, day

NAMESPACE = "govledger-checkpoint"  # of a witness's ssh-keygen -Y sign
_ED25519 = b"\x01"
_NOTE = re.compile(r"([^\n]+\n(?:0|[1-9]\d{0,15})\n[A-Za-z0-9+/]{43}=\n)\n((?:— \S+ [\w+/=]+\n)+)")
_TYPED = re.compile(
    r"([\d,]+) events?(?: verified)?\W+root ([0-9a-f ]*?)(?:[^0-9a-f ].*)?", re.DOTALL
)
SHOWN = 32  # hexadecimal digits of the root in the line for the minutes: 128 bits


class Checkpoint(msgspec.Struct, metaclass=Frozen):
    """The first `size` events make a tree with this `root`, of 32 bytes. From a printed line there
    is no origin, and the root may be only its beginning, `root_hex`."""

    size: int
    root_hex: str
    origin: str = ""
    signatures: tuple[tuple[str, bytes], ...] = ()

    @property
    def text(self) -> str:
        """The text that is signed."""
        root = base64.b64encode(bytes.fromhex(self.root_hex)).decode()
        return f"{self.origin}\n{self.size}\n{root}\n"

    def is_root(self, root: bytes) -> bool:
        return root.hex().startswith(self.root_hex)

    def signed_by(self, key: PublicKey) -> bool:
        """Whether this key made one of the note's signatures."""
        wanted = _key_hash(self.origin, key)
        return any(
            name == self.origin and blob[:4] == wanted and key.signed(blob[4:], self.text.encode())
            for name, blob in self.signatures
        )


def origin_of(identity: str) -> str:
    return f"govledger/{identity}"


def sign(origin: str, size: int, root: bytes, key: PrivateKey) -> str:
    """The signed note of a checkpoint."""
    text = Checkpoint(size=size, root_hex=root.hex(), origin=origin).text
    blob = _key_hash(origin, key.public) + key.sign(text.encode())
    return f"{text}\n— {origin} {base64.b64encode(blob).decode()}\n"


def parse(text: str) -> Checkpoint:
    """The checkpoint of a signed note. Raises Misused."""
    match = _NOTE.fullmatch(text)
    try:
        assert match is not None
        origin, size, root = match[1].splitlines()
        lines = [line.split(" ") for line in match[2].splitlines()]
        blobs = [(name, base64.b64decode(blob, validate=True)) for _, name, blob in lines]
        raw = base64.b64decode(root, validate=True)
        assert base64.b64encode(raw).decode() == root
    except (AssertionError, ValueError):
        raise Misused(
            "That is not a checkpoint: a signed note of origin, size and root (C2SP)."
        ) from None
    return Checkpoint(origin=origin, size=int(size), root_hex=raw.hex(), signatures=tuple(blobs))


def typed(text: str) -> bool:
    """Whether that is the line printed for the minutes."""
    return _TYPED.fullmatch(text.strip()) is not None


def read(text: str) -> Checkpoint:
    """The checkpoint of a note, or of a typed copy of the line printed for the minutes. Raises
    Misused."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        return parse(text.replace("\r\n", "\n"))
    size, root = typed[1].replace(",", ""), typed[2].replace(" ", "")
    if not SHOWN <= len(root) <= 64 or not size or len(size) > 15:
        raise Misused(
            f"A line from the minutes has {SHOWN} to 64 digits of the root, and this has"
            f" {len(root)}. Type the line as it was printed."
        )
    return Checkpoint(size=int(size), root_hex=root)


def printed(size: int, root: bytes, sealed_on: date) -> str:
    """The line for the minutes: 41 events, root 5f1c..., sealed 27 November 2018."""
    return f"{counted(size, 'event')}, root {root.hex()[:SHOWN]}, sealed {day(sealed_on)}"


def _key_hash(name: str, key: PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + key.raw).digest()[:4]
