"""The witnesses whose cosignatures count, and how many of them a seal needs.

One record for the whole office: each change is a dated event, signed while any policy requires
signatures (ledger/records/policies.py). A seal is judged by what was required when it was made.
"""

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from ledger.checks import Check
from ledger.errors import NotFound, Refused
from ledger.events import ANY, Event, Recorded, State
from ledger.fold import fold
from ledger.integrity import cosignatures
from ledger.rules import allowed, nonempty
from ledger.words import agreeing, counted, same_person

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "witnesses"
CALLED = "list of witnesses"
REF = "WITNESSES"
_LISTED = 5

# What can happen


class WitnessAccepted(Event):
    """The office counts what this key cosigns as this witness's word."""

    needs = ANY
    guards_signing = True
    fixed = frozenset({"witness", "public_key"})
    says = "accepted {witness} as a witness: {public_key}"
    witness: str
    public_key: str


class WitnessEnded(Event):
    """It no longer counts: the key is lost, or the witness has gone."""

    needs = ANY
    guards_signing = True
    fixed = frozenset({"witness"})
    says = "counts {witness} as a witness no more: {reason}"
    witness: str
    reason: str


class CosignaturesNeeded(Event):
    """So many accepted witnesses are to cosign each seal."""

    needs = ANY
    guards_signing = True
    says = "cosignatures that a seal needs: {cosignatures_needed} ({reason})"
    cosignatures_needed: int
    reason: str


WitnessesEvent = WitnessAccepted | WitnessEnded | CosignaturesNeeded

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"cosignatures_needed": "how many accepted witnesses are to cosign a seal"}

# What we know


class Witnesses(State):
    """`accepted` are the names and the keys."""

    accepted: tuple[tuple[str, str], ...] = ()
    needed: int = 0


def evolve(known: Witnesses | None, event: WitnessesEvent) -> Witnesses:
    known = known or Witnesses(title="the witnesses of the office", status="set")
    match event:
        case WitnessAccepted():
            return replace(known, accepted=(*known.accepted, (event.witness, event.public_key)))
        case WitnessEnded():
            left = tuple(one for one in known.accepted if one[0] != event.witness)
            return replace(known, accepted=left)
        case CosignaturesNeeded():
            return replace(known, needed=event.cosignatures_needed)
    assert_never(event)


# Rules


def accept(known: Witnesses | None, *, witness: str, public_key: str, seal_key: str) -> list[Event]:
    """`seal_key`: the key with which the office seals now, or ""."""
    key = cosignatures.key(public_key)
    name = nonempty(witness, "A witness needs a name.")
    if seal_key and cosignatures.key(seal_key).public.raw == key.public.raw:
        raise Refused("The office seals with that key. A witness must be somebody else.")
    for other, line in known.accepted if known else ():
        same, held = same_person(other, name), cosignatures.key(line)
        if same and line == key.line:
            return []
        if same:
            raise Refused(
                f"{other} is a witness with another key. End that first: govledger witness end"
                f' "{other}" --reason WHY'
            )
        if held.public.raw == key.public.raw:
            raise Refused(f"That is the key of {other}, and a key counts for one witness.")
    return allowed(known, WitnessAccepted(witness=name, public_key=key.line))


def end(known: Witnesses | None, *, witness: str, reason: str) -> list[Event]:
    names = [name for name, _ in known.accepted] if known else []
    name = next((one for one in names if same_person(one, witness)), None)
    if name is None:
        there = f"There is {', '.join(names)}." if names else "No witness is accepted yet."
        raise NotFound(f"There is no accepted witness {witness!r}. {there}")
    return [WitnessEnded(witness=name, reason=nonempty(reason, "Say why (--reason)."))]


def need(known: Witnesses | None, *, count: int, reason: str) -> list[Event]:
    accepted = len(known.accepted) if known else 0
    if count < 0 or count > accepted:
        raise Refused(
            f"{count} cannot cosign: the number of accepted witnesses is {accepted}. Accept them"
            " first: govledger witness accept"
        )
    if count == (known.needed if known else 0):
        return []
    reason = nonempty(reason, "Say why (--reason).")
    return [CosignaturesNeeded(cosignatures_needed=count, reason=reason)]


# What the ledger holds


def wanted(history: list[Recorded], sealed: Recorded) -> Witnesses:
    """What a seal needed when it was made. What was recorded later does not change it."""
    known = [
        one
        for one in history
        if one.position < sealed.position
        and one.envelope.effective_on <= sealed.envelope.effective_on
    ]
    state = fold(REF, known, evolve)
    return state if isinstance(state, Witnesses) else Witnesses()


def holds(ledger: "Reader") -> Check:
    """Checks whether each seal has the cosignatures that it needed when it was made. One without is
    not wrong: they may still come. The signatures themselves are checked with the seals."""
    from ledger.records import seal_signatures, seals

    history = ledger.history(f"{RECORD}:{REF}")
    if not history:
        return Check(about="witnesses", covered="no cosignature is needed", nothing=True)
    met, short, covered = 0, [], 0
    for sealed in seals.seals(ledger):
        policy = wanted(history, sealed)
        if not policy.needed:
            continue
        keys = {cosignatures.key(line).public.raw for _, line in policy.accepted}
        count, seal = len(keys & seal_signatures.cosigners(ledger, sealed)), sealed.event
        assert isinstance(seal, seals.Sealed)
        if count >= policy.needed:
            met, covered = met + 1, max(covered, seal.tree_size)
        else:
            ref = sealed.stream.partition(":")[2]
            short.append(f"{ref} has {count} of {policy.needed}")
    return Check(about="witnesses", covered=_words(met, short, covered, ledger.size))


def _words(met: int, short: list[str], covered: int, size: int) -> str:
    if not met and not short:
        return "no seal was made yet that needs a cosignature"
    of = counted(met + len(short), "seal")
    have, they = ("has", "it") if 1 in (met, met + len(short)) else ("have", "they")
    words = f"{met} of {of} {have} the cosignatures that {they} needed when made"
    if short:
        more = f" and {len(short) - _LISTED} more" if len(short) > _LISTED else ""
        words += f"; not yet: {', '.join(short[-_LISTED:])}{more}"
    left, of = size - covered, counted(size, "event")
    return words + f"; {left} of {of} {agreeing(left, 'is')} under no seal that has them"
