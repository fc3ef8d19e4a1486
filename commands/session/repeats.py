"""Recognising a batch run twice: the records it would begin are there, in the same words."""

from collections.abc import Iterable, Iterator

from ledger.application import Ledger
from ledger.errors import InputNeeded
from ledger.events import Recorded
from ledger.fold import standing
from ledger.registry import record_kinds, split
from ledger.uk import day_of
from ledger.words import counted, day, format_event

BACK = 20_000  # How far back to look: a batch is run again soon, or never.


def none_of(ledger: Ledger, before: int) -> None:
    """Refuse what was recorded after `before` where most of the numbered records that it begins,
    without keys, were begun before, for the same day in the same words."""
    new = (ledger.at(position) for position in range(before + 1, ledger.size + 1))
    begun = [one for one in _begun(new) if not one.envelope.command_key]
    if not begun:
        return
    earlier: dict[object, Recorded] = {}
    for one in _begun(ledger.first_events(max(0, before - BACK), before)):
        earlier.setdefault((one.event, one.envelope.effective_on), one)
    found = (earlier.get((one.event, one.envelope.effective_on)) for one in begun)
    same = [one for one in found if one is not None and one in standing(ledger.history(one.stream))]
    if 2 * len(same) <= len(begun):
        return
    first = same[0]
    raise InputNeeded(
        f"This looks like a batch run twice: {len(same)} of the {counted(len(begun), 'record')}"
        " that it begins are already in the ledger, with the same words and day, such as"
        f" {split(first.stream)[1]} {format_event(first)} (event {first.position}, recorded"
        f" {day(day_of(first.envelope.recorded_at))} by {first.envelope.recorded_by}). Nothing of"
        " the batch was recorded. To record all of it again, add --again. With a key on each line"
        " (--key), a batch can be repeated safely."
    )


def _begun(events: Iterable[Recorded]) -> Iterator[Recorded]:
    """The first events of numbered records."""
    numbered = {kind.name for kind in record_kinds().values() if kind.numbered}
    for one in events:
        if one.version == 1 and one.stream.partition(":")[0] in numbered:
            yield one
