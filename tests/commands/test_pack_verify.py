"""verify.py, the one file that a stranger runs: what it accepts, and what it refuses."""

import ast
import contextlib
import os
import re
import subprocess
import sys
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from books import entry
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st
from mutate import mutants, read, refitted
from packs import OFFICE, PANEL, note_of, office, packed, seal, verified

from commands.exports.pack import unpacking, verify
from ledger.errors import Misused
from ledger.integrity.ssh import PrivateKey
from ledger.records import posts, seals

pytestmark = pytest.mark.slow

SCRIPT = Path(verify.__file__)
# RFC 8032, section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    ledger = office(tmp_path_factory.mktemp("office") / "office.ledger")
    facts = [(posts.define, {"title": "Chief Constable"}), (posts.appoint, {"holder": "J Smith"})]
    for rule, said in facts:
        ledger.record("post", "CC", rule, entry(), new=True, **said)
    ledger.record("post", "DCC", posts.define, entry(), new=True, title="Deputy")
    ledger.record("post", "DCC", posts.appoint, entry(), new=True, holder="K Jones")
    seal(ledger)
    yield ledger
    ledger.close()


@pytest.fixture(scope="module")
def whole(ledger, tmp_path_factory) -> Path:
    return packed(ledger, tmp_path_factory.mktemp("whole") / "pack")


@pytest.fixture(scope="module")
def some(ledger, tmp_path_factory) -> Path:
    streams = ["action:A-2018-002", "document:minute-2018", "post:CC"]
    return packed(ledger, tmp_path_factory.mktemp("some") / "pack", *streams)


def refused(files: dict[str, bytes], monkeypatch, *trusted: str) -> str:
    monkeypatch.setattr(verify, "load", lambda _: files)
    code, said = verified(Path("pack"), *trusted)
    assert code == 1 and said.count("\n") == 1, said
    assert said.isascii() and said[:-1].isprintable()
    return said


