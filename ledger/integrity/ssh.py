"""OpenSSH keys and signatures, Ed25519 only, which people have and `ssh-keygen` can make and check.

A security key (FIDO, sk-ssh-ed25519) also signs with Ed25519, but signs a hash together with data
of its own. It signs commands and cosigns, through an ssh-agent or ssh-keygen, and cannot seal.

A public key is kept as the line of its .pub file without the comment: "ssh-ed25519 AAAA...". A
signature is the text that `ssh-keygen -Y sign` writes (OpenSSH's PROTOCOL.sshsig).
"""

import base64
import binascii
import struct
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256, sha512
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import InputNeeded, Misused
from ledger.system import contents

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KIND = b"ssh-ed25519"
SECURITY_KIND = b"sk-ssh-ed25519@openssh.com"
_TOUCHED = 1
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_HASH = b"sha512"


class PublicKey:
    """The key of a .pub line. Raises Misused if it is not an Ed25519 one."""

    def __init__(self, line: str) -> None:
        if "PRIVATE KEY" in line:
            raise Misused(
                "That is the private key, which stays with its person. Name the file beside it"
                " that ends in .pub."
            )
        words = line.split()
        try:
            kind, raw = split(base64.b64decode(words[1], validate=True), 2)
        except (IndexError, ValueError, struct.error):
            kind, raw = b"", b""
        if kind != KIND or len(raw) != 32 or words[0] != KIND.decode():
            raise Misused(
                f"{line.strip()[:60]!r} is not an Ed25519 public key: the line of a .pub file that"
                " begins with ssh-ed25519. Make one with: ssh-keygen -t ed25519"
            )
        self.raw = raw

    @classmethod
    def of(cls, raw: bytes) -> "PublicKey":
        return cls(f"{KIND.decode()} {base64.b64encode(packed(KIND, raw)).decode()}")

    @property
    def blob(self) -> bytes:
        """As SSH writes it in bytes."""
        return packed(KIND, self.raw)

    @cached_property
    def line(self) -> str:
        return f"{KIND.decode()} {base64.b64encode(self.blob).decode()}"

    @cached_property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it: SHA256:..."""
        digest = sha256(self.blob).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")

    def fits(self, blob: bytes, message: bytes) -> bool:
        """Whether a signature as SSH writes it is this key's, of the message."""
        try:
            kind, signature = split(blob, 2)
        except (ValueError, struct.error):
            return False
        return kind == KIND and self.signed(signature, message)

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether these 64 bytes are this key's signature of the message (RFC 8032)."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SecurityKey(PublicKey):
    """The key of a FIDO token: the line of a .pub file that begins with sk-ssh-ed25519."""

    def __init__(self, line: str) -> None:
        try:
            kind, self.raw, self.application = split(base64.b64decode(line.split()[1]), 3)
        except (IndexError, ValueError, struct.error):
            kind = b""
        if kind != SECURITY_KIND or len(self.raw) != 32 or line.split()[0] != kind.decode():
            raise Misused(f"{line.strip()[:60]!r} is not the public key of a security key.")

    @property
    def blob(self) -> bytes:
        return packed(SECURITY_KIND, self.raw, self.application)

    @cached_property
    def line(self) -> str:
        return f"{SECURITY_KIND.decode()} {base64.b64encode(self.blob).decode()}"

    def fits(self, blob: bytes, message: bytes) -> bool:
        """Whether the token signed it, touched by its person (PROTOCOL.u2f, of OpenSSH)."""
        try:
            kind, signature = split(blob[:-5], 2)
            said = blob[-5:]  # What it says of itself: flags, and a counter.
        except (ValueError, struct.error):
            return False
        digest = sha256(self.application).digest() + said + sha256(message).digest()
        touched = bool(said[0] & _TOUCHED)
        return kind == SECURITY_KIND and touched and super().signed(signature, digest)

    def signed(self, signature: bytes, message: bytes) -> bool:  # noqa: ARG002
        """Never: it signs hashes only."""
        return False


def public(line: str) -> PublicKey:
    """The key of a .pub line, of a security key too. Raises Misused."""
    kind = SECURITY_KIND.decode()
    return SecurityKey(line) if line.split()[:1] == [kind] else PublicKey(line)


