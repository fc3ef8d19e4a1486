"""An audit pack: what is in it, that it is the same each time, and a ledger made of it again."""

import hashlib
import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from books import copied, entry, tampering
from mutate import read
from office import everything
from packs import PANEL, office, packed, paper, seal, stamped, verified, witnessed
from signing import needs_ssh_keygen

from commands.exports.pack import readme, unpacking
from ledger.application import Ledger
from ledger.errors import Broken, Refused
from ledger.integrity import trusted
from ledger.integrity.judging import judge
from ledger.integrity.ssh import PublicKey
from ledger.integrity.verify import verify
from ledger.leaf import leaf
from ledger.records import posts, seals
from projections import Projections, generations

pytestmark = pytest.mark.slow

ROWS = "SELECT position, originator_id, originator_version, topic, state FROM stored_events"


@pytest.fixture
def ledger(tmp_path):
    ledger = office(tmp_path / "office.ledger")
    yield ledger
    ledger.close()


@pytest.fixture
def whole(ledger, tmp_path) -> Path:
    return packed(ledger, tmp_path / "pack")


def test_the_events_are_the_bytes_that_are_hashed(ledger, whole):
    lines = (whole / "events.jsonl").read_bytes().splitlines()
    rows = ledger.store.query(ROWS + " WHERE position <= ? ORDER BY position", [len(lines)])
    assert lines == [leaf(*row) for row in rows]
    assert len(lines) == seals.named(ledger, None).tree_size < ledger.size


def test_the_same_ledger_and_seal_give_the_same_bytes(ledger, whole, tmp_path):
    paper(ledger, "later", "c")
    assert read(packed(ledger, tmp_path / "again")) == read(whole)
    one, two = packed(ledger, tmp_path / "1.zip"), packed(ledger, tmp_path / "2.zip")
    assert one.read_bytes() == two.read_bytes()
    assert verified(one)[0] == 0


def test_a_pack_of_an_earlier_seal_ends_there(ledger, tmp_path):
    first = ledger.refs("seal")[0]
    earlier = packed(ledger, tmp_path / "earlier", ref=first)
    lines = (earlier / "events.jsonl").read_text().splitlines()
    assert f"seal-{len(lines)}" == first
    assert [note.stem for note in (earlier / "checkpoints").glob("*.note")] == [first]


def test_the_list_of_contents_is_what_sha256sum_reads(whole):
    listed = dict(
        reversed(line.split("  ")) for line in (whole / "MANIFEST.sha256").read_text().splitlines()
    )
    files = {name: data for name, data in read(whole).items() if name != "MANIFEST.sha256"}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert list(listed) == sorted(listed)


def test_a_paper_that_was_retracted_is_not_listed(ledger, tmp_path):
    (registered,) = ledger.history("document:pack-2018")
    ledger.retract([registered.position], "another paper", entry())
    seal(ledger)
    pack = packed(ledger, tmp_path / "after")
    assert (pack / "documents.sha256").read_text() == f"{'a' * 64}  minute-2018\n"
    assert verified(pack)[0] == 0


def test_a_selection_says_what_it_proves(ledger, tmp_path):
    some = packed(ledger, tmp_path / "some", "action:A-2018-002", "document:minute-2018")
    code, said = verified(some)
    assert code == 0 and "A SELECTION" in said and "not shown to be complete" in said
    lines = [json.loads(line) for line in (some / "events.jsonl").read_text().splitlines()]
    assert {line["stream"] for line in lines} == {"action:A-2018-002", "document:minute-2018"}
    readme = (some / "README.txt").read_text()
    assert "AUTHENTICITY AND ORDER, NOT COMPLETENESS" in readme
    assert "SELECTION" not in (packed(ledger, tmp_path / "all") / "README.txt").read_text()


def test_a_selection_does_not_tell_what_else_there_is(ledger, tmp_path):
    some = packed(ledger, tmp_path / "some", "document:minute-2018")
    told = b"".join(data for name, data in read(some).items() if name != "verify.py")
    assert b"A-2018-001" not in told and b"minute-2018" in told