def changed(pack: Path, name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """The pack with one thing changed, and its list of contents made to fit."""
    files = read(pack)
    assert old in files[name]
    return refitted({**files, name: files[name].replace(old, new, 1)})


# What it is


def test_it_is_one_short_page_of_python_3_8_and_nothing_of_ours():
    text = SCRIPT.read_text()
    assert len(text.splitlines()) <= 220
    assert max(map(len, text.splitlines())) <= 100
    tree = ast.parse(text, feature_version=(3, 8))
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    names |= {str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def pythons() -> list[str]:
    roots = Path(sys.base_prefix).parent.glob("3.*/bin/python")  # Where versions lie side by side.
    found = {p.parent.parent.name.rsplit(".", 1)[0]: str(p) for p in sorted(roots)}
    old = [f"3.{minor}" for minor in range(8, 15)]
    return [found[name] for name in old if name in found] or [sys.executable]


@pytest.mark.parametrize("python", pythons())
def test_it_runs_alone_on_every_python_there_is(python, whole, tmp_path):
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C"}
    words = [python, "-I", str(whole / "verify.py")]
    ran = subprocess.run(
        words, cwd=tmp_path, env=clean, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert "HOLDS" in ran.stdout and "tamper-evident" in ran.stdout
    assert verified(whole)[1] == ran.stdout


def test_it_never_says_tamper_proof(whole, some):
    for pack in (whole, some):
        for text in (
            verified(pack)[1],
            *(d.decode("utf-8", "replace") for d in read(pack).values()),
        ):
            assert not re.search("tamper.?proof", text, re.IGNORECASE)


def test_it_ends_with_2_where_it_is_asked_wrongly(whole, capsys):
    for words in (["--trusted"], ["--what"], ["a", "b"]):
        with pytest.raises(SystemExit) as end:
            verify.main([str(whole), *words])
        assert end.value.code == 2
    capsys.readouterr()


# Ed25519


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032(secret, public, message, signature):
    assert PrivateKey(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    ).public.raw == bytes.fromhex(public)
    key, text, made = (bytes.fromhex(one) for one in (public, message, signature))
    assert verify.signed(key, text, made)
    assert not verify.signed(key, text + b"x", made)
    assert not verify.signed(key, text, made[:31] + bytes([made[31] ^ 1]) + made[32:])
    assert not verify.signed(key, text, made[:-1] + bytes([made[-1] ^ 1]))
    assert not verify.signed(key, text, made[:-1])
    assert not verify.signed(key, text, made + b"\0")


def test_a_signature_has_one_form():
    """S + L would do as well, where S < L is not asked for (RFC 8032, section 5.1.7)."""
    key, _, signature = (bytes.fromhex(one) for one in VECTORS[1][1:])
    again = int.from_bytes(signature[32:], "little") + verify.L
    forged = signature[:32] + again.to_bytes(32, "little")
    assert not verify.signed(key, b"r", forged)


def test_a_key_has_one_form():
    """y + p stands for the same point: not taken; nor is x = 0 with a sign (section 5.1.3)."""
    for y in (verify.P, verify.P + 1, 1 | 1 << 255, verify.P - 1 | 1 << 255, 2):
        with pytest.raises(ValueError, match="no point"):
            verify.point(y.to_bytes(32, "little"))
    assert verify.point((1).to_bytes(32, "little")) == (0, 1, 1)


def ours(key: bytes, message: bytes, signature: bytes) -> bool:
    with contextlib.suppress(ValueError):
        return verify.signed(key, message, signature)
    return False


def theirs(key: bytes, message: bytes, signature: bytes) -> bool:
    with contextlib.suppress(InvalidSignature, ValueError):
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    return False


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.data())
def test_it_agrees_with_cryptography(secret, message, data):
    key = PrivateKey(Ed25519PrivateKey.from_private_bytes(secret))
    public, signature = bytearray(key.public.raw), bytearray(key.sign(message))
    assert ours(bytes(public), message, bytes(signature))
    for _ in range(data.draw(st.integers(1, 2))):
        part = data.draw(st.sampled_from([public, signature]))
        part[data.draw(st.integers(0, len(part) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    args = bytes(public), message, bytes(signature)
    assert ours(*args) == theirs(*args)


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_it_agrees_with_cryptography_on_anything(key, signature):
    assert ours(key, b"any", signature) == theirs(key, b"any", signature)


# What is compared


def test_what_is_trusted_is_compared(ledger, whole, some, tmp_path):
    first, last = ledger.refs("seal")[0], ledger.refs("seal")[-1]
    root = seals.named(ledger, first).root
    (tmp_path / "note").write_text(note_of(ledger, first))
    for pack in (whole, some):
        for words in (
            seals.line(ledger),
            f"5 events, root {root[:32]}",
            f"5 events, root {root}, sealed 1 March 2018",
            note_of(ledger, last),
            str(tmp_path / "note"),
            OFFICE.public.line,
            f"{OFFICE.public.line} seal@office",
        ):
            code, said = verified(pack, "--trusted", words)
            if words.startswith("5 ") or words == str(tmp_path / "note"):
                assert code == 7 and "Events 6 to" in said, (words, said)
            else:
                assert code == 0 and "compared with 1 things" in said, (words, said)


def test_what_is_trusted_and_not_so_is_told(ledger, whole, some, monkeypatch):
    line, note = seals.line(ledger), note_of(ledger, ledger.refs("seal")[-1])
    root = line.partition("root ")[2][:32]
    for pack in (whole, some):
        files = read(pack)
        for words in (
            line.replace(root, root[::-1]),
            line.replace(" events", "1 events"),
            "5 events, root " + root,
            note.replace("\n", "x\n", 1),
            PANEL.public.line,
        ):
            refused(files, monkeypatch, "--trusted", words)


def test_what_is_no_line_no_checkpoint_and_no_key_is_asked_wrongly(ledger, whole, some, tmp_path):
    """By both readers: verify.py and govledger."""
    root = seals.line(ledger).partition("root ")[2][:32]
    for pack in (whole, some):
        for words in (
            "5 events, root ",
            "5 events, root " + " " * 20,
            "5 events, root " + root[:8],
            "5 events, root " + root * 3,
            "5 events",
            "",
            "x" * 5_000,
        ):
            code, said = verified(pack, "--trusted", words)
            assert code == 2 and said.startswith("ASKED WRONGLY: "), (words, said)
            assert said.count("\n") == 1 and len(said) < 500
            with pytest.raises(Misused):
                unpacking.unpack(pack, tmp_path / "made.ledger", [words])


def test_a_key_is_said_to_allow_what_a_compared_root_excludes(ledger, whole):
    anew = "whoever has the key made all anew"
    assert anew in verified(whole)[1]
    assert anew in verified(whole, "--trusted", OFFICE.public.line)[1]
    assert anew not in verified(whole, "--trusted", seals.line(ledger))[1]


def test_a_line_newer_than_the_pack_is_said_to_be(whole, monkeypatch):
    line = f"9000 events, root {'5f' * 16}"
    said = refused(read(whole), monkeypatch, "--trusted", line)
    assert re.match("NEWER THAN THIS PACK of [0-9]+ events: 9000 events", said)
    assert "NEWER" not in refused(read(whole), monkeypatch, "--trusted", f"0{line[4:]}")


def test_a_private_key_is_named_as_one_and_never_printed(whole, tmp_path):
    key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----\n"
    (tmp_path / "key").write_text(key)
    for words in (str(tmp_path / "key"), key):
        code, said = verified(whole, "--trusted", words)
        assert code == 2
        assert "private key" in said and "b3Blb" not in said


def test_no_words_of_python_are_in_a_refusal(whole, monkeypatch):
    files = read(whole)
    for cut in (
        {},
        {"MANIFEST.sha256": b""},
        refitted({**files, "events.jsonl": b"{}\n"}),
        refitted({**files, "events.jsonl": b"not JSON\n"}),
        refitted({**files, "allowed_signers": b"\xff"}),
    ):
        said = refused(cut, monkeypatch)
        assert not re.search(r"Error|\(|expected|invalid|codec", said), said


def test_a_witness_is_no_seal(whole, monkeypatch):
    said = refused(read(whole), monkeypatch, "--trusted", PANEL.public.line)
    assert "not so" in said


# What is refused: each with the list of contents made to fit


def test_a_changed_file_is_named(whole, monkeypatch):
    for name, data in read(whole).items():
        if name != "MANIFEST.sha256":
            assert name in refused({**read(whole), name: data + b" "}, monkeypatch)


def test_a_changed_event(whole, some, monkeypatch):
    said = refused(changed(whole, "events.jsonl", b"step", b"stop"), monkeypatch)
    assert "root differs" in said
    refused(changed(some, "events.jsonl", b"step", b"stop"), monkeypatch)


def test_an_event_that_is_gone(whole, monkeypatch):
    files = read(whole)
    lines = files["events.jsonl"].splitlines(keepends=True)
    gone = refitted({**files, "events.jsonl": b"".join([*lines[:4], *lines[5:]])})
    assert "event 5 is missing" in refused(gone, monkeypatch)
    cut = refitted({**files, "events.jsonl": b"".join(lines[:-1])})
    assert "were sealed" in refused(cut, monkeypatch)
    twice = refitted({**files, "events.jsonl": b"".join([*lines, lines[-1]])})
    refused(twice, monkeypatch)


def forged(whole: Path, change) -> dict[str, bytes]:
    """A pack made anew by whoever has the key: another event, and a checkpoint that fits."""
    from packs import checkpoints

    from ledger.integrity import merkle

    files = read(whole)
    lines = change(files["events.jsonl"].splitlines())
    files = {n: d for n, d in files.items() if "checkpoints/" not in n}
    frontier: list[bytes] = []
    size = merkle.extend(frontier, 0, map(merkle.leaf_hash, lines))
    origin = verify.NOTE.search(note_text(whole))[2]
    note = checkpoints.sign(origin, size, merkle.root(frontier), OFFICE)
    for name, data in read(whole).items():
        if name.startswith(("checkpoints/seal-5", "checkpoints/seal-11")):
            files[name] = data
    files[f"checkpoints/seal-{size}.note"] = note.encode()
    return refitted({**files, "events.jsonl": b"".join(line + b"\n" for line in lines)})


def note_text(whole: Path) -> str:
    return max((whole / "checkpoints").glob("*.note"), key=lambda p: len(p.name)).read_text()


def test_what_the_key_cannot_make_so(whole, monkeypatch):
    """Not even whoever has the key gets these past it: they contradict the events themselves."""
    last = len(read(whole)["events.jsonl"].splitlines())
    same = forged(whole, lambda lines: lines)
    monkeypatch.setattr(verify, "load", lambda _: same)
    assert verified(whole)[0] == 0, verified(whole)[1]

    def at(number: int, old: bytes, new: bytes):
        def change(lines: list[bytes]) -> list[bytes]:
            assert old in lines[number - 1]
            lines[number - 1] = lines[number - 1].replace(old, new, 1)
            return lines

        return change

    year = b'"recorded_at":"2018'
    for change, words in (
        (at(last, year, b'"recorded_at":"2017'), "not next in order"),
        (at(last, b'"ver":2', b'"ver":3'), "not next in order"),
        (at(last, b'"pos":', b'"pos":1'), "is missing"),
        (
            at(1, b"Nottingham", b"Notringham"),
            "root differs",
        ),  # Under a checkpoint kept from before.
    ):
        assert words in refused(forged(whole, change), monkeypatch)


def test_a_checkpoint_signed_by_another(whole, monkeypatch):
    files = read(whole)
    name = next(n for n in files if n.endswith(".note"))
    note = files[name].decode()
    from packs import checkpoints

    parsed = checkpoints.parse(note)
    other = checkpoints.sign(parsed.origin, parsed.size, bytes.fromhex(parsed.root_hex), PANEL)
    refused(refitted({**files, name: other.encode()}), monkeypatch)


def test_a_checkpoint_goes_by_its_own_name(ledger, whole, monkeypatch):
    files = read(whole)
    last = f"checkpoints/{ledger.refs('seal')[-1]}.note"
    for name in (last.replace("seal-", "seal-0"), last.replace(".note", "1.note")):
        moved = {n: data for n, data in files.items() if n != last} | {name: files[last]}
        assert "is not of a checkpoint" in refused(refitted(moved), monkeypatch)


def test_a_checkpoint_that_an_event_tells_of_is_there(ledger, whole, monkeypatch):
    first = ledger.refs("seal")[0]
    files = {name: data for name, data in read(whole).items() if f"{first}.note" not in name}
    assert len(files) == len(read(whole)) - 2
    refused(refitted(files), monkeypatch)


def test_allowed_signers_are_those_who_signed(whole, monkeypatch):
    more = changed(whole, "allowed_signers", b"witness ", b"auditor ")
    assert "allowed_signers" in refused(more, monkeypatch)
    files = read(whole)
    line = f'witness namespaces="govledger-checkpoint" {OFFICE.public.line}\n'.encode()
    more = refitted({**files, "allowed_signers": files["allowed_signers"] + line})
    assert "allowed_signers" in refused(more, monkeypatch)


def test_documents_are_those_of_the_events(whole, monkeypatch):
    said = refused(changed(whole, "documents.sha256", b"aaaa", b"bbbb"), monkeypatch)
    assert "documents.sha256" in said


def test_a_personal_value_is_the_one_committed_to(whole, monkeypatch):
    for old, new in (
        (b"J Smith", b"J Smyth"),
        (b"J Smith", b"\\u004a Smith"),
        (b'"salt":"', b'"salt":"00'),
        (b"{", b"{ "),
    ):
        refused(changed(whole, "personal.jsonl", old, new), monkeypatch)
    files = read(whole)
    lines = files["personal.jsonl"].splitlines(keepends=True)
    assert len(lines) == 2
    for other in (lines[::-1], [*lines, lines[1]]):
        refused(refitted({**files, "personal.jsonl": b"".join(other)}), monkeypatch)


def test_a_selection_shows_no_personal_value_of_what_is_left_out(whole, some, monkeypatch):
    files = {**read(some), "personal.jsonl": read(whole)["personal.jsonl"]}
    assert "personal value" in refused(refitted(files), monkeypatch)


def test_a_file_that_no_event_names(whole, monkeypatch):
    from hashlib import sha256

    name = f"files/{sha256(b'x').hexdigest()}"
    files = refitted({**read(whole), name: b"x"})
    assert "documents.sha256" in refused(files, monkeypatch)


@pytest.mark.parametrize("which", ["whole", "some"])
def test_2000_packs_gone_wrong_are_refused_in_one_line(which, request, monkeypatch):
    pack = read(request.getfixturevalue(which))
    monkeypatch.setattr(verify, "signed", lru_cache(4096)(verify.signed))
    for seed, (what, files) in enumerate(mutants(pack, seed=41, count=1_000)):
        monkeypatch.setattr(verify, "load", lambda _, files=files: files)
        code, said = verified(Path("pack"))
        assert code == 1 and said.count("\n") == 1, f"{seed}: {what}: {said}"


# Whatever lies there


def test_odd_places_are_refused(whole, tmp_path):
    (tmp_path / "text").write_text("no ZIP")
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "text", tmp_path / "empty", tmp_path / "nothing", Path("/dev/null")):
        code, said = verified(place)
        assert code == 1 and said.startswith("DOES NOT HOLD") and said.count("\n") == 1


def test_links_and_pipes_are_not_followed(whole, tmp_path):
    for make in (
        lambda path: path.symlink_to("/etc/passwd"),
        lambda path: path.symlink_to("/tmp"),
        lambda path: path.symlink_to("/nowhere"),
        os.mkfifo,
    ):
        pack = tmp_path / "pack"
        import shutil

        shutil.rmtree(pack, ignore_errors=True)
        shutil.copytree(whole, pack)
        make(pack / "extra")
        code, said = verified(pack)
        assert code == 1 and "a link, a device" in said


def zipped(files: dict[str, bytes], to: Path, **more) -> Path:
    with zipfile.ZipFile(to, "w", **more) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return to


def test_a_zip_is_read_as_a_folder_is(whole, tmp_path):
    packed_again = zipped(read(whole), tmp_path / "a.zip", compression=zipfile.ZIP_DEFLATED)
    assert verified(packed_again) == verified(whole)


def test_a_zip_that_is_a_bomb_or_names_a_file_twice(whole, tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as out, pytest.warns(UserWarning):
        for data in (b"1", b"2"):
            out.writestr("events.jsonl", data)
    assert "a name twice" in verified(tmp_path / "twice.zip")[1]
    bomb = zipped({"events.jsonl": b"\0" * (1 << 20)}, tmp_path / "b.zip", compression=8)
    data = bytearray(bomb.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = (0xFFFFFFF0).to_bytes(4, "little")  # it says how much comes out
    bomb.write_bytes(bytes(data))
    assert "swells too much" in verified(bomb)[1]


def test_a_zip_with_any_byte_changed_is_refused_or_says_the_same(ledger, tmp_path):
    import random

    rng = random.Random(41)
    pack = packed(ledger, tmp_path / "pack.zip")
    whole, said = pack.read_bytes(), verified(pack)
    refused_ones = 0
    for _ in range(300):
        data = bytearray(whole)
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        pack.write_bytes(bytes(data))
        code, words = verified(pack)
        refused_ones += code
        assert (code == 1 and words.count("\n") == 1) or (code, words) == said
    assert refused_ones > 200


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("holds", [True, False])
def test_what_cannot_be_printed_is_told_in_a_sentence(tmp_path, holds):
    place = tmp_path / "pack"
    if holds:
        packed(office(tmp_path / "l.ledger"), place)
    with Path("/dev/full").open("w") as full:
        words = [sys.executable, "-I", "-S", str(SCRIPT), str(place)]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "NOT VERIFIED: the output could not be written.\n"
