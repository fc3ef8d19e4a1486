"""The options that give a public key: its file, or its line."""

from collections.abc import Callable

from commands.session.keyfiles import line_of
from commands.session.options import Decorator, option, together
from ledger.errors import Misused
from ledger.integrity.ssh import PublicKey
from ledger.system import contents


def key_options(whose: str, file: str, line: str) -> Decorator:
    """--file and --line, of which one gives a public key. The help says what each is."""
    missing = f"Say {whose} public key: its file with --file, or its line with --line."
    return together(
        option("--file", help=file, needed=missing, unless="line"), option("--line", help=line)
    )


def line_given(file: str | None, line: str | None, reads: Callable[[str], object]) -> str:
    """The public key that those options give, which `reads` understands."""
    if file is not None and line is not None:
        raise Misused("Give the public key with --file, or its line with --line, not both.")
    text = line_of(file) if file is not None else line or ""
    with contents.of(file):
        reads(text)
    return text


def key_named(key: str) -> str:
    """The public key of an option that takes its line or its file."""
    if key.startswith("ssh-ed25519 "):
        return key
    return line_given(key, None, PublicKey)
