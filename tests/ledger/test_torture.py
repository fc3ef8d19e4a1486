"""scripts/torture, in short; at the full figures by hand."""

import json
import os
import sys
import zipfile
from contextlib import nullcontext
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from folded import each
from mutate import read
from signing import key
from torture import Missed, attacks, crowd, flips, forgeries, packs, power, program, traced
from torture.kills import kills

from ledger.application import Ledger
from ledger.checks import Check
from ledger.integrity import anchors, checkpoints

pytestmark = [pytest.mark.durable, pytest.mark.slow]


def test_a_recorder_killed_at_any_moment_loses_nothing_acknowledged_and_halves_nothing(tmp_path):
    def enough(did):
        """Many kills must fall inside a transaction to mean anything, and inside either sort."""
        inside, sealing = did["inside"], did["inside a seal"]
        return did["events"] > 30 and did["seals"] > 2 and inside > 6 and 2 < sealing < inside

    counts = kills(tmp_path / "office.ledger", kills=40, seed=2018, enough=enough)
    assert counts["kills"] >= 40 and enough(counts)


def unfounded(origin, size, _, key):
    """A note of a tree that is not there, rightly signed."""
    return signed(origin, size, bytes(32), key)


signed = checkpoints.sign


@pytest.mark.parametrize(
    ("broken", "by", "words"),
    [
        ("torture.kills.anchors.conflict", lambda *_: "it is", "the anchor is ahead"),
        ("commands.session.app.App.remember", lambda *_: None, "the anchor has not seen the seal"),
        ("ledger.integrity.checkpoints.sign", unfounded, "does not hold"),
    ],
)
def test_the_torture_would_notice_a_seal_or_an_anchor_that_is_wrong(
    tmp_path, monkeypatch, broken, by, words
):
    own = SimpleNamespace(note=lambda *_: None, read=anchors.read, conflict=anchors.conflict)
    monkeypatch.setattr("torture.kills.anchors", own)
    monkeypatch.setattr(broken, by)
    with pytest.raises(Missed, match=words):
        kills(tmp_path / "office.ledger", kills=60, seed=2018, enough=lambda _: False)


def test_the_torture_would_notice_a_batch_that_is_not_one_transaction(tmp_path, monkeypatch):
    monkeypatch.setattr(Ledger, "writing", lambda _: nullcontext())
    with pytest.raises(Missed):
        kills(tmp_path / "office.ledger", kills=60, seed=2018, enough=lambda _: False)


# The power goes


needs_tracing = pytest.mark.skipif(traced.WHY_NOT is not None, reason=str(traced.WHY_NOT))


@needs_tracing
def test_the_power_may_go_at_any_write_or_sync_and_nothing_acknowledged_is_lost(tmp_path):
    did = power.power(tmp_path, seed=2018, states=150)
    assert did["states"] == did["points"] == 150 and did["transactions"] == 30
    assert did["unsynced"] > 75, "most losses must fall where something is not yet on the disk"
    assert did["seals"] == 3
    assert did["carried over"] > 5 and did["delete"] > 1, "as the -wal is carried over, too"


@needs_tracing
@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("NORMAL", "were acknowledged"),
        # Which is lost first, an event or the file, is up to SQLite and to what is drawn for it.
        ("OFF", "were acknowledged|does not verify|cannot be used"),
    ],
)
def test_a_store_that_syncs_less_than_it_must_is_caught(tmp_path, level, words):
    with pytest.raises(Missed, match=words):
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
    with traced.traced(tmp_path) as ops:
        Ledger.create(tmp_path / "office.ledger")
    assert whole == [True, True]


# Bits, forgers, a crowd


