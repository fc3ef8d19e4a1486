"""Register a source document: a short name, and the hash of its bytes."""

import re

from commands.desk.desk import Desk, hashed
from commands.desk.options import argument, option
from commands.desk.recording import recording
from ledger import documents
from ledger.problems import Misused


@recording
@argument("name")
@argument("title")
@option(
    "--file",
    help="The paper: its hash is taken.",
    needed="Say the paper with --file, or its hash with --sha256: one of them.",
    unless="sha256",
)
@option("--sha256", help="Its hash, where the paper is not at hand.")
def command(desk: Desk, name: str, title: str, file: str | None, sha256: str | None) -> None:
    from pathlib import Path

    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise Misused(f"{name!r} is not a document's name: letters, digits, dots and - only.")
    if file is not None and sha256 is not None:
        raise Misused("Say the paper with --file, or its hash with --sha256: one of them.")
    if file is not None:
        if not Path(file).is_file():
            raise Misused(f"There is no file {file!r}.")
        sha256 = hashed(Path(file))
    desk.record(
        "document", name, documents.register, new=True, title=title, sha256=(sha256 or "").lower()
    )
