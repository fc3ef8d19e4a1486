"""What verify.py, and unpack, say of packs that a forger made: who has every key but the office's.

Each holds in itself as far as hashes go. What tells is the key, the note or the line that the
reader has from elsewhere, and never is more said to hold than that covers.
"""

from functools import lru_cache
from pathlib import Path

import forgers
import pytest
from books import entry
from folded import each
from forgers import FORGER, accepted, events_of, false_finding, forged, notes_of, replaced
from mutate import read, refitted
from packs import OFFICE, PANEL, office, packed, paper, seal, verified
from signing import key

from commands.exports.pack import unpacking, verify
from ledger.errors import Broken
from ledger.integrity import checkpoints
from ledger.records import seal_keys, seals

pytestmark = pytest.mark.slow

NEXT, THIRD = key(7), key(8)
HOLDS, BROKEN, USAGE, PARTLY = 0, 1, 2, 7


@pytest.fixture(scope="module", autouse=True)
def quick():
    """The same signature is not computed twice: it takes 20 ms."""
    plain = verify.signed
    verify.signed = lru_cache(4096)(plain)
    yield
    verify.signed = plain


def rotate(ledger, new=NEXT, old=OFFICE, **said) -> None:
    facts = {"to": new.public.line, "identity": ledger.identity, "old": old} | said

    def rule(known):
        return seal_keys.rotate(known, **facts)

    ledger.record("sealkey", "SEALKEY", rule, entry(), new=True)


def lose(ledger, new=NEXT) -> None:
    facts = {"to": new.public.line, "reason": "the disk failed"}
    ledger.record("sealkey", "SEALKEY", seal_keys.lose, entry(), new=True, **facts)


