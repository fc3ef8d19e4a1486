"""Signing through an ssh-agent: OpenSSH's own, and agents that do not do what they should."""

import os
import re
import socket
import struct
import subprocess
import threading
from pathlib import Path

import pytest
from clerk import MISUSED, REFUSED
from folded import each
from signing import key, key_file, needs_ssh_keygen

from commands.menu import main
from ledger.errors import Refused
from ledger.integrity import agent
from ledger.integrity.ssh import packed

RAISE = 'action raise "Share the plan" --owner CC'


@pytest.fixture
def place(tmp_path_factory, monkeypatch):
    """An ssh-agent of OpenSSH without a key, in a folder with a short name."""
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    at = folder / "agent"
    running = subprocess.Popen(["ssh-agent", "-D", "-a", str(at)], stdout=subprocess.DEVNULL)
    while not at.exists():
        assert running.poll() is None
    monkeypatch.setenv("SSH_AUTH_SOCK", str(at))
    yield at
    running.terminate()
    running.wait()
    at.unlink(missing_ok=True)
    folder.rmdir()


def held(folder: Path, name: str, seed: int):
    """A key that only the agent has: added with ssh-add, then its private file is removed."""
    made = key_file(folder / name, seed)
    (folder / name).chmod(0o600)
    subprocess.run(["ssh-add", "-q", str(folder / name)], check=True)
    (folder / name).unlink()
    return made


@needs_ssh_keygen
@pytest.mark.parametrize("named", ["key.pub", "key"])
def test_the_agent_seals_and_the_private_file_is_not_needed(office, tmp_path, place, named):
    made = held(tmp_path, "key", 1)
    office.done(RAISE, f"seal --seal-key {named} --note note")
    words = (made.public.fingerprint, "signed the last seal")
    result = office.types("verify --trusted key.pub")
    assert result.code == 7 and all(word in result.err for word in words)


@needs_ssh_keygen
def test_the_agent_signs_a_command(office, tmp_path, place):
    made = held(tmp_path, "key", 1)
    office.done('key accept "M Clerk" --file key.pub', f"{RAISE} --sign key.pub")
    said = office.events[-1].envelope
    assert (said.authority, said.signed_with) == ("signed", "K-2019-001")
    assert "each signature was held against its command" in office.done("verify").err
    (tmp_path / "allowed").write_text(f"clerk {made.public.line}\n")
    (tmp_path / "m.sig").write_text(said.signature)
    check = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "clerk", "-s", "m.sig"]
    subprocess.run(
        [*check, "-n", "govledger-command"], input=said.command.encode(), cwd=tmp_path, check=True
    )


@needs_ssh_keygen
def test_the_agent_signs_for_the_key_that_takes_over(office, tmp_path, place):
    held(tmp_path, "key", 1)
    key_file(tmp_path / "new", 2)
    office.done(RAISE, "seal --seal-key key.pub", "key rotate --seal-key key.pub --to new.pub")
    assert "each held against the word of the one before" in office.done("verify").err


@needs_ssh_keygen
def test_a_private_file_is_read_where_the_agent_does_not_have_its_key(office, tmp_path, place):
    held(tmp_path, "other", 2)
    key_file(tmp_path / "key", 1)
    office.done(RAISE, "seal --seal-key key")
    office.done(RAISE)
    words = "the ssh-agent does not hold its key. Add the private key: ssh-add key."
    office.refuses(MISUSED, "seal --seal-key key.pub", words)


def test_without_an_agent_that_is_said(office, tmp_path, monkeypatch):
    key_file(tmp_path / "key", 1)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    office.done(RAISE)
    office.refuses(MISUSED, "seal --seal-key key.pub", "is not running (SSH_AUTH_SOCK)")
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "gone"))
    office.done("seal --seal-key key")


@needs_ssh_keygen
def test_an_agent_that_is_locked_signs_nothing_and_nothing_is_recorded(
    office,
    tmp_path,
    place,
    monkeypatch,
):
    held(tmp_path, "key", 1)
    public = key(1).public
    sealing = agent.held(str(place), public)
    subprocess.run(["ssh-add", "-q", "-D"], check=True)
    with pytest.raises(Refused, match="did not sign with SHA256"):
        sealing.sign(b"x")
    office.done(RAISE)
    size = office.size
    monkeypatch.setattr(agent, "held", lambda *_: sealing)
    office.refuses(REFUSED, "seal --seal-key key.pub", "The ssh-agent did not sign with SHA256")
    assert office.size == size


# Agents that lie


def answering(folder: Path, *answers: bytes) -> str:
    """Something at a socket that gives these answers, one a connection."""
    place = os.path.relpath(folder / "lies")
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(place)
    listening.listen()

    def run() -> None:
        for answer in answers:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1 << 16)
                connection.sendall(answer)
        listening.close()

    threading.Thread(target=run, daemon=True).start()
    return place


def message(kind: int, body: bytes) -> bytes:
    return struct.pack(">IB", len(body) + 1, kind) + body


BLOB = key(1).public.blob
LISTED = message(12, struct.pack(">I", 1) + packed(BLOB, b"a comment"))


@each(
    "answer",
    [
        b"",
        b"\0\0",
        b"\xff\xff\xff\xff",
        b"\0\0\0\0",
        message(5, b""),
        message(12, b""),
        message(12, b"\xff\xff\xff\xff"),
        message(12, struct.pack(">I", 2) + packed(BLOB, b"")),
        message(12, struct.pack(">I", 1) + packed(BLOB)),
        message(12, struct.pack(">I", 1) + packed(key(2).public.blob, b"")),
    ],
)
def test_what_is_no_list_of_keys_holds_none(tmp_path, monkeypatch, answer):
    monkeypatch.chdir(tmp_path)
    assert agent.held(answering(tmp_path, answer), key(1).public) is None


@each(
    "answer",
    [
        b"",
        message(5, b""),
        message(14, b""),
        message(14, packed(packed(b"ssh-ed25519", b"\0" * 64))),
        message(14, packed(packed(b"ssh-ed25519", key(2).sign(b"the minutes")))),
        message(14, packed(packed(b"ssh-ed25519", key(1).sign(b"others")))),
    ],
)
def test_a_signature_that_does_not_hold_is_not_taken(tmp_path, monkeypatch, answer):
    monkeypatch.chdir(tmp_path)
    signing = agent.held(answering(tmp_path, LISTED, answer), key(1).public)
    with pytest.raises(Refused, match="did not sign"):
        signing.sign(b"the minutes")


def test_what_the_agent_signs_is_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    good = message(14, packed(packed(b"ssh-ed25519", key(1).sign(b"the minutes"))))
    signing = agent.held(answering(tmp_path, LISTED, good), key(1).public)
    assert signing.sign(b"the minutes") == key(1).sign(b"the minutes")


def test_the_help_of_whatever_takes_a_key_says_that_a_pub_file_is_taken(capsys):
    pages = {"action raise": "--sign", "batch": "--sign", "seal": "--seal-key",
             "key rotate": "--seal-key"}  # fmt: skip
    for page, flag in pages.items():
        main([*page.split(), "--help"])
        said = " ".join(capsys.readouterr().out.split())
        assert re.search(rf"{flag} (KEY)?FILE [^-]*its file, or the .pub of one that an", said), (
            page
        )
