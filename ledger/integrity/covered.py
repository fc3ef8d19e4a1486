"""Which events no seal covers yet, and which no checkpoint outside the ledger covers, as a reminder
to seal.

A checkpoint is outside once somebody cosigned it, a time-stamping authority stamped it, or it was
published. A seal's own events always follow what it covers, and are not counted.
"""

from datetime import date

import msgspec

from ledger.application import Ledger
from ledger.events import Frozen
from ledger.records import exports, policies, seal_keys, seals
from ledger.registry import split
from ledger.uk import day_of
from ledger.words import agreeing, counted, day

_OF_PROOF = {
    seals.RECORD: "seals",
    seal_keys.RECORD: "the key that seals",
    exports.RECORD: "exports",
}


class Beyond(msgspec.Struct, metaclass=Frozen):
    """How many events something does not cover, and the day on which the first was recorded."""

    events: int
    since: date | None


def outside(ledger: Ledger) -> Beyond:
    """What no checkpoint outside the ledger covers."""
    made = (ledger.state(seals.RECORD, ref) for ref in ledger.refs(seals.RECORD))
    sizes = (one.tree_size for one in made if isinstance(one, seals.Seal) and one.outside)
    return _after(ledger, max(sizes, default=0))


def unsealed(ledger: Ledger) -> Beyond:
    """What no seal covers."""
    return _after(ledger, seals.covers(ledger))


def notice(ledger: Ledger, exports_after: int = 0) -> str:
    """The same in a sentence for readers of a paper, not counting the last `exports_after` events:
    exports recorded after what the paper is made of."""
    beyond = outside(ledger)
    many = beyond.events - exports_after
    if many <= 0:
        return "A checkpoint kept outside the ledger covers every event."
    since = f", recorded since {day(beyond.since)}" if beyond.since else ""
    return f"No checkpoint kept outside the ledger covers {counted(many, 'event')}{since}."


def overdue(ledger: Ledger, today: date) -> str | None:
    """A reminder for whoever records, if seals are made less often than the office requires."""
    wanted = policies.seal_days(ledger.state(policies.RECORD, policies.SEAL_DAYS, on=today))
    if wanted is None:
        return None
    last = seals.last_seal(ledger)
    beyond = _after(ledger, last.position if last else 0)
    begun = last.envelope.effective_on if last else beyond.since
    if begun is None or not beyond.events or (today - begun).days <= wanted:
        return None
    made = f"The last seal was made on {day(begun)}" if last else "The ledger was never sealed"
    events = f"{counted(beyond.events, 'event')} {agreeing(beyond.events, 'was')}"
    return (
        f"{made}, and this office seals at least every {wanted} days (policy seal-days): {events}"
        " recorded since. Seal them: govledger seal --seal-key FILE"
    )


def only_of_proof(ledger: Ledger, after: int, upto: int) -> list[str]:
    """What the events after the first so many record, if they are all seals, replacements of the
    key that seals, or exports; empty if any is something else."""
    besides, first = ledger.store.after(after, tuple(_OF_PROOF))
    if besides and first <= upto:
        return []
    records = {split(row[1])[0] for row in ledger.store.events(after, upto)}
    return [words for record, words in _OF_PROOF.items() if record in records]


def _after(ledger: Ledger, position: int) -> Beyond:
    count, first = ledger.store.after(position, (seals.RECORD, seal_keys.RECORD))
    recorded = ledger.at(first).envelope.recorded_at if count else None
    return Beyond(events=count, since=day_of(recorded) if recorded else None)