@pytest.fixture(scope="module")
def true(tmp_path_factory):
    """The files of a true pack of all events, and of a selection."""
    folder = tmp_path_factory.mktemp("true")
    ledger = office(folder / "office.ledger")
    yield (
        read(packed(ledger, folder / "pack")),
        read(packed(ledger, folder / "some", "action:A-2018-002")),
        seals.line(ledger),
    )
    ledger.close()


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The same of a ledger whose seal key gave way to another, which sealed once more."""
    folder = tmp_path_factory.mktemp("followed")
    ledger = office(folder / "office.ledger")
    rotate(ledger)
    seal(ledger, NEXT)
    yield (
        read(packed(ledger, folder / "pack")),
        read(packed(ledger, folder / "some", "action:A-2018-002")),
        seals.line(ledger),
    )
    ledger.close()


def says(files, monkeypatch, *trusted: str) -> tuple[int, str]:
    monkeypatch.setattr(verify, "load", lambda _: files)
    code, said = verified(Path("pack"), *(w for one in trusted for w in ("--trusted", one)))
    if code:
        assert "HOLDS" not in said
    else:
        assert "HOLDS" in said
    return code, said


def refused(files, monkeypatch, *trusted: str, words: str = "") -> None:
    code, said = says(files, monkeypatch, *trusted)
    assert (code, said.count("\n")) == (BROKEN, 1), said
    assert words in said, said


def misasked(files, monkeypatch, trusted: str, words: str) -> None:
    """As govledger verify has it: what is no line, checkpoint or key is no fault of the pack."""
    code, said = says(files, monkeypatch, trusted)
    assert (code, said.count("\n")) == (USAGE, 1), said
    assert said.startswith("ASKED WRONGLY: ") and words in said, said


def given_of(pack) -> dict[str, str]:
    """What a reader may have from elsewhere: the note, the line, and the key in each form."""
    size, note = max(notes_of(pack).items())
    root = checkpoints.parse(note).root_hex
    signers = f'seal namespaces="govledger-key" {OFFICE.public.line}'
    return {
        "note": note,
        "line": f"{size:,} events, root {root[:32]}, sealed 27 November 2018",
        "whole line": f"{size} events verified, root {root}",
        "pub": f"{OFFICE.public.line} seal@office\n",
        "signers": f'witness namespaces="govledger-checkpoint" {PANEL.public.line}\n{signers}\n',
    }


HOW = ["note", "line", "whole line", "pub", "signers"]


# The forgery of the issue: a true pack, a false finding, a fresh key


@each("how", HOW)
@each("as_file", [False, True])
def test_a_true_pack_with_a_false_finding_under_a_fresh_key(
    true, how, as_file, monkeypatch, tmp_path
):
    given = given_of(true[0])[how]
    assert says(true[0], monkeypatch, given)[0] == HOLDS
    if as_file:
        (tmp_path / "given").write_text(given)
        given = str(tmp_path / "given")
    refused(forged(true[0], false_finding), monkeypatch, given, words="second key")
    refused(forged(true[0], false_finding), monkeypatch, words="second key")


@each("how", HOW)
def test_a_key_said_to_be_lost(true, how, monkeypatch):
    """By the event that an office records whose key is lost: `key rotate --lost`."""
    files = forged(true[0], replaced(FORGER, OFFICE), false_finding)
    refused(files, monkeypatch, given_of(true[0])[how])
    refused(files, monkeypatch, words="did not sign for it")


@each(
    "by",
    [
        replaced(FORGER, OFFICE, by=FORGER),
        replaced(FORGER, OFFICE, by=PANEL),
        replaced(FORGER, FORGER, by=FORGER),
        replaced(FORGER, OFFICE, by=OFFICE, ledger="another"),
        accepted(FORGER),
    ],
    ids=["by itself", "by a witness", "of itself", "for another ledger", "as the first"],
)
def test_a_replacement_that_the_office_did_not_sign(true, by, monkeypatch):
    files = forged(true[0], by, false_finding)
    for given in given_of(true[0]).values():
        refused(files, monkeypatch, given)
    refused(files, monkeypatch)


def test_a_handover_that_was_broken(followed, monkeypatch):
    def other(events) -> None:
        (event,) = [e for e in events if e["type"] == "SealKeyReplaced"]
        event["data"]["handover"] = event["data"]["handover"].replace("U1NIU0lH", "U1NIU0lI")

    files = forged(followed[0], other, sealed_by=NEXT, keep=lambda n: n < 13)
    refused(files, monkeypatch, OFFICE.public.line)


def test_an_old_key_seals_after_it_gave_way(followed, monkeypatch):
    """As somebody does who found the old key: what the new key sealed is left out, or is not."""
    sizes = sorted(notes_of(followed[0]))
    for keep in (lambda _: True, lambda n: n < sizes[-1]):
        files = forged(followed[0], false_finding, sealed_by=OFFICE, keep=keep)
        for given in (OFFICE.public.line, NEXT.public.line, followed[2]):
            refused(files, monkeypatch, given)
    # With the replacement itself left out nothing in the pack tells; the new key does.
    cut = [e["type"] for e in events_of(followed[0])].index("SealKeyReplaced")

    def without(events) -> None:
        del events[cut:]

    files = forged(followed[0], without, false_finding, sealed_by=OFFICE, keep=lambda n: n <= cut)
    assert says(files, monkeypatch, OFFICE.public.line)[0] == HOLDS
    refused(files, monkeypatch, NEXT.public.line)
    refused(files, monkeypatch, followed[2])


def test_only_the_forgers_checkpoint_is_left(true, monkeypatch):
    """No note of the office's: the event that names its key still does."""
    files = forged(true[0], false_finding, keep=lambda _: False)
    for given in given_of(true[0]).values():
        refused(files, monkeypatch, given)


def test_a_line_covers_the_events_up_to_it_and_no_more(true, monkeypatch):
    """Of a true pack, and of one that a key of the office made later, false or not."""
    size = max(notes_of(true[0]))
    more = forged(true[0], false_finding, sealed_by=OFFICE)
    for how in ("note", "line", "whole line"):
        code, said = says(more, monkeypatch, given_of(true[0])[how])
        assert code == PARTLY, said
        assert f"Events {size + 1} to {size + 1} are under nothing that you gave" in said
        assert f"events 1 to {size} are those" in said
    first = min(notes_of(true[0]))
    code, said = says(true[0], monkeypatch, notes_of(true[0])[first])
    assert code == PARTLY and f"Events {first + 1} to {size} are under nothing" in said
    assert says(true[0], monkeypatch, notes_of(true[0])[first], OFFICE.public.line)[0] == HOLDS


