"""Histories in which anything may have been taken back, or moved to a later day."""

import random
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import _synth as synth

from ledger.application import Ledger
from ledger.codec import decode
from ledger.events import EventRetracted


def taken_back_by_chance(path: Path, seed: int) -> Ledger:
    """Lawful histories, of which any events are then retracted, or put on a later day: also those
    that began a record."""
    Ledger.create(path)
    ledger = Ledger.open(path)
    writer = synth._Writer(ledger, 1_500, seed)
    writer.write()
    rows = ledger.rows(0, ledger.size, ledger.size)
    rng = random.Random(seed)
    for row in rng.sample([row for row in rows if row[3] != "EventRetracted"], 250):
        position, stream = row[:2]
        writer.put(stream, EventRetracted(retracts=position, reason="not so"))
        if rng.random() < 0.5:
            later = writer.days[stream] + timedelta(rng.randrange(900))
            writer.put(stream, decode(*row).event, later, corrects=position)
    writer.flush()
    return ledger
