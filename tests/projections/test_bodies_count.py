"""What stands of each body's actions on the first page is what the state of each action says."""

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from taken_back import synth, taken_back_by_chance

from ledger.registry import record_kind
from projections import Projections, generations

pytestmark = pytest.mark.slow

OPEN = record_kind("action").open or frozenset()
FIRST, LAST = synth.FIRST.date(), synth.LAST.date()


def counted(row: dict[str, Any], of: list[dict[str, Any]], on: date) -> None:
    live, met = [one for one in of if one["status"] in OPEN], row["last_held"]
    assert row["open"] == len(live)
    assert row["past_due"] == sum(one["due"] is not None and one["due"] < on for one in live)
    assert row["no_date"] == sum(one["due"] is None for one in live)
    if met is None:
        assert row["raised_since"] is None
        assert row["closed_since"] is None
        return
    closed = [one for one in of if one["status"] == "closed"]
    assert row["raised_since"] == sum(one["raised_on"] > met for one in of)
    assert row["closed_since"] == sum(one["status_on"] > met for one in closed)


@pytest.mark.parametrize("seed", range(2))
def test_each_figure_is_what_the_states_of_its_actions_say(tmp_path, seed):
    ledger, rng = taken_back_by_chance(tmp_path / "office.ledger", seed), random.Random(seed)
    generations.build(ledger)
    since = 0
    with Projections(ledger) as now:
        for _ in range(12):
            on = FIRST + timedelta(rng.randrange(6_600))
            days = {
                "as_of": on,
                "known_by": rng.choice((None, LAST - timedelta(rng.randrange(3_000)))),
            }
            names, rows = now.state("action_state", **days)
            actions = defaultdict(list)
            for one in (dict(zip(names, row, strict=True)) for row in rows):
                actions[one["body"]].append(one)
            names, rows = now.ask("bodies_now", **days)
            for row in (dict(zip(names, row, strict=True)) for row in rows):
                counted(row, actions[row["ref"]], on)
                since += (row["raised_since"] or 0) * (row["closed_since"] or 0)
    assert since, "some were raised and some were closed"
