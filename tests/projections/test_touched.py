"""What changed is looked for only in the records to which something happened, or of which something
was told, since the first day: looked for in all, it is the same."""

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from taken_back import synth, taken_back_by_chance

from projections import Projections, expanding, generations, queries

pytestmark = pytest.mark.slow

FIRST, LAST = synth.FIRST.date(), synth.LAST.date()
TOUCHED = "where stream in (select stream from touched)"


def points(rng: random.Random, size: int) -> dict[str, Any]:
    # All was told by the last day, and some of it is of days after that.
    start = rng.choice((LAST, FIRST + timedelta(rng.randrange(6_000))))
    asked = {"from": start, "as_of": start + timedelta(rng.choice((0, 30, 600)))}
    if rng.random() < 0.4:
        return asked | {"told": rng.randrange(size)}
    if rng.random() < 0.3:  # Another day than the one asked about.
        asked |= {"to": asked["as_of"], "as_of": date(2029, 1, 1)}
    return asked | {"known_by": rng.choice((None, LAST - timedelta(rng.randrange(5_000))))}


def asked_anew(monkeypatch, sql: str) -> None:
    changed = msgspec.structs.replace(queries.library()["differences"], sql=sql)
    monkeypatch.setitem(queries.library(), "differences", changed)
    for kept in (expanding._tokens, expanding._expanded, expanding._called):
        kept.cache_clear()


def test_of_other_records_nothing_changed(tmp_path, monkeypatch):
    ledger = taken_back_by_chance(tmp_path / "office.ledger", 0)
    generations.build(ledger)
    rng = random.Random(0)
    each = [points(rng, ledger.size) for _ in range(12)]
    sql = queries.library()["differences"].sql
    assert sql.count(TOUCHED) == 1
    with Projections(ledger) as now:
        found = [now.state("differences", **one) for one in each]
        with monkeypatch.context() as patch:
            asked_anew(patch, sql.replace(TOUCHED, ""))
            for one, answer in zip(each, found, strict=True):
                assert now.state("differences", **one) == answer, one
        asked_anew(monkeypatch, sql)
    assert any(rows for _, rows in found)
