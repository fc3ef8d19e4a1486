"""How far a proof is vouched for: by what the reader obtained elsewhere, or by the ledger at hand.

A proof is valid under the key it names, but anybody can make a key. So it is compared with a key
the reader knows (which signed the checkpoint, or approved the key that did), or with a checkpoint
or printed line for the same events.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from ledger.errors import Broken, InputNeeded
from ledger.events import Frozen
from ledger.integrity import checkpoints, proofs
from ledger.integrity.checkpoints import Checkpoint
from ledger.integrity.ssh import PublicKey
from ledger.integrity.trusted import Keys, Trusted, fingerprints
from ledger.words import counted, the_first

if TYPE_CHECKING:
    from ledger.application import Ledger


class Vouched(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`covered` of the `size` events under the checkpoint are under what was given; `words`: how
    each thing given fits. `key`: the fingerprint of the key that signed, or "" if unknown, when
    only the root was compared."""

    origin: str
    size: int
    root: str
    key: str
    covered: int
    words: tuple[str, ...]


def vouched(proof: proofs.Proof, given: Sequence[Trusted]) -> Vouched:
    """Check a proof against what was given. Raises Broken if it does not hold or is not under what
    was given; InputNeeded if it names no key and none was given."""
    proofs.check(proof)
    notes, leading = proofs.notes(proof), proofs.leading(proof)
    signed = leading[-1] if leading else _signer(notes[-1], given)
    covers = [_cover(one, notes, leading or [signed]) for one in given]
    last = notes[-1]
    return Vouched(
        origin=last.origin,
        size=last.size,
        root=last.root_hex,
        key=PublicKey(signed).fingerprint if signed else "",
        covered=max((covered for covered, _ in covers), default=0),
        words=tuple(words for _, words in covers),
    )


def _signer(note: Checkpoint, given: Sequence[Trusted]) -> str:
    """The key that signed, among those given; "" if what was given vouches for the root itself."""
    keys = [line for one in given if isinstance(one, Keys) for line in one.lines]
    for line in keys:
        if note.signed_by(PublicKey(line)):
            return line
    if keys:
        raise Broken("The proof does not hold: its checkpoint is not signed with a key you gave.")
    if any(isinstance(one, Checkpoint) and one.size == note.size for one in given):
        return ""
    raise InputNeeded(
        "The proof does not name the key that signed it, so its signature cannot be checked. Give"
        " the key that seals (--trusted KEY.pub), or ask for the proof anew."
    )


def _cover(one: Trusted, notes: Sequence[Checkpoint], leading: list[str]) -> tuple[int, str]:
    """How many events it covers, and a sentence that says so."""
    last = notes[-1]
    if isinstance(one, Keys):
        if not set(one.lines) & set(leading):
            raise Broken(
                f"The key given ({fingerprints(one)}) does not vouch for this proof: it did not"
                f" sign the checkpoint of {counted(last.size, 'event')}, and no signed replacements"
                " lead from it to the key that did."
            )
        how = "signed it" if leading[-1] in one.lines else "signed for the key that did"
        return last.size, f"The key given {how}."
    for note in notes:
        if one.size == note.size and one.size:
            if not note.root_hex.startswith(one.root_hex) or one.origin not in ("", note.origin):
                raise Broken(
                    "The proof is of another ledger, or of events rewritten since: the checkpoint"
                    f" given has a different root for {counted(one.size, 'event')}, or a different"
                    " name."
                )
            digits = len(one.root_hex)
            return one.size, f"The checkpoint given is of the same root; {digits} of 64 digits."
    if one.origin not in ("", last.origin):
        raise Broken(f"The proof is of {last.origin}, and the checkpoint given of {one.origin}.")
    return 0, (
        f"The checkpoint given is of {counted(one.size, 'event')}, the proof of {last.size}: the"
        " one shows nothing of the other."
    )


def of_ledger(proof: proofs.Proof, ledger: "Ledger") -> str:
    """A sentence that the ledger at hand has the same root. Raises Broken if it has not."""
    from ledger.integrity.tree import Tree

    last, ours = proofs.notes(proof)[-1], checkpoints.origin_of(ledger.identity)
    if last.origin != ours:
        raise Broken(
            f"The proof is of another ledger: of {last.origin}; {ledger.name} is {ours}. To check"
            " it by itself, give the key that sealed that one (--trusted KEY.pub)."
        )
    if last.size > ledger.size or not last.is_root(Tree(ledger).root(last.size)):
        raise Broken(f"{ledger.name} and the proof differ in {the_first(last.size)}.")
    return f"{ledger.name} has the same root of {counted(last.size, 'event')}."
