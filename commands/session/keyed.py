"""A key that a command is given: repeated with it, the command records nothing new."""

from hashlib import sha256
from typing import Any

import click

from ledger.errors import Misused

LONGEST_KEY = 200


def may_be_a_key(key: str) -> None:
    """A key stays readable in the events."""
    if len(key) > LONGEST_KEY or "[[" in key or "pd-v1:" in key:
        raise Misused(
            f"A key (--key) is stored in clear text: at most {LONGEST_KEY} characters, and nothing"
            " in [[ ]]."
        )


def digest_of(said: dict[str, Any], params: dict[str, Any]) -> str:
    """What distinguishes the current command from every other."""
    command = click.get_current_context().command_path
    return sha256(repr((command, said, params)).encode()).hexdigest()
