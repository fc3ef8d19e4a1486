"""scripts/torture, in short; at the full figures by hand."""

import os
from contextlib import nullcontext

import pytest
from torture import Missed, power, traced
from torture.kills import kills

from ledger.book import Ledger


def test_a_recorder_killed_at_any_moment_loses_nothing_acknowledged_and_halves_nothing(tmp_path):
    counts = kills(tmp_path / "office.ledger", kills=200, seed=2018)
    assert counts["kills"] == 200 and counts["events"] > 100
    assert counts["inside"] > 20, "most kills must fall inside a transaction to mean anything"


def test_the_torture_would_notice_a_batch_that_is_not_one_transaction(tmp_path, monkeypatch):
    monkeypatch.setattr(Ledger, "writing", lambda _: nullcontext())
    with pytest.raises(Missed):
        kills(tmp_path / "office.ledger", kills=60, seed=2018)


# The power goes


needs_tracing = pytest.mark.skipif(traced.WHY_NOT is not None, reason=str(traced.WHY_NOT))


@needs_tracing
def test_the_power_may_go_at_any_write_or_sync_and_nothing_acknowledged_is_lost(tmp_path):
    did = power.power(tmp_path, seed=2018, states=150)
    assert did["states"] == did["points"] == 150 and did["transactions"] == 30
    assert did["unsynced"] > 75, "most losses must fall where something is not yet on the disk"
    assert did["carried over"] > 5 and did["delete"] > 1, "as the -wal is carried over, too"


@needs_tracing
@pytest.mark.parametrize("level", ["NORMAL", "OFF"])
def test_a_store_that_syncs_less_than_it_must_is_caught(tmp_path, level):
    with pytest.raises(Missed, match="were acknowledged"):
        power.power(tmp_path, 2018, 150, level)


@needs_tracing
def test_a_store_that_does_not_sync_before_it_carries_over_is_caught(tmp_path, monkeypatch):
    plain = power.Disk.apply
    only_wal = lambda disk, op: None if op == ("sync", power.NAME) else plain(disk, op)  # noqa: E731
    monkeypatch.setattr(power.Disk, "apply", only_wal)
    with pytest.raises(Missed):
        power.power(tmp_path, 2018, 150)


@needs_tracing
def test_a_batch_that_is_not_one_transaction_is_caught_when_the_power_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(Ledger, "writing", lambda _: nullcontext())
    with pytest.raises(Missed, match="or others"):
        power.power(tmp_path, 2018, 150)


@needs_tracing
def test_a_new_ledger_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    disk = power.Disk({})
    whole, real = [], os.link

    def link(draft, path):
        for op in ops:
            disk.apply(op)
        whole.append(disk.certain[draft.name] == draft.read_bytes())
        whole.append(not disk.pending.get(draft.name))
        real(draft, path)

    monkeypatch.setattr("os.link", link)
    with traced.traced() as ops:
        Ledger.create(tmp_path / "office.ledger")
    assert whole == [True, True]
