"""Security keys (FIDO): there is none on this machine, so what one would sign is built here as a
token does. That it is built right, ssh-keygen says."""

import base64
import struct
import subprocess
from hashlib import sha256, sha512

import pytest
from books import entry, filled
from folded import each
from packs import note_of, seal, verified
from packs import packed as pack_of
from signing import key, needs_ssh_keygen
from test_witnesses import opened

from ledger.errors import Misused, Refused
from ledger.integrity import checkpoints, cosignatures, ssh
from ledger.integrity.ssh import PublicKey, SecurityKey, packed, public, signer
from ledger.records import keys, seal_signatures, seals

KIND = b"sk-ssh-ed25519@openssh.com"
NAMESPACE = "govledger-test"


class Token:
    """A FIDO token: it signs the hash of its application, flags, a counter, and of the message."""

    def __init__(self, seed: int, application: bytes = b"ssh:") -> None:
        self.key = key(seed)
        self.application = application
        self.blob = packed(KIND, self.key.public.raw, application)
        self.line = f"{KIND.decode()} {base64.b64encode(self.blob).decode()}"

    def sign(self, message: bytes, flags: int = 1, counter: int = 7) -> bytes:
        said = struct.pack(">BI", flags, counter)
        over = sha256(self.application).digest() + said + sha256(message).digest()
        return packed(KIND, self.key.sign(over)) + said

    def text(self, message: bytes, namespace: str, **more: int) -> str:
        name, digest = namespace.encode(), sha512(message).digest()
        blob = self.sign(b"SSHSIG" + packed(name, b"", b"sha512", digest), **more)
        whole = b"SSHSIG\0\0\0\1" + packed(self.blob, name, b"", b"sha512", blob)
        body = base64.encodebytes(whole).decode()
        return f"-----BEGIN SSH SIGNATURE-----\n{body}-----END SSH SIGNATURE-----\n"


TOKEN = Token(31)


def test_what_a_token_signed_tells_whose_it_is():
    text = TOKEN.text(b"the minutes", NAMESPACE)
    assert signer(text, b"the minutes", NAMESPACE).line == TOKEN.line
    with pytest.raises(Misused, match="something else"):
        signer(text, b"the minute", NAMESPACE)
    with pytest.raises(Misused, match="made for"):
        signer(text, b"the minutes", "mail")


@needs_ssh_keygen
@pytest.mark.parametrize("flags", [1, 5])
def test_ssh_keygen_takes_what_the_token_here_signs(tmp_path, flags):
    (tmp_path / "allowed").write_text(f"clerk {TOKEN.line}\n")
    (tmp_path / "m.sig").write_text(TOKEN.text(b"the minutes", NAMESPACE, flags=flags))
    verify = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "clerk", "-n", NAMESPACE]
    subprocess.run([*verify, "-s", "m.sig"], input=b"the minutes", cwd=tmp_path, check=True)
    (tmp_path / "key.pub").write_text(TOKEN.line)
    listed = subprocess.check_output(["ssh-keygen", "-l", "-f", "key.pub"], cwd=tmp_path, text=True)
    assert public(TOKEN.line).fingerprint in listed


def test_without_a_touch_it_is_nobodys_word():
    with pytest.raises(Misused, match="something else"):
        signer(TOKEN.text(b"x", NAMESPACE, flags=4), b"x", NAMESPACE)


@each("at", range(-5, 0))
def test_flags_and_counter_are_signed_too(at):
    blob = bytearray(TOKEN.sign(b"x"))
    assert public(TOKEN.line).fits(bytes(blob), b"x")
    blob[at] ^= 2
    assert not public(TOKEN.line).fits(bytes(blob), b"x")


def test_a_token_of_another_application_is_another():
    other = Token(31, b"ssh:other")
    assert not public(other.line).fits(TOKEN.sign(b"x"), b"x")
    assert public(other.line).fingerprint != public(TOKEN.line).fingerprint


