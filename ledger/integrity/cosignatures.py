"""A witness's cosignatures of a checkpoint, with their time (C2SP tlog-cosignature, Ed25519).

    — witness.example/w1 jWbPPwAAAABkGF...   base64 of 4 bytes of key hash, 8 of time, and 64 of
                                             Ed25519 signature

A witness is identified by its key: an OpenSSH key, or C2SP's form, name+hash+base64.
"""

import base64
import binascii
import struct
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from ledger.errors import Misused
from ledger.events import Frozen
from ledger.integrity import ssh
from ledger.integrity.ssh import PublicKey

_KIND = b"\x04"
_LENGTH = 4 + 8 + 64


class WitnessKey(msgspec.Struct, metaclass=Frozen):
    """`name`: the name in a C2SP key, "" for an OpenSSH key. `line`: the key as it is kept."""

    name: str
    public: PublicKey

    @property
    def line(self) -> str:
        if not self.name:
            return self.public.line
        body = base64.b64encode(_KIND + self.public.raw).decode()
        return f"{self.name}+{self.hash.hex()}+{body}"

    @property
    def hash(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + _KIND + self.public.raw).digest()[:4]


class Cosignature(msgspec.Struct, metaclass=Frozen):
    """A witness's line stating that, at that time, it knew of no longer log than this."""

    name: str
    hash: bytes
    time: int
    signature: bytes

    @property
    def line(self) -> str:
        blob = self.hash + struct.pack(">Q", self.time) + self.signature
        return f"— {self.name} {base64.b64encode(blob).decode()}"

    @property
    def at(self) -> str:
        """The time in UTC: 2018-02-28T10:00:00Z."""
        return datetime.fromtimestamp(self.time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def by(self, key: WitnessKey) -> bool:
        """Whether its line names this key; the signature is not checked."""
        return bool(key.name) and (self.name, self.hash) == (key.name, key.hash)

    def holds(self, key: WitnessKey, text: str) -> bool:
        """Whether this key signed the text of this checkpoint."""
        message = f"cosignature/v1\ntime {self.time}\n{text}".encode()
        return self.by(key) and key.public.signed(self.signature, message)


def key(text: str) -> WitnessKey:
    """A key from the line of a .pub file, or in C2SP's form. Raises Misused."""
    name, _, rest = text.strip().partition("+")
    if text.strip().startswith(("ssh-ed25519 ", "sk-ssh-ed25519")) or "PRIVATE KEY" in text:
        return WitnessKey(name="", public=ssh.public(text))
    digits, _, body = rest.partition("+")
    try:
        raw = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if raw[:1] == _KIND and len(raw) == 33 and name and not set(" \t\r\n") & set(name):
        found = WitnessKey(name=name, public=PublicKey.of(raw[1:]))
        if digits == found.hash.hex():
            return found
    raise Misused(
        f"{text.strip()[:60]!r} is not the key of a witness. Give the line of a .pub file"
        " (ssh-ed25519 AAAA...), or an Ed25519 cosigner's key of C2SP (name+hash+base64)."
    )


def found(text: str) -> list[Cosignature]:
    """The cosignatures in a text: a note, or a witness's answer."""
    return [one for line in text.splitlines() if (one := _read(line)) is not None]


def _read(line: str) -> Cosignature | None:
    words = line.rstrip("\r").split(" ")
    if len(words) != 3 or words[0] != "—":
        return None
    try:
        blob = base64.b64decode(words[2], validate=True)
        if len(blob) != _LENGTH:
            return None
        (time,) = struct.unpack(">Q", blob[4:12])
        datetime.fromtimestamp(time, UTC)
    except (binascii.Error, ValueError, OverflowError, OSError):  # The bytes or the time are wrong.
        return None
    return Cosignature(name=words[1], hash=blob[:4], time=time, signature=blob[12:])


def whose(one: Cosignature, keys: Iterable[WitnessKey]) -> WitnessKey | None:
    """Which of the keys its line names."""
    return next((key for key in keys if one.by(key)), None)