class PrivateKey:
    """A key that can sign."""

    def __init__(self, key: "Ed25519PrivateKey") -> None:
        self._key = key
        self.public = PublicKey.of(key.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """64 bytes (RFC 8032)."""
        return self._key.sign(message)

    def sign_blob(self, message: bytes) -> bytes:
        """The signature as SSH writes it in bytes."""
        return packed(KIND, self.sign(message))

    def sign_text(self, message: bytes, namespace: str) -> str:
        """What `ssh-keygen -Y sign -n NAMESPACE` would write."""
        name = namespace.encode()
        blob = self.sign_blob(_to_sign(message, name))
        whole = b"SSHSIG" + struct.pack(">I", 1) + packed(self.public.blob, name, b"", _HASH, blob)
        text = base64.b64encode(whole).decode()
        lines = [text[at : at + 70] for at in range(0, len(text), 70)]
        return "\n".join([_BEGIN, *lines, _END, ""])


def private_key(file: Path, passphrase: Callable[[], str | None]) -> PrivateKey:
    """The key in an OpenSSH private key file. `passphrase` is asked only where it is needed, and
    may give None: then InputNeeded is raised. Misused if the file is not such a key."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        data = contents.read(file, contents.SHORT)
    except OSError as error:
        raise Misused(f"The key file {file} cannot be read: {error.strerror}.") from None
    secret: str | None = None
    try:
        try:
            key = load_ssh_private_key(data, None)
        except TypeError:  # It is encrypted.
            secret = passphrase()
            if secret is None:
                raise InputNeeded(f"The key {file} needs its passphrase.") from None
            key = load_ssh_private_key(data, secret.encode())
    except (TypeError, ValueError, UnsupportedAlgorithm):  # TypeError: an empty passphrase.
        wrong = "the passphrase is wrong, or it" if secret is not None else "it"
        raise Misused(f"{file} could not be used: {wrong} is not an OpenSSH private key.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Misused(f"{file} is not an Ed25519 key. Make one with: ssh-keygen -t ed25519")
    return PrivateKey(key)


def signer(text: str, message: bytes, namespace: str) -> PublicKey:
    """Whose signature of the message this is. Raises Misused if it is no signature, or is of
    something else or for another use (namespace)."""
    body = text.replace("\r", "").strip()
    if not body.startswith(_BEGIN) or not body.endswith(_END):
        raise Misused("That is not an SSH signature, as ssh-keygen -Y sign writes it.")
    try:
        whole = base64.b64decode(body[len(_BEGIN) : -len(_END)].replace("\n", ""), validate=True)
        if whole[:10] != b"SSHSIG" + struct.pack(">I", 1):
            raise ValueError
        key_blob, name, _reserved, hashed, blob = split(whole[10:], 5)
        (length,) = struct.unpack_from(">I", key_blob)
        kind = key_blob[4 : 4 + length]
        line = f"{kind.decode()} {base64.b64encode(key_blob).decode()}"
    except (ValueError, binascii.Error, struct.error):  # The bytes are wrong: no file is read here.
        raise Misused("That SSH signature cannot be read: it is damaged.") from None
    if kind not in (KIND, SECURITY_KIND) or hashed != _HASH:
        raise Misused("That signature was not made with an Ed25519 key and SHA-512 (the default).")
    if name != namespace.encode():
        raise Misused(
            f"That signature was made for {name.decode(errors='replace')!r}, not for {namespace!r}"
            f" (ssh-keygen -Y sign -n {namespace})."
        )
    try:
        key = public(line)
    except Misused:
        raise Misused("That SSH signature cannot be read: its key is damaged.") from None
    if not key.fits(blob, _to_sign(message, name)):
        raise Misused("That signature is of something else: it does not fit what was to be signed.")
    return key


def _to_sign(message: bytes, namespace: bytes) -> bytes:
    return b"SSHSIG" + packed(namespace, b"", _HASH, sha512(message).digest())


def packed(*strings: bytes) -> bytes:
    """Each string after its length, as in SSH (RFC 4251)."""
    return b"".join(struct.pack(">I", len(one)) + one for one in strings)


def split(whole: bytes, count: int) -> list[bytes]:
    """`count` strings, each after its length, and nothing more. Raises ValueError."""
    found, at = [], 0
    for _ in range(count):
        (length,) = struct.unpack_from(">I", whole, at)
        found.append(whole[at + 4 : at + 4 + length])
        at += 4 + length
    if at != len(whole):
        raise ValueError("lengths do not fit")
    return found
