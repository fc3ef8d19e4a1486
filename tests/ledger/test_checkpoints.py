"""Checkpoints: the C2SP note, and the line for the minutes."""

import base64
from datetime import date
from hashlib import sha256

import pytest
from folded import each
from hypothesis import given
from hypothesis import strategies as st
from signing import key

from ledger.errors import Misused
from ledger.integrity import checkpoints
from ledger.integrity.ssh import PublicKey

ROOT = sha256(b"root").digest()
NOTE = checkpoints.sign("govledger/office", 41, ROOT, key(1))

# From the C2SP signed-note specification: its example note, and the key that signed it.
C2SP_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
C2SP_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n",
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
)


def test_the_published_example_of_a_signed_note_verifies():
    name, hashed, key64 = C2SP_KEY.split("+", 2)
    public = PublicKey.of(base64.b64decode(key64)[1:])
    text, blob = C2SP_NOTE
    raw = base64.b64decode(blob)
    assert checkpoints._key_hash(name, public).hex() == hashed
    assert raw[:4] == bytes.fromhex(hashed)
    assert public.signed(raw[4:], text.encode())


def test_a_note_is_origin_size_and_root_then_its_signature():
    lines = NOTE.split("\n")
    assert lines[:4] == ["govledger/office", "41", base64.b64encode(ROOT).decode(), ""]
    assert lines[4].startswith("— govledger/office ") and lines[5:] == [""]


def test_what_was_signed_is_read_again():
    read = checkpoints.parse(NOTE)
    assert (read.origin, read.size, read.root_hex) == ("govledger/office", 41, ROOT.hex())
    assert read.signed_by(key(1).public) and not read.signed_by(key(2).public)


@each(
    "changed",
    [
        NOTE.replace("\n41\n", "\n42\n"),
        NOTE.replace("govledger/office", "govledger/other"),
        NOTE.replace(base64.b64encode(ROOT).decode(), base64.b64encode(bytes(32)).decode()),
    ],
)
def test_a_note_that_was_changed_is_signed_by_nobody(changed):
    assert not checkpoints.parse(changed).signed_by(key(1).public)


@each(
    "text",
    [
        "",
        "41 events",
        NOTE[:-1],
        NOTE.replace("\n41\n", "\n041\n"),
        NOTE.replace("\n41\n", "\n-1\n"),
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("— ", "- "),
        NOTE + "more\n",
        NOTE.replace("=\n", "\n", 1),
    ],
)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(Misused, match="not a checkpoint"):
        checkpoints.parse(text)


@given(st.text())
def test_whatever_is_given_is_read_or_refused(text):
    try:
        checkpoints.read(text)
    except Misused:
        return


@given(st.integers(1, 10**9), st.binary(min_size=32, max_size=32))
def test_the_printed_line_can_be_typed_in(size, root):
    line = checkpoints.printed(size, root, date(2018, 11, 27))
    assert line.endswith("sealed 27 November 2018")
    for typed in (line, line.partition(", sealed")[0], f"  {line}\n", line.replace(",", "")):
        read = checkpoints.read(typed)
        assert read.size == size and read.is_root(root) and len(read.root_hex) == 32
    assert not read.is_root(sha256(root).digest())


def test_a_root_of_too_few_digits_is_not_enough_to_compare():
    with pytest.raises(Misused):
        checkpoints.read("41 events, root 5f1c9a2b, sealed 27 November 2018")


def test_a_signature_whose_key_is_named_otherwise_is_not_taken():
    blob = NOTE.rpartition(" ")[2]
    raw = base64.b64decode(blob)
    other = base64.b64encode(bytes(4) + raw[4:]).decode()
    assert not checkpoints.parse(NOTE.replace(blob, f"{other}\n")).signed_by(key(1).public)
