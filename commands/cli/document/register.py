"""Register a source document: a short name, the hash of its bytes, and the paper itself."""

import re

from commands.session.desk import Desk
from commands.session.options import argument, option
from commands.session.recording import beginning, recording
from ledger.errors import Misused
from ledger.records import documents


@recording
@beginning
@argument("name")
@argument("title")
@option(
    "--file",
    help="The paper: it is kept beside the ledger, by its hash.",
    needed="Give the paper with --file, or its hash with --sha256, not both.",
    unless="sha256",
)
@option("--sha256", help="Its hash, if you do not have the paper.")
def command(desk: Desk, name: str, title: str, file: str | None, sha256: str | None) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise Misused(f"{name!r} is not a document's name: letters, digits, dots and - only.")
    if file is not None and sha256 is not None:
        raise Misused("Give the paper with --file, or its hash with --sha256, not both.")
    if file is not None:
        sha256 = desk.keep(file, title)
    sha256 = (sha256 or "").lower()
    desk.record("document", name, documents.register, new=True, title=title, sha256=sha256)
    if file is None and desk.state("file", sha256) is None:
        desk.notes.append(
            "The paper itself is not kept here: register it again with --file to keep it."
        )
