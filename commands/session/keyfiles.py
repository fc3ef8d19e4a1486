"""A person's own keys, in files or held by an ssh-agent."""

import os
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.terminal.screen import terminal
from ledger.errors import InputNeeded, Misused
from ledger.system import contents

if TYPE_CHECKING:
    from ledger.integrity.ssh import PrivateKey, PublicKey

# Of a key that an option takes.
OR_PUB = "its file, or the .pub of one that an ssh-agent has"


def unlocked(file: str, passphrase_file: str | None) -> "PrivateKey":
    """The key of a file, from the ssh-agent or otherwise from the file. A passphrase is read from
    its own file, or asked for at a terminal. Raises InputNeeded if neither is possible."""
    from ledger.integrity.ssh import private_key

    if (key := _of_agent(file)) is not None:
        return key

    def passphrase() -> str:
        if passphrase_file:
            try:
                return _text(passphrase_file).rstrip("\r\n")
            except (OSError, RuntimeError, UnicodeDecodeError) as error:
                raise _unread("passphrase", passphrase_file, error) from None
        if not terminal():
            raise InputNeeded(
                f"The key {file} needs its passphrase: --passphrase-file FILE, or"
                " GOVLEDGER_PASSPHRASE_FILE."
            )
        click.echo(f"Passphrase of {file} (it is not shown)", err=True)
        try:
            return getpass("> ")
        except EOFError:
            raise click.Abort from None

    try:
        path = Path(file).expanduser()
    except RuntimeError:
        raise Misused(f"The key file {file!r} is not a path.") from None
    return private_key(path, passphrase)


def _of_agent(file: str) -> "PrivateKey | None":
    """The key with which the agent signs: that of the named .pub file, or of the .pub file beside
    the named one, as ssh finds it. The private file is not opened."""
    from ledger.integrity import agent

    place = os.environ.get("SSH_AUTH_SOCK")
    named = file.endswith(".pub")
    if not named and not place:
        return None
    try:
        public = public_key(file if named else f"{file}.pub")
    except Misused:
        return None
    key = agent.held(place, public)
    if key is None and named:
        why = "does not hold its key" if place else "is not running (SSH_AUTH_SOCK)"
        raise Misused(
            f"{file} is a public key, not a private one, and the ssh-agent {why}. Add the private"
            f" key: ssh-add {file.removesuffix('.pub')}. Or name the private file."
        )
    return key


def _text(file: str) -> str:
    return contents.text(Path(file).expanduser(), contents.SHORT)


def public_key(file: str) -> "PublicKey":
    """The key in a .pub file."""
    from ledger.integrity.ssh import public

    line = line_of(file)
    with contents.of(file):
        return public(line)


def line_of(file: str) -> str:
    """The text of a public key in its file."""
    try:
        return _text(file)
    except (OSError, RuntimeError, ValueError) as error:
        raise _unread("public key", file, error) from None


def _unread(what: str, file: str, error: Exception) -> Misused:
    not_text = isinstance(error, UnicodeDecodeError)
    why = "it is not text" if not_text else contents.why(error)
    return Misused(f"The {what} cannot be read from {file}: {why}.")
