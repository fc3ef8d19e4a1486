"""scripts/torture, 200 kills; more by hand."""

from contextlib import nullcontext

import pytest
from torture import Torn, torture

from ledger.book import Ledger


def test_a_recorder_killed_at_any_moment_loses_nothing_acknowledged_and_halves_nothing(tmp_path):
    counts = torture(tmp_path / "office.ledger", kills=200, seed=2018)
    assert counts["kills"] == 200 and counts["events"] > 100
    assert counts["inside"] > 20, "most kills must fall inside a transaction to mean anything"


def test_the_torture_would_notice_a_batch_that_is_not_one_transaction(tmp_path, monkeypatch):
    monkeypatch.setattr(Ledger, "writing", lambda _: nullcontext())
    with pytest.raises(Torn):
        torture(tmp_path / "office.ledger", kills=60, seed=2018)
