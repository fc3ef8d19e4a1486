"""The options that give a public key: its file, or its line."""

from commands.session.keyfiles import line_of
from commands.session.options import Decorator, option, together
from ledger.errors import Misused


def key_options(whose: str, file: str, line: str) -> Decorator:
    """--file and --line, of which one gives a public key. The help says what each is."""
    missing = f"Say {whose} public key: its file with --file, or its line with --line."
    return together(
        option("--file", help=file, needed=missing, unless="line"), option("--line", help=line)
    )


def line_given(file: str | None, line: str | None) -> str:
    """The public key that those options give."""
    if file is not None and line is not None:
        raise Misused("Give the public key with --file, or its line with --line, not both.")
    return line_of(file) if file is not None else line or ""