@pytest.mark.parametrize("size", range(1, 18))
def test_every_selection_of_one_record_verifies(tmp_path, size):
    """Wherever checkpoints and gaps fall: their runs are whole subtrees that end with them."""
    path = tmp_path / "office.ledger"
    Ledger.create(path)
    ledger = Ledger.open(path)
    for number in range(size):
        paper(ledger, f"paper-{number}", "a")
        if number in (2, 6, 11):
            seal(ledger)
    seal(ledger)
    for number in {0, size // 2, size - 1}:
        assert verified(packed(ledger, tmp_path / f"p{number}", f"document:paper-{number}"))[0] == 0
    ledger.close()


def test_nothing_stands_where_it_fails(ledger, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("commands.exports.pack.readme.written", full)
    with pytest.raises(OSError):
        packed(ledger, tmp_path / "pack")
    assert [path.name for path in tmp_path.iterdir() if "pack" in path.name] == []


def test_nothing_is_written_over(ledger, whole, tmp_path):
    with pytest.raises(Refused, match="already exists"):
        packed(ledger, whole)
    (tmp_path / "empty").mkdir()
    packed(ledger, tmp_path / "empty")
    (tmp_path / "x.zip").write_bytes(b"")
    with pytest.raises(Refused, match="already exists"):
        packed(ledger, tmp_path / "x.zip")


@pytest.mark.parametrize("kind", ["BLOB", "TEXT"])
def test_a_ledger_that_was_changed_gives_no_pack(ledger, tmp_path, kind):
    ledger.close()
    with tampering(ledger.path) as raw:
        changed = f"CAST(replace(state, 'step', 'stop') AS {kind})"
        raw.execute(f"UPDATE stored_events SET state = {changed} WHERE instr(state, 'step')")
    again = Ledger.open(ledger.path)
    with pytest.raises(Broken, match="does not verify"):
        packed(again, tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


# Personal values, files


def test_personal_values_are_told_unless_left_out_or_erased(ledger, tmp_path):
    name = "Jane Smith"
    for rule, facts in (
        (posts.define, {"title": "Chief Constable"}),
        (posts.appoint, {"holder": name}),
    ):
        ledger.record("post", "CC", rule, entry(), new=True, **facts)
    seal(ledger)
    told, left = packed(ledger, tmp_path / "a"), packed(ledger, tmp_path / "b", personal=False)
    (value,) = [json.loads(line) for line in (told / "personal.jsonl").read_text().splitlines()]
    assert value["value"] == name
    assert name.encode() not in b"".join(read(left).values())
    assert "1 fit their events, 0" in verified(told)[1]
    assert "0 fit their events, 1" in verified(left)[1]
    other = packed(ledger, tmp_path / "c", "document:minute-2018")
    assert name.encode() not in b"".join(read(other).values())


# What other tools say


@needs_ssh_keygen
def test_ssh_keygen_verifies_the_witness(ledger, whole):
    note = whole / "checkpoints" / f"{ledger.refs('seal')[-1]}.note"
    words = "ssh-keygen -Y verify -f allowed_signers -I witness -n govledger-checkpoint -s"
    command = [*words.split(), f"{note}.sig"]
    ran = subprocess.run(
        command, input=note.read_bytes(), cwd=whole, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    other = note.read_bytes().replace(b"govledger/", b"govledger_")
    assert (
        subprocess.run(command, input=other, cwd=whole, capture_output=True, check=False).returncode
        != 0
    )


def test_whose_keys_they_are_is_in_the_readme(whole):
    assert f"{PANEL.public.fingerprint}  witness: the Panel" in (whole / "README.txt").read_text()


def test_two_witnesses_and_two_time_stamps_have_a_file_each(ledger, tmp_path):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from ledger.integrity.ssh import PrivateKey

    other = PrivateKey(Ed25519PrivateKey.from_private_bytes(b"q" * 32))
    last = ledger.refs("seal")[-1]
    witnessed(ledger, last, other, "the auditor")
    pack = packed(ledger, tmp_path / "pack")
    names = {path.name for path in (pack / "checkpoints").glob(f"{last}*")}
    assert names == {f"{last}.note{end}" for end in ("", ".sig", ".2.sig", ".tsr")}
    assert f"-in checkpoints/{last}.note.tsr" in (pack / "README.txt").read_text()
    assert PublicKey(other.public.line).fingerprint in verified(pack)[1]


# A ledger again


def answers(ledger: Ledger) -> dict[str, object]:
    with Projections(ledger) as now:
        return everything(now, date(2018, 3, 1))


def test_every_question_is_answered_the_same_by_the_ledger_its_cache_and_the_pack(ledger, tmp_path):
    sealed = Ledger.open(copied(ledger.path, tmp_path / "sealed.ledger"))  # As the seal saw it.
    seal(ledger)
    unpacking.unpack(packed(ledger, tmp_path / "pack.zip"), tmp_path / "again.ledger", [])
    again = Ledger.open(tmp_path / "again.ledger")
    rows = ROWS.replace(" FROM", ", leaf_hash FROM") + " ORDER BY position"
    assert again.store.query(rows) == sealed.store.query(rows)
    assert (again.identity, again.head) == (sealed.identity, sealed.head)
    assert verify(again).ok
    first = answers(sealed)
    assert sum(map(bool, first.values())) > 3
    assert generations.build(sealed) is not None
    assert answers(sealed) == first, "of the cache"
    assert answers(again) == first, "of the pack"
    assert generations.build(again) is not None
    assert answers(again) == first, "of the pack's cache"
    again.close()
    sealed.close()


def test_personal_values_come_back(ledger, tmp_path):
    for rule, facts in (
        (posts.define, {"title": "Chief Constable"}),
        (posts.appoint, {"holder": "Jane Smith"}),
    ):
        ledger.record("post", "CC", rule, entry(), new=True, **facts)
    seal(ledger)
    unpacking.unpack(packed(ledger, tmp_path / "pack"), tmp_path / "again.ledger", [])
    again = Ledger.open(tmp_path / "again.ledger")
    assert again.history("post:CC") == ledger.history("post:CC")
    again.close()


def test_a_selection_is_not_unpacked(ledger, tmp_path):
    some = packed(ledger, tmp_path / "some", "action:A-2018-001")
    with pytest.raises(Refused, match="selection"):
        unpacking.unpack(some, tmp_path / "again.ledger", [])
    assert not (tmp_path / "again.ledger").exists()


def test_a_pack_that_does_not_hold_is_not_unpacked(whole, tmp_path):
    events = whole / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"step", b"stop"))
    with pytest.raises(Broken, match="MANIFEST"):
        unpacking.unpack(whole, tmp_path / "again.ledger", [])
    assert not (tmp_path / "again.ledger").exists()


def test_a_pack_is_not_unpacked_over_a_ledger(ledger, whole):
    before = ledger.path.read_bytes()
    with pytest.raises(Refused, match="never overwrites"):
        unpacking.unpack(whole, ledger.path, [])
    assert ledger.path.read_bytes() == before


def test_a_pack_is_compared_with_what_is_trusted_before_it_is_unpacked(ledger, whole, tmp_path):
    line = seals.line(ledger)
    with pytest.raises(Broken):
        unpacking.unpack(whole, tmp_path / "a.ledger", [line.replace("root ", "root 0")])
    unpacking.unpack(whole, tmp_path / "a.ledger", [line])
    assert (tmp_path / "a.ledger").is_file()


def test_a_copy_knows_the_key_of_a_seal_that_stayed_in_the_pack(whole, tmp_path):
    unpacking.unpack(whole, tmp_path / "a.ledger", [])
    note = max((whole / "checkpoints").glob("*.note"))
    copy = Ledger.open(tmp_path / "a.ledger", read_only=True)
    given = trusted.read(note.read_text(encoding="utf-8"))
    said = judge(copy, verify(copy), [given], None).checks[-1].covered
    copy.close()
    assert "; signed with the seal key" in said


def test_a_pack_can_be_made_of_a_ledger_that_cannot_be_written(ledger, tmp_path):
    stamped(ledger, ledger.refs("seal")[0])
    ledger.close()
    (tmp_path / "there").mkdir()
    copy = copied(ledger.path, tmp_path / "there" / "office.ledger")
    copy.chmod(0o444)
    reader = Ledger.open(copy, read_only=True)
    assert verified(packed(reader, tmp_path / "pack"))[0] == 0
    reader.close()


def test_its_readme_names_no_file_that_is_not_there(ledger, tmp_path):
    for at, stream in enumerate(([], ["document:minute-2018"])):
        pack = packed(ledger, tmp_path / f"pack-{at}", *stream)
        named = re.findall(r"checkpoints/\S+", (pack / "README.txt").read_text())
        assert all((pack / name).exists() for name in named), named
    assert readme.tools(tmp_path) == "", "no witness signed and nothing was time-stamped"