def test_a_plain_signature_is_not_that_of_a_token_nor_the_other_way():
    plain = TOKEN.key.sign(b"x")
    assert not public(TOKEN.line).signed(plain, b"x")
    assert not public(TOKEN.line).fits(packed(b"ssh-ed25519", plain), b"x")
    assert not TOKEN.key.public.fits(TOKEN.sign(b"x"), b"x")


@each("blob", [b"", b"\1", b"\0" * 5, TOKEN.sign(b"x")[:-1], TOKEN.sign(b"x") + b"\0"])
def test_a_damaged_signature_fits_nothing(blob):
    assert not public(TOKEN.line).fits(blob, b"x")


@each("line", [KIND.decode(), f"{KIND.decode()} ???", f"{KIND.decode()} AAAA", TOKEN.line[:-8]])
def test_a_line_that_is_no_security_key_is_refused(line):
    with pytest.raises(Misused, match="not the public key of a security key"):
        public(line)


def test_a_security_key_seals_nothing():
    with pytest.raises(Misused, match="not an Ed25519 public key"):
        PublicKey(TOKEN.line)


def test_a_persons_security_key_is_accepted_as_an_event_of_its_own():
    (event,) = keys.accept(None, person="Jane Doe", public_key=TOKEN.line, held_as=None)
    assert type(event) is keys.SecurityKeyAccepted
    assert event.public_key == TOKEN.line


@pytest.fixture
def ledger(tmp_path):
    made = opened(filled(tmp_path / "office.ledger", 1))
    facts = {"person": "M Clerk", "public_key": TOKEN.line}
    made.record("key", "K-2018-001", keys.accept, entry(), new=True, **facts)
    return made


def test_a_command_that_a_token_signed_holds_and_a_forged_one_does_not(ledger):
    for number, forged in ((2, False), (3, True)):
        line = keys.Order(
            ledger=ledger.identity,
            correlation=f"c{number}",
            person="M Clerk",
            at=ledger.clock.now(),
            command="action raise",
            given={},
        ).line
        text = TOKEN.text(line.encode(), keys.NAMESPACE, flags=4 if forged else 1)
        more = {"authority": "signed", "signed_with": "K-2018-001", "correlation": f"c{number}"}
        said = entry(command=line, signature=text, **more)
        ledger.record("action", f"A-2018-00{number}", raise_rule(), said, new=True, title="x")
        assert bool(keys.holds(ledger).problems) == forged


def raise_rule():
    from ledger.records import actions

    return actions.raise_action


def test_a_witness_with_a_token_counts_and_the_pack_holds_without_its_signature(ledger, tmp_path):
    ref = seal(ledger)
    text = TOKEN.text(note_of(ledger, ref).encode(), checkpoints.NAMESPACE)
    ledger.record("seal", ref, seal_signatures.witness, entry(), by="Jane", signature=text)
    (sealed,) = seals.seals(ledger)
    assert seal_signatures.cosigners(ledger, sealed) == {cosignatures.key(TOKEN.line).public.raw}
    assert not seal_signatures.holds(ledger).problems
    pack = pack_of(ledger, tmp_path / "pack")
    assert [p.name for p in (pack / "checkpoints").iterdir()] == [f"{ref}.note"]
    code, said = verified(pack)
    assert code == 0, said


def test_the_agent_signs_with_a_token_and_does_not_seal_with_it(monkeypatch):
    from ledger.integrity import agent

    answers = {11: (12, struct.pack(">I", 1) + packed(TOKEN.blob, b"a token"))}
    monkeypatch.setattr(
        agent,
        "_ask",
        lambda _place, kind, body, _seconds: (
            answers.get(kind) or (14, packed(TOKEN.sign(ssh.split(body[:-4], 2)[1])))
        ),
    )
    held = agent.held("agent", public(TOKEN.line))
    assert isinstance(held.public, SecurityKey)
    text = held.sign_text(b"the minutes", NAMESPACE)
    assert signer(text, b"the minutes", NAMESPACE).line == TOKEN.line
    with pytest.raises(Refused, match="A security key cannot seal"):
        held.sign(b"x")
