"""The key files that people sign with, and how their passphrases are asked."""

import os
from pathlib import Path

import click

from commands.desk.app import App
from commands.desk.options import terminal
from ledger.problems import InputNeeded, Misused
from ledger.ssh import PrivateKey, PublicKey, private_key


def signing_key(file: str, passphrase_file: str | None) -> PrivateKey:
    """The key in an OpenSSH file. Its passphrase comes from a file (--passphrase-file or
    GOVLEDGER_PASSPHRASE_FILE), or is typed at the terminal, unseen."""
    return private_key(Path(file).expanduser(), lambda: _passphrase(file, passphrase_file))


def _passphrase(file: str, passphrase_file: str | None) -> str:
    said = passphrase_file or os.environ.get("GOVLEDGER_PASSPHRASE_FILE")
    if said:
        try:
            return Path(said).expanduser().read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise Misused(f"The passphrase file {said} cannot be read.") from None
    if terminal():
        typed = click.prompt(f"Passphrase of {file}", hide_input=True, err=True)
        return str(typed)
    raise InputNeeded(
        f"The key {file} needs its passphrase: --passphrase-file FILE, or"
        " GOVLEDGER_PASSPHRASE_FILE, where there is no terminal to ask at."
    )


def seal_key(app: App, file: str | None, passphrase_file: str | None) -> PrivateKey:
    """The key with which the office seals: from --seal-key, GOVLEDGER_SEAL_KEY or the config."""
    said = file or os.environ.get("GOVLEDGER_SEAL_KEY") or app.config.get("seal_key")
    if not said:
        raise InputNeeded("Say which key seals: --seal-key FILE, or GOVLEDGER_SEAL_KEY.")
    return signing_key(str(said), passphrase_file)


def public_key(file: str) -> str:
    """The line of a .pub file."""
    try:
        return PublicKey(Path(file).expanduser().read_text(encoding="utf-8")).line
    except (OSError, UnicodeDecodeError):
        raise Misused(f"The public key {file!r} cannot be read.") from None