def test_where_nothing_is_given_that_is_said(true, monkeypatch):
    code, said = says(true[0], monkeypatch)
    assert code == HOLDS and f"Events 1 to {max(notes_of(true[0]))} are under nothing" in said
    assert "compared with 0 things" in said


# Keys that gave way to others


def test_a_chain_of_signed_replacements_leads_to_the_last_key(followed, monkeypatch):
    for files in followed[:2]:
        for given in (OFFICE.public.line, NEXT.public.line, followed[2]):
            assert says(files, monkeypatch, given)[0] == HOLDS
        refused(files, monkeypatch, FORGER.public.line, words="it signed neither the last")
        refused(files, monkeypatch, PANEL.public.line)


def test_a_selection_brings_the_events_of_a_key_that_gave_way(true, followed):
    streams = {event["stream"] for event in events_of(followed[1])}
    assert streams == {"action:A-2018-002", "sealkey:SEALKEY"}
    assert {event["stream"] for event in events_of(true[1])} == {"action:A-2018-002"}


def test_a_selection_with_a_false_finding_under_a_fresh_key(true, followed, monkeypatch):
    """The forger cannot make the runs before it fit, but can leave out what the last covers."""
    for some in (true[1], followed[1]):
        lines = some["proofs.jsonl"].decode().splitlines()
        size = max(notes_of(some))
        note = notes_of(some)[size]
        origin = checkpoints.parse(note).origin
        other = checkpoints.sign(origin, size, bytes.fromhex("66" * 32), FORGER)
        name = f"checkpoints/seal-{size}.note"
        signers = f'seal namespaces="govledger-key" {FORGER.public.line}\n'.encode()
        files = some | {name: other.encode(), "allowed_signers": some["allowed_signers"] + signers}
        assert lines
        for given in (OFFICE.public.line, NEXT.public.line):
            refused(refitted(files), monkeypatch, given)


def test_a_selection_sealed_again_by_a_fresh_key(true, monkeypatch):
    """The same events and root: only the signature is another's, and the list names it."""
    size = max(notes_of(true[1]))
    note = checkpoints.parse(notes_of(true[1])[size])
    again = checkpoints.sign(note.origin, size, bytes.fromhex(note.root_hex), FORGER)
    whole = true[1] | {f"checkpoints/seal-{size}.note": again.encode()}
    kept = {n: d for n, d in whole.items() if f"seal-{size}.note." not in n}
    for keep in (whole, {n: d for n, d in kept.items() if "seal-5" not in n}):
        lines = [f'seal namespaces="govledger-key" {FORGER.public.line}']
        if any(name.endswith("seal-5.note") for name in keep):
            lines.append(f'seal namespaces="govledger-key" {OFFICE.public.line}')
        if any(name.endswith(".sig") for name in keep):
            lines.append(f'witness namespaces="govledger-checkpoint" {PANEL.public.line}')
        text = "".join(f"{one}\n" for one in sorted(lines, key=lambda one: (one[66:], one)))
        refused(
            refitted(keep | {"allowed_signers": text.encode()}), monkeypatch, OFFICE.public.line
        )


def test_a_key_that_was_lost_holds_under_what_vouches_for_the_new(tmp_path, monkeypatch):
    ledger = office(tmp_path / "office.ledger")
    before = seals.line(ledger)
    lose(ledger)
    seal(ledger, NEXT)
    files = read(packed(ledger, tmp_path / "pack"))
    between = seals.line(ledger)
    paper(ledger, "later", "c")
    seal(ledger, NEXT)
    later = read(packed(ledger, tmp_path / "later"))
    ledger.close()
    for given in (NEXT.public.line, between):
        assert says(files, monkeypatch, given)[0] == HOLDS
    assert says(later, monkeypatch, between)[0] == PARTLY
    for given in ([], [before], [OFFICE.public.line]):
        refused(files, monkeypatch, *given)
        refused(later, monkeypatch, *given)


