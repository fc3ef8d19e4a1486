"""Erasing personal values for good, and which exports are to be recalled for it."""

from typing import Any

from ledger.events import Entry, Recorded
from ledger.privacy.search import Traces
from ledger.records import erasures
from ledger.records.erasures import Erasure
from ledger.records.exports import Export


def facts_of(traces: Traces, basis: str) -> dict[str, Any]:
    """What the rule of an erasure must know about what was found."""
    return {
        "basis": basis,
        "commitments": traces.commitments,
        "concerned": len(traces.events),
        "first_concerned": min(traces.events, default=0),
        "values": traces.words,
    }


def erase(ledger: Any, traces: Traces, basis: str, entry: Entry) -> list[Recorded]:
    """Forget the personal values that were found, and record that they were erased."""
    with ledger.writing():
        ref, facts = ledger.next_ref("erasure", entry.effective_on.year), facts_of(traces, basis)
        appended: list[Recorded] = ledger.record(
            "erasure", ref, erasures.erase, entry, new=True, **facts
        )
        ledger.store.forget(bytes.fromhex(one) for one in traces.commitments)
        return appended


def to_recall(ledger: Any, first: int) -> list[tuple[str, Export]]:
    """The exports that contain personal values of the event `first` or of later ones."""
    exports = ((ref, ledger.state("export", ref)) for ref in ledger.refs("export"))
    return [(ref, one) for ref, one in exports if isinstance(one, Export) and _tells(one, first)]


def recalled_for(export: Export, erasures: dict[str, Erasure]) -> list[str]:
    """Those of these erasures, by reference, for which an export has to be recalled."""
    return [
        ref
        for ref, one in erasures.items()
        if _tells(export, one.first_concerned) and export.since_event < one.since_event
    ]


def _tells(export: Export, first: int) -> bool:
    """Whether it contains personal values of the event `first` or of later ones."""
    return export.discloses and export.tree_size >= first