def test_every_attack_is_told_and_the_table_says_by_what(tmp_path):
    rows = attacks.attacks(tmp_path)
    assert len(rows) >= 77 and all(row.words for row in rows)
    assert len({row[:2] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("blind", "check"),
    [
        ("ledger.integrity.wrong.with_event", "each event"),
        ("ledger.integrity.wrong.at_the_end", "the count"),
        ("ledger.integrity.wrong.with_head", "the tree"),
        ("ledger.store.sqlite.examination.Examination._of_tiles", "the stored tree"),
        ("ledger.store.sqlite.examination.layouts.problems", "the definitions"),
        ("ledger.store.sqlite.examination.Examination._of_digests", "the rows beside"),
    ],
)
def test_an_attack_that_its_check_does_not_tell_is_caught(tmp_path, monkeypatch, blind, check):
    nothing = "something" if blind.endswith("with_head") else []
    monkeypatch.setattr(blind, lambda *_: nothing)
    with pytest.raises(Missed, match=f"{check} does not tell"):
        attacks.attacks(tmp_path)


LATE = datetime(2019, 1, 1, tzinfo=UTC)
OFFICES = [(0, key(program.KEY).public.line, False)]
HOLDS = Check(about="", covered="")


@pytest.mark.parametrize(
    ("blind", "nothing", "words"),
    [
        ("ledger.records.seal_signatures.holds", HOLDS, "whole rewrite: seals does not tell"),
        ("ledger.records.erasures.holds", HOLDS, "personal values does not tell"),
        ("ledger.records.files.holds", HOLDS, "evidence file changed: files does not tell"),
        ("ledger.integrity.judging._trusted", HOLDS, "verify --trusted NOTE does not tell"),
        ("commands.exports.pack.verify.seal_keys", OFFICES, "unpack --trusted KEY does not tell"),
        ("ledger.integrity.anchors.conflict", None, "the anchor at opening does not tell"),
        ("projections.audit._generation", HOLDS, "cache edited: audit projections says nothing"),
        ("ledger.application.Ledger._instant", (LATE, None), "clock turned back"),
    ],
)
def test_a_forgery_that_nobody_tells_is_caught(tmp_path, monkeypatch, blind, nothing, words):
    monkeypatch.setattr(blind, lambda *_: nothing)
    with pytest.raises(Missed, match=words):
        forgeries.forgeries(tmp_path)


def test_eight_record_while_one_seals_and_one_verifies_and_none_is_lost(tmp_path):
    did = crowd.crowd(tmp_path, 15)
    assert did["events"] == 8 * (15 + 3 * 9) and did["verified"] > 1 and did["seals"] > 1


def test_a_recorder_that_is_turned_away_is_caught(tmp_path, monkeypatch):
    monkeypatch.setattr("ledger.store.sqlite.connections.LOCK_TIMEOUT_SECONDS", 0)
    with pytest.raises(Missed, match="turned away"):
        crowd.crowd(tmp_path, 30)


def test_a_seal_of_the_crowd_that_does_not_hold_is_caught(tmp_path, monkeypatch):
    monkeypatch.setattr("ledger.integrity.checkpoints.sign", unfounded)
    with pytest.raises(Missed, match="did not hold"):
        crowd.crowd(tmp_path, 15)


def test_no_bit_that_counts_is_flipped_without_a_word(tmp_path):
    did = flips.flips(tmp_path, seed=2018, count=150)
    assert did["told"] > 75 and did["dead"] > 5 and did["told"] + did["dead"] == 150


def test_what_the_flips_find_is_that_verify_does_not_look(tmp_path, monkeypatch):
    monkeypatch.setattr("torture.flips.told", lambda _: None)
    with pytest.raises(Missed, match=r"changed .* and verify says ok"):
        flips.flips(tmp_path, seed=2018, count=20)


# Packs: what the mutations are worth, on a pack of the simplest kind


def simple_pack(folder: Path) -> Path:
    """Lines, and a signed (here: fixed) hash of the manifest that names the file's hash."""
    folder.mkdir()
    (folder / "events.jsonl").write_text('{"at":1,"said":["a",{"b":2}]}\n{"at":2}\n')
    hashed = sha256((folder / "events.jsonl").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({"events.jsonl": hashed}))
    return folder


def read_any(place: Path) -> dict[str, bytes]:
    if place.is_dir():
        return read(place)
    with zipfile.ZipFile(place) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def verifier_of(pack: Path, *, manifest_signed: bool = True, sturdy: bool = True):
    signed = (pack / "manifest.json").read_bytes()

    def verifier(folder: Path) -> tuple[bool, str]:
        try:
            files = read_any(folder)
            manifest, events = files["manifest.json"], files["events.jsonl"]
            named = json.loads(manifest)
            found = sha256(events).hexdigest()
            holds = named == {"events.jsonl": found}
        except (ValueError, KeyError, RecursionError):
            if sturdy:
                return False, "unreadable"
            raise Missed("the verifier fell") from None
        return holds and (not manifest_signed or manifest == signed), "read"

    return verifier


def changes_of(pack: Path):
    return islice(packs.changes(read(pack), 2018), 400)


def test_no_changed_pack_of_an_office_is_accepted(tmp_path):
    did = packs.of_an_office(tmp_path, 2018, 150)
    assert did["packs"] == 150 and 40 < did["fitted"] < 120 and did["files"] == 12


def test_a_verifier_that_does_not_hold_the_events_against_the_seal_is_caught(tmp_path, monkeypatch):
    plain = packs.by_file

    def trusting(script: Path):
        other = tmp_path / "trusting.py"
        other.write_text(script.read_text().replace("need(found[n] ==", "need(True or"))
        return plain(other)

    monkeypatch.setattr(packs, "by_file", trusting)
    with pytest.raises(Missed, match="is accepted"):
        packs.of_an_office(tmp_path, 2018, 400)


def test_a_sound_verifier_accepts_no_changed_pack(tmp_path):
    pack = simple_pack(tmp_path / "pack")
    did = packs.packs(pack, verifier_of(pack), tmp_path, changes_of(pack))
    assert did["packs"] == 400 and 100 < did["fitted"] < 300


def test_a_verifier_that_trusts_the_manifest_alone_is_caught(tmp_path):
    pack = simple_pack(tmp_path / "pack")
    with pytest.raises(Missed, match=r"made to fit.*is accepted"):
        packs.packs(pack, verifier_of(pack, manifest_signed=False), tmp_path, changes_of(pack))


def test_a_verifier_that_falls_is_caught(tmp_path):
    pack = simple_pack(tmp_path / "pack")
    with pytest.raises(Missed, match="fell"):
        packs.packs(pack, verifier_of(pack, sturdy=False), tmp_path, changes_of(pack))


@each("code", ["raise KeyError('x')", "sys.exit('no')", "return 0"])
def test_a_verifier_is_run_as_a_command_and_as_a_file_alike(tmp_path, code):
    script = tmp_path / "verify.py"
    script.write_text(f"import sys\ndef main():\n    {code}\nif __name__ == '__main__': main()\n")
    for verifier in (packs.by_command(sys.executable, str(script)), packs.by_file(script)):
        if "raise" in code:
            with pytest.raises(Missed, match="fell"):
                verifier(tmp_path)
        else:
            accepted, words = verifier(tmp_path)
            assert accepted is ("return" in code) and (accepted or "no" in words)
