"""How many of each kind stand on two days, which is counted in one go, is what the state of each
kind says on either, and of a kind that never ends what its last statuses say."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from taken_back import synth, taken_back_by_chance

from ledger.application import Ledger
from ledger.records import actions
from ledger.registry import record_kinds
from projections import Projections, generations

pytestmark = pytest.mark.slow

ENDING = {name: kind.open for name, kind in record_kinds().items() if kind.open}
FIRST, LAST = synth.FIRST.date(), synth.LAST.date()


def by_the_states(now: Projections, on: date, known_by: date | None) -> dict[str, int]:
    days = {"as_of": on, "known_by": known_by}
    found: Counter[str] = Counter()
    for name, open_ in ENDING.items():
        columns, rows = now.state(f"{name}_state", **days)
        at = columns.index("status")
        found[name] = sum(row[at] in open_ for row in rows)
    columns, rows = now.state("live", **days)
    record, ref, ord_, status = (columns.index(n) for n in ("record", "ref", "ord", "status"))
    said = [row for row in sorted(rows, key=lambda row: row[ord_]) if row[status]]
    last = {(row[record], row[ref]): row[status] for row in said}
    for (kind, _), brings in last.items():
        found[kind] += kind not in ENDING and brings in record_kinds()[kind].counted
    return dict(+found)


def test_what_stands_on_two_days_is_what_the_states_say(tmp_path):
    ledger, rng = taken_back_by_chance(tmp_path / "office.ledger", 0), random.Random(0)
    whole = ledger.size
    generations.build(ledger)
    with Projections(ledger) as now, Projections(ledger, upto=whole * 2 // 3) as then:
        assert now.generation, "what is over is left out"
        for of in (now, then):
            for _ in range(5):
                before, on = sorted(FIRST + timedelta(rng.randrange(6_600)) for _ in range(2))
                known_by = rng.choice((None, LAST - timedelta(rng.randrange(6_000))))
                asked = "SELECT record, counted_before, counted FROM {}"
                days = {"as_of": on, "known_by": known_by}
                rows = of.within(asked, "standing", **days, before=before)
                assert by_the_states(of, on, known_by) == {n: c for n, _, c in rows if c}
                assert by_the_states(of, before, known_by) == {n: b for n, b, _ in rows if b}
                alone = of.within(asked, "standing", **days)
                assert [(n, c, c) for n, _, c in rows if c] == alone


def test_what_was_raised_later_than_it_was_reported_complete_is_not_there_before(tmp_path):
    """The rules refuse that; the states say the same of it."""
    Ledger.create(tmp_path / "office.ledger")
    ledger = Ledger.open(tmp_path / "office.ledger")
    writer = synth._Writer(ledger, 0, 0)
    days = date(2018, 3, 5), date(2018, 3, 7), date(2018, 3, 10)
    writer.put("action:A-2018-001", actions.ActionReportedComplete(reported_by="PCC"), days[0])
    writer.put("action:A-2018-001", actions.ActionRaised(title="Do it"), days[2])
    writer.flush()
    with Projections(ledger) as now:
        asked = "SELECT counted_before, counted FROM {} WHERE record = 'action'"
        rows = now.within(asked, "standing", as_of=days[2], known_by=None, before=days[1])
        assert rows == [(0, 1)]
        assert by_the_states(now, days[1], None) == {}