def test_a_key_comes_back(tmp_path, monkeypatch):
    ledger = office(tmp_path / "office.ledger")
    for new, old in ((NEXT, OFFICE), (OFFICE, NEXT)):
        rotate(ledger, new, old)
        seal(ledger, new)
    files = read(packed(ledger, tmp_path / "pack"))
    lose(ledger, THIRD)
    seal(ledger, THIRD)
    lost = read(packed(ledger, tmp_path / "lost"))
    rotate(ledger, OFFICE, THIRD)
    seal(ledger, OFFICE)
    again = read(packed(ledger, tmp_path / "again"))
    ledger.close()
    for pack, given, code in (
        (files, OFFICE, HOLDS),
        (files, NEXT, HOLDS),
        (lost, THIRD, HOLDS),
        (lost, OFFICE, BROKEN),
        (lost, NEXT, BROKEN),
        (again, OFFICE, HOLDS),
        (again, THIRD, HOLDS),
        (again, NEXT, BROKEN),
    ):
        assert says(pack, monkeypatch, given.public.line)[0] == code


# Lists of signers, names, identities


def test_a_list_of_signers_is_read_line_by_line(true, followed, monkeypatch):
    office_line = f'seal namespaces="govledger-key" {OFFICE.public.line}'
    for text, code in (
        (f"# {OFFICE.public.line}\n", USAGE),
        (f'seal namespaces="git,govledger-key" {OFFICE.public.line}\n', HOLDS),
        (f'seal namespaces="govledger-checkpoint" {OFFICE.public.line}\n', USAGE),
        (f'"M Clerk" namespaces="govledger-command" {OFFICE.public.line}\n', USAGE),
        (f"{FORGER.public.line}\n{office_line}\n", HOLDS),
        (f"{OFFICE.public.line[:-1]}\n", BROKEN),
        (f"{OFFICE.public.line[20:]}\n", USAGE),
    ):
        assert says(true[0], monkeypatch, text)[0] == code, text
    both = f"{office_line}\n{office_line.replace(OFFICE.public.line, NEXT.public.line)}\n"
    assert says(followed[0], monkeypatch, both)[0] == HOLDS


def test_a_witness_who_seals(true, monkeypatch):
    """The Panel's key is in the list of signers that the reader trusts, and is no seal key."""
    signers = true[0]["allowed_signers"].decode()
    for keep in (lambda _: True, lambda _: False):
        files = forged(true[0], false_finding, sealed_by=PANEL, keep=keep)
        refused(files, monkeypatch, signers)
        refused(files, monkeypatch)


def test_the_id_of_a_key_in_a_note_is_not_what_is_compared(true, monkeypatch):
    """It has 4 bytes: two keys may have the same. Here all have."""

    class Weak:
        def __init__(self, data=b""):
            self.data = bytes(data)

        def digest(self):
            from hashlib import sha256

            short = self.data.startswith(b"govledger/") and b"\n\1" in self.data
            return b"same" * 8 if short else sha256(self.data).digest()

        def hexdigest(self):
            return self.digest().hex()

    monkeypatch.setattr(verify, "sha256", Weak)
    monkeypatch.setattr(checkpoints, "_key_hash", lambda *_: b"same")
    notes = {n: checkpoints.parse(note) for n, note in notes_of(true[0]).items()}
    again = {
        f"checkpoints/seal-{n}.note": checkpoints.sign(
            one.origin, n, bytes.fromhex(one.root_hex), OFFICE
        ).encode()
        for n, one in notes.items()
    }

    def told(events) -> None:
        for event in events:
            if event["type"] == "Sealed":
                name = f"checkpoints/seal-{event['data']['tree_size']}.note"
                event["data"]["note"] = again[name].decode()

    alone = {n: d for n, d in true[0].items() if not n.endswith(".sig")}
    weak = forged(alone, told, sealed_by=OFFICE, keep=lambda n: n < max(notes))
    weak = refitted(weak | {n: d for n, d in again.items() if "seal-5" in n})
    assert says(weak, monkeypatch, OFFICE.public.line)[0] == HOLDS
    files = forged(weak, false_finding)
    refused(files, monkeypatch, OFFICE.public.line, words="second key")


def test_checkpoints_of_several_ledgers(true, monkeypatch):
    """The same key seals two ledgers, and a note of the one is put beside those of the other."""
    size = max(notes_of(true[0]))
    note = checkpoints.parse(notes_of(true[0])[size])
    other = checkpoints.sign("govledger/other", size, bytes.fromhex(note.root_hex), OFFICE)
    kept = {n: d for n, d in true[0].items() if f"seal-{size}.note." not in n}
    kept[f"checkpoints/seal-{size}.note"] = other.encode()
    refused(refitted(kept), monkeypatch, OFFICE.public.line, words="several ledgers")


