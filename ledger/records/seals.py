"""A seal: a signed checkpoint of the ledger's tree, and the signatures others added.

    sealed ──> sealed (witnessed, time-stamped, published)

A seal covers the events before it, `tree_size` of them; seal-41 covers the first 41. What others
add to it, and whether all its signatures hold, is in seal_signatures.py.
"""

from typing import TYPE_CHECKING, Literal, assert_never

from ledger.errors import NotFound, Refused
from ledger.events import NEW, Event, Recorded, State
from ledger.integrity import checkpoints
from ledger.integrity.ssh import PrivateKey
from ledger.rules import require
from ledger.words import counted, the_first

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "seal"

# What can happen


class Sealed(Event):
    """The tree of the first `tree_size` events has this `root` (hexadecimal). `note` is the signed
    checkpoint (C2SP), `public_key` of the key that signed it. `checked`: whether all events were
    read again before the signature, or those after the last seal."""

    needs = NEW
    moves_to = "sealed"
    fixed = frozenset({"tree_size", "root", "note", "public_key", "checked"})
    for_good = "a seal may have been given out"
    says = "sealed {tree_size} events, root {root}, after reading {checked} events again"
    tree_size: int
    root: str
    note: str
    public_key: str
    checked: Literal["all", "new"]


# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "root": "the root of the tree of events that a seal covers, hexadecimal",
    "note": "the text of a seal, as it was signed",
    "checked": "which events were read again before a seal",
}

# What we know


class Seal(State):
    tree_size: int = 0
    root: str = ""
    note: str = ""
    public_key: str = ""
    witnesses: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    published: tuple[str, ...] = ()

    @property
    def outside(self) -> bool:
        """Whether somebody or something outside the ledger holds it, too."""
        return bool(self.witnesses or self.tokens or self.published)


def evolve(_: Seal | None, event: Sealed) -> Seal:
    match event:
        case Sealed():
            return Seal(
                title=the_first(event.tree_size),
                tree_size=event.tree_size,
                root=event.root,
                note=event.note,
                public_key=event.public_key,
            )
        case _:
            assert_never(event)


# Rules


def ref_of(tree_size: int) -> str:
    return f"seal-{tree_size}"


def seal(
    before: Seal | None,
    *,
    tree: tuple[int, bytes],
    identity: str,
    seal_key: str,
    key: PrivateKey,
    checked: Literal["all", "new"],
) -> list[Event]:
    """Sign the `tree` of the ledger as it stands: how many events, and their root. `checked`: which
    events were read again to find that the ledger holds; `seal_key`: the key with which the office
    seals."""
    tree_size, root = tree
    if tree_size < 1:
        raise Refused("There is no event to seal.")
    if before is not None:
        raise Refused(
            f"{before.ref} covers everything recorded before it. There is nothing new to seal."
        )
    if key.public.line != seal_key:
        raise Refused(
            f"{key.public.fingerprint} is not the key with which this office seals. Change that"
            " first: govledger key rotate --seal-key OLD --to NEW.pub"
        )
    sealed = Sealed(
        tree_size=tree_size,
        root=root.hex(),
        note=checkpoints.sign(checkpoints.origin_of(identity), tree_size, root, key),
        public_key=key.public.line,
        checked=checked,
    )
    require(before, sealed)
    return [sealed]


# What the ledger holds


def seals(ledger: "Reader") -> list[Recorded]:
    """Every seal, in the order in which they were made."""
    made = [r for ref in ledger.refs(RECORD) for r in ledger.history(f"{RECORD}:{ref}")]
    return [r for r in made if isinstance(r.event, Sealed)]


def last_seal(ledger: "Reader") -> Recorded | None:
    refs = ledger.refs(RECORD)
    return ledger.history(f"{RECORD}:{refs[-1]}")[0] if refs else None


def covers(ledger: "Reader") -> int:
    """How many events the last seal covers."""
    last = last_seal(ledger)
    return last.event.tree_size if last and isinstance(last.event, Sealed) else 0


def something_new(ledger: "Reader", last: Recorded | None) -> None:
    """Refuse to seal if only seals' own events follow the `last` seal."""
    if last is None:
        return
    after = (recorded.stream.partition(":")[0] for recorded in ledger.after(last.position))
    if all(record == RECORD for record in after):
        raise Refused(f"Nothing has been recorded since {last.stream.partition(':')[2]}.")


def named(ledger: "Reader", ref: str | None) -> Seal:
    """The seal with a reference, or the last seal. Raises NotFound."""
    refs = ledger.refs(RECORD)
    if not refs and ledger.copied:
        raise NotFound(
            "This copy has no seal of its own: the seal over its events stayed in the audit pack"
            " (checkpoints). Use the pack, or the ledger that it was made of."
        )
    if not refs:
        raise NotFound("This ledger has no seal yet. Make one with: govledger seal --seal-key FILE")
    state = ledger.state(RECORD, ref or refs[-1])
    if not isinstance(state, Seal):
        raise NotFound(f"There is no seal {ref!r}; there are {', '.join(refs[-5:])}.")
    return state


def line(ledger: "Reader", size: int | None = None) -> str:
    """The line for the minutes, which every export has at its foot. `size`: for how many events, if
    not all."""
    last = last_seal(ledger)
    if last is None:
        return f"{counted(ledger.size if size is None else size, 'event')}, not sealed yet"
    assert isinstance(last.event, Sealed)
    root = bytes.fromhex(last.event.root)
    return checkpoints.printed(last.event.tree_size, root, last.envelope.effective_on)
