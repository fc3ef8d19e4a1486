"""Keys for tests: OpenSSH files, made from a seed."""

import os
import pwd
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.integrity.ssh import PrivateKey


def _has_an_account() -> bool:
    try:
        return bool(pwd.getpwuid(os.getuid()))
    except KeyError:
        return False


needs_ssh_keygen = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None or not _has_an_account(),
    reason="there is no ssh-keygen here, or it does nothing for a user without an account",
)


def key(seed: int) -> PrivateKey:
    return PrivateKey(_raw(seed))


def encrypted(passphrase: bytes) -> serialization.KeySerializationEncryption:
    """As ssh-keygen does it, in one round of bcrypt: the usual sixteen are only slow."""
    kdf = serialization.PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1)
    return kdf.build(passphrase)


def key_file(path: Path, seed: int, passphrase: str | None = None) -> PrivateKey:
    """An OpenSSH private key at `path`, and its .pub beside it."""
    hidden = encrypted(passphrase.encode()) if passphrase else serialization.NoEncryption()
    form = serialization.PrivateFormat.OpenSSH
    encoding = serialization.Encoding.PEM
    path.write_bytes(_raw(seed).private_bytes(encoding, form, hidden))
    made = key(seed)
    path.with_name(f"{path.name}.pub").write_text(f"{made.public.line} somebody\n")
    return made


def _raw(seed: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
