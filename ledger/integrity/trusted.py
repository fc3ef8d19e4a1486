"""What a reader trusts about a ledger, obtained elsewhere: a checkpoint, or keys that seal.

A checkpoint (a note, or the line printed for the minutes) covers the events up to it. A key covers
the events up to the last seal if it signed that seal, or approved the key that did through a chain
of signed replacements.
"""

import re
from typing import TYPE_CHECKING

import msgspec

from ledger.errors import Misused
from ledger.events import Frozen
from ledger.integrity import checkpoints
from ledger.integrity.checkpoints import Checkpoint
from ledger.integrity.ssh import PublicKey

if TYPE_CHECKING:
    from ledger.application import Ledger

PRIVATE = "PRIVATE KEY-----"
NAMESPACE = "govledger-key"  # of a key that seals, in a list of allowed signers
_KEY = re.compile(r"^([^#\n]*?)(ssh-ed25519 [A-Za-z0-9+/=]+)", re.MULTILINE)
_USES = re.compile('namespaces="(.*?)"')


class Keys(msgspec.Struct, metaclass=Frozen):
    """The lines of public keys; any of them may be the key that seals."""

    lines: tuple[str, ...]


Trusted = Checkpoint | Keys


def read(text: str) -> Trusted:
    """A note, the line printed for the minutes, a .pub file or a list of allowed signers, of which
    those for another use are left out. Raises Misused."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if PRIVATE in text:
        raise Misused("That is a private key. Keep it to yourself, and give the public one (.pub).")
    if lines := seal_keys_in(text):
        return Keys(lines=lines)
    try:
        return checkpoints.read(text)
    except Misused:
        if checkpoints.typed(text):
            raise
        raise Misused(
            "That is not a checkpoint (a signed note of origin, size and root), and it has no"
            " Ed25519 key that seals (ssh-ed25519 AAAA...)."
        ) from None


def seal_keys_in(text: str) -> tuple[str, ...]:
    found = []
    for head, line in _KEY.findall(text):
        uses = _USES.search(head)
        if uses is None or NAMESPACE in uses[1].split(","):
            found.append(PublicKey(line).line)
    return tuple(dict.fromkeys(found))


def covered(ledger: "Ledger", given: Trusted) -> int:
    """How many events it covers, if it holds."""
    if isinstance(given, Checkpoint):
        return given.size
    from ledger.records import seals

    return seals.covers(ledger)


def fingerprints(keys: Keys) -> str:
    return ", ".join(PublicKey(line).fingerprint for line in keys.lines)
