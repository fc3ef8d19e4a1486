"""OpenSSH keys and signatures: ours against ssh-keygen's, and what is refused."""

import base64
import subprocess

import pytest
from folded import each
from hypothesis import given
from hypothesis import strategies as st
from signing import key, key_file, needs_ssh_keygen

from ledger.errors import InputNeeded, Misused
from ledger.integrity.ssh import PublicKey, private_key, signer

NAMESPACE = "govledger-test"


def nobody_to_ask() -> None:
    return None


def test_a_key_without_a_passphrase_is_read_without_asking(tmp_path):
    made = key_file(tmp_path / "key", 1)
    assert private_key(tmp_path / "key", nobody_to_ask).public.line == made.public.line


def test_a_passphrase_opens_its_key(tmp_path):
    made = key_file(tmp_path / "key", 1, "correct horse")
    assert private_key(tmp_path / "key", lambda: "correct horse").public.raw == made.public.raw


@pytest.mark.parametrize("said", ["battery staple", "", "\udcff"])
def test_a_wrong_passphrase_is_said_to_be_one(tmp_path, said):
    key_file(tmp_path / "key", 1, "correct horse")
    with pytest.raises(Misused, match="passphrase is wrong"):
        private_key(tmp_path / "key", lambda: said)


def test_where_nobody_can_be_asked_the_passphrase_is_needed(tmp_path):
    key_file(tmp_path / "key", 1, "correct horse")
    with pytest.raises(InputNeeded, match="needs its passphrase"):
        private_key(tmp_path / "key", nobody_to_ask)


@each("content", [b"", b"not a key", b"\xff\xfe\x00", b"-----BEGIN\n-----END"])
def test_a_file_that_is_no_key_is_refused(tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(Misused, match="not an OpenSSH private key"):
        private_key(tmp_path / "key", nobody_to_ask)


def test_a_key_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Misused, match="No such file"):
        private_key(tmp_path / "key", nobody_to_ask)


@needs_ssh_keygen
def test_a_key_of_another_kind_is_refused(tmp_path):
    file = str(tmp_path / "key")
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", file], check=True)
    with pytest.raises(Misused, match="not an Ed25519 key"):
        private_key(tmp_path / "key", nobody_to_ask)
    with pytest.raises(Misused, match="not an Ed25519 public key"):
        PublicKey((tmp_path / "key.pub").read_text())


@each(
    "line", ["", "ssh-ed25519", "ssh-ed25519 ???", "ssh-ed25519 AAAA", "ssh-rsa AAAAC3NzaC1lZDI1"]
)
def test_a_line_that_is_no_public_key_is_refused(line):
    with pytest.raises(Misused, match="not an Ed25519 public key"):
        PublicKey(line)


@given(st.binary(max_size=200))
def test_a_signature_tells_whose_it_is(message):
    text = key(1).sign_text(message, NAMESPACE)
    assert signer(text, message, NAMESPACE).line == key(1).public.line


def test_a_signature_of_something_else_does_not_fit():
    text = key(1).sign_text(b"the minutes", NAMESPACE)
    with pytest.raises(Misused, match="something else"):
        signer(text, b"the minute", NAMESPACE)


def test_a_signature_for_another_use_is_refused():
    with pytest.raises(Misused, match="made for 'mail', not for"):
        signer(key(1).sign_text(b"x", "mail"), b"x", NAMESPACE)


@given(st.integers(0, 400), st.integers(0, 5))
def test_a_damaged_signature_is_never_taken(at, bit):
    text = key(1).sign_text(b"the minutes", NAMESPACE)
    start, end = text.index("\n") + 1, text.index("\n-----END")
    at = start + at % (end - start)
    damaged = text[:at] + chr(ord(text[at]) ^ (1 << bit)) + text[at + 1 :]
    if base64_of(damaged) == base64_of(text):
        return  # A bit of padding that carries nothing.
    with pytest.raises(Misused):
        signer(damaged, b"the minutes", NAMESPACE)


def base64_of(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.splitlines()[1:-1]), validate=True)
    except ValueError:
        return None


@needs_ssh_keygen
def test_ssh_keygen_takes_our_signatures_and_we_take_its(tmp_path):
    made = key_file(tmp_path / "key", 1)
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "allowed").write_text(f"clerk {made.public.line}\n")
    (tmp_path / "m.sig").write_text(made.sign_text(b"the minutes", NAMESPACE))
    verify = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "clerk", "-n", NAMESPACE]
    subprocess.run([*verify, "-s", "m.sig"], input=b"the minutes", cwd=tmp_path, check=True)
    (tmp_path / "n").write_bytes(b"other minutes")
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", "key", "n"]
    subprocess.run(sign, cwd=tmp_path, check=True)
    theirs = (tmp_path / "n.sig").read_text()
    assert signer(theirs, b"other minutes", NAMESPACE).fingerprint == made.public.fingerprint
    listed = subprocess.run(
        ["ssh-keygen", "-l", "-f", "key.pub"], cwd=tmp_path, check=True, capture_output=True
    )
    assert made.public.fingerprint.encode() in listed.stdout


@needs_ssh_keygen
def test_a_signature_over_another_hash_is_refused(tmp_path):
    key_file(tmp_path / "key", 1)
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "n").write_bytes(b"x")
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-O", "hashalg=sha256", "-n", NAMESPACE]
    subprocess.run([*sign, "-f", "key", "n"], cwd=tmp_path, check=True)
    with pytest.raises(Misused, match="SHA-512"):
        signer((tmp_path / "n.sig").read_text(), b"x", NAMESPACE)
