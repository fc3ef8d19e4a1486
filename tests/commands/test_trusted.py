"""`verify --trusted` and `unpack --trusted`: what is given covers so much, and no more is said."""

import json

import pytest
from clerk import BROKEN, MISUSED
from signing import key, key_file
from test_sealing import PARTLY, sealed  # noqa: F401

from ledger.integrity import checkpoints

FORGER = 66
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def partly(office, line: str, first: int, last: int) -> str:
    said = office.types(line)
    assert said.code == PARTLY, said.err
    are = f"Event {first} is" if first == last else f"Events {first} to {last} are"
    assert f"{are} under nothing that you gave" in said.err
    return said.err


def test_the_key_of_the_last_seal_covers_what_was_sealed(sealed, tmp_path):  # noqa: F811
    size, public = sealed.size, (tmp_path / "key.pub").read_text().strip()
    (tmp_path / "signers").write_text(f'seal namespaces="govledger-key" {public}\n')
    for given in ("key.pub", f'"{public}"', "signers"):
        said = partly(sealed, f"verify --trusted {given}", size, size)
        assert f"it signed the last seal, of events 1 to {size - 1}" in said
    key_file(tmp_path / "other", FORGER)
    sealed.refuses(BROKEN, "verify --trusted other.pub", "it did not sign the last seal")
    (tmp_path / "signers").write_text(f'seal namespaces="govledger-checkpoint" {public}\n')
    sealed.refuses(MISUSED, "verify --trusted signers", "not a checkpoint")


def test_a_private_key_is_named_as_one(sealed):  # noqa: F811
    sealed.refuses(MISUSED, "verify --trusted key", "That is a private key. Keep it to yourself")


def test_signed_replacements_lead_from_a_key_to_the_next(sealed, tmp_path):  # noqa: F811
    key_file(tmp_path / "next", 2)
    sealed.done("key rotate --seal-key key --to next.pub", "seal --seal-key next")
    size = sealed.size
    for given, how in (("key.pub", "a key for which it signed"), ("next.pub", "it")):
        said = partly(sealed, f"verify --trusted {given}", size, size)
        assert f"{how} signed the last seal, of events 1 to {size - 1}" in said


def test_a_lost_key_leads_to_none(sealed, tmp_path):  # noqa: F811
    key_file(tmp_path / "next", 2)
    sealed.done('key rotate --to next.pub --lost "the stick"', "seal --seal-key next --note later")
    size = sealed.size
    sealed.refuses(BROKEN, "verify --trusted key.pub", "no signed replacements lead")
    said = sealed.types("verify")
    assert said.code == PARTLY and f"Event {size - 1} replaced the seal key" in said.err
    assert json.loads(sealed.types("verify --json").out)["ok"] is True
    for given in ("next.pub", "later"):
        assert "replaced" not in partly(sealed, f"verify --trusted {given}", size, size)
    said = partly(sealed, "verify --trusted note", size - 2, size)
    assert f"Event {size - 1} replaced the seal key" in said


def test_of_no_event_covers_nothing(sealed):  # noqa: F811
    said = partly(sealed, f'verify --trusted "0 events, root {EMPTY}"', 1, sealed.size)
    assert "of no event, so it covers nothing" in said
    sealed.refuses(BROKEN, f'verify --trusted "0 events, root {"0" * 64}"', "a different root")


def test_a_key_covers_nothing_where_there_is_no_seal(office, tmp_path):
    key_file(tmp_path / "key", 1)
    office.done('action raise "Share the plan" --owner CC')
    said = partly(office, "verify --trusted key.pub", 1, office.size)
    assert "there is no seal yet, so it covers nothing" in said


def test_how_many_digits_were_compared_is_said(sealed, tmp_path):  # noqa: F811
    note = checkpoints.parse((tmp_path / "note").read_text())
    for digits in (32, 40, 64):
        line = f"{note.size} events, root {note.root_hex[:digits]}"
        said = partly(sealed, f'verify --trusted "{line}"', note.size + 1, sealed.size)
        assert f"{digits} of the root's 64 digits were compared" in said
    for digits in (1, 16, 31):
        line = f"{note.size} events, root {note.root_hex[:digits]}"
        words = f"32 to 64 digits of the root, and this has {digits}"
        sealed.refuses(MISUSED, f'verify --trusted "{line}"', words)
    sealed.refuses(MISUSED, f'verify --trusted "{note.size} events, root {"12" * 40}"', "32 to 64")


def test_the_whole_is_covered_by_a_line_of_the_whole(sealed):  # noqa: F811
    line = sealed.done("verify").out.strip()
    assert "under nothing" not in sealed.done(f'verify --trusted "{line}"').err


@pytest.mark.parametrize(
    ("given", "words"),
    [("folder", "neither a file that can be read"), ("pipe", "a pipe or a device")],
)
def test_no_folder_or_pipe_is_waited_for(sealed, tmp_path, given, words):  # noqa: F811
    import os

    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    sealed.refuses(MISUSED, f"verify --trusted {given}", words)


def test_what_is_unpacked_says_how_much_of_it_is_covered(sealed, tmp_path):  # noqa: F811
    sealed.done('action progress A-2019-001 "half"', "seal --seal-key key --note later")
    sealed.done("export audit-pack --to pack")
    size = checkpoints.parse((tmp_path / "later").read_text()).size
    first = checkpoints.parse((tmp_path / "note").read_text()).size
    partly(sealed, "unpack pack --to one.ledger --trusted note", first + 1, size)
    assert (tmp_path / "one.ledger").exists()
    for given in ("later", "key.pub", "note --trusted later"):
        name = given.replace(" ", "")
        assert (
            "under nothing" not in sealed.done(f"unpack pack --to {name}.l --trusted {given}").err
        )
    key_file(tmp_path / "other", FORGER)
    sealed.refuses(BROKEN, "unpack pack --to two.ledger --trusted other.pub", "not so: other.pub")
    assert not (tmp_path / "two.ledger").exists()
    assert key(FORGER).public.line in (tmp_path / "other.pub").read_text()


def test_where_only_seals_and_exports_came_later_it_says_so(sealed):  # noqa: F811
    size = sealed.size
    said = partly(sealed, "verify --trusted note", size, size)
    assert "(--trusted). It records seals, and nothing else." in said
    sealed.done("export audit-pack --to pack")
    said = partly(sealed, "verify --trusted note", size, size + 1)
    assert "(--trusted). They record seals and exports, and nothing else." in said
    sealed.done('action progress A-2019-001 "half"')
    assert "nothing else" not in partly(sealed, "verify --trusted note", size, size + 2)
    assert "It records" not in sealed.types("verify --trusted note --json").err


def test_a_seal_key_that_was_replaced_is_told_with_the_seals(sealed, tmp_path):  # noqa: F811
    key_file(tmp_path / "next", 2)
    size = sealed.size
    sealed.done("key rotate --seal-key key --to next.pub")
    said = partly(sealed, "verify --trusted note", size, sealed.size)
    assert "They record seals and the key that seals, and nothing else." in said