def test_a_note_of_another_ledger_is_not_what_was_given(true, monkeypatch):
    note = given_of(true[0])["note"]
    origin = note.split("\n")[0]
    refused(true[0], monkeypatch, note.replace(origin, "govledger/other"), words="another ledger")


def test_a_last_checkpoint_that_nobody_signed(true, monkeypatch):
    size, note = max(notes_of(true[0]).items())
    for other in (
        note.rpartition("— ")[0],
        note[: note.rindex(" ") + 1] + "A" * 92 + "\n",
        note.rpartition("\n\n")[0] + "\n",
    ):
        for given in (OFFICE.public.line, given_of(true[0])["line"]):
            files = true[0] | {f"checkpoints/seal-{size}.note": other.encode()}
            refused(refitted(files), monkeypatch, given)


def test_notes_that_were_swapped(true, monkeypatch):
    one, two = (f"checkpoints/seal-{n}.note" for n in sorted(notes_of(true[0])))
    files = refitted(true[0] | {one: true[0][two], two: true[0][one]})
    for given in given_of(true[0]).values():
        refused(files, monkeypatch, given)


# Lines of few digits, of no events, of many; folders and files


def test_how_many_digits_were_compared_is_said(true, monkeypatch):
    size, note = max(notes_of(true[0]).items())
    root = checkpoints.parse(note).root_hex
    for digits in (32, 33, 63, 64):
        code, said = says(true[0], monkeypatch, f"{size} events, root {root[:digits]}")
        assert code == HOLDS and f"{digits} of 64 digits of the root compared" in said
    for digits in (0, 1, 16, 31):
        given = f"{size} events, root {root[:digits]}"
        misasked(true[0], monkeypatch, given, "32 to 64 digits")
    misasked(true[0], monkeypatch, f"{size} events, root {root}{root}", "32 to 64 digits")
    refused(true[0], monkeypatch, f"{size} events, root {root[:31]}{int(root[31] != '6') + 5}")


def test_of_no_event_covers_nothing(true, monkeypatch):
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    size = max(notes_of(true[0]))
    code, said = says(true[0], monkeypatch, f"0 events, root {empty}")
    assert code == PARTLY and "covers nothing" in said
    assert f"Events 1 to {size} are under nothing that you gave" in said
    refused(true[0], monkeypatch, f"0 events, root {'0' * 64}")
    misasked(true[0], monkeypatch, f"0 events, root {empty[:16]}", "32 to 64 digits")


def test_a_folder_or_a_private_key_is_not_printed(true, monkeypatch, tmp_path):
    misasked(true[0], monkeypatch, str(tmp_path), "is no file")
    (tmp_path / "key").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nsecret\n")
    code, said = says(true[0], monkeypatch, str(tmp_path / "key"))
    assert code == USAGE and "secret" not in said and "PRIVATE" not in said


def test_a_file_with_lines_of_another_system(true, monkeypatch, tmp_path):
    for how, text in given_of(true[0]).items():
        (tmp_path / how).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        assert says(true[0], monkeypatch, str(tmp_path / how))[0] == HOLDS, how


# No ledger comes of a forgery


def written(files, folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@each("how", [None, *HOW])
def test_a_forged_pack_is_not_unpacked(true, how, tmp_path):
    place = written(forged(true[0], false_finding), tmp_path / "pack")
    given = [given_of(true[0])[how]] if how else []
    with pytest.raises(Broken, match="second key"):
        unpacking.unpack(place, tmp_path / "again.ledger", given)
    assert not (tmp_path / "again.ledger").exists()


def test_a_forger_of_these_tests_makes_a_pack_that_fits(true, monkeypatch):
    """That what is refused above is so for its key, and not for a slip of the forger's."""
    files = forged(true[0], false_finding, sealed_by=OFFICE)
    assert says(files, monkeypatch, OFFICE.public.line)[0] == HOLDS
    files = forged(true[0], false_finding)
    monkeypatch.setattr(verify, "seal_keys", lambda *_: [(0, FORGER.public.line, False)])
    assert says(files, monkeypatch, FORGER.public.line)[0] == HOLDS
    assert forgers.FORGER is FORGER
