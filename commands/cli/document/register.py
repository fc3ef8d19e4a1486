"""Register a source document: a short name, the hash of its bytes, the paper and its reading."""

from pathlib import Path

from commands.session.page import Desk, argument, beginning, option, recording
from ledger.errors import Misused
from ledger.records import documents
from ledger.system.contents import taken


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
    name = documents.REFERENCE.of(name)
    if file is not None and sha256 is not None:
        raise Misused("Give the paper with --file, or its hash with --sha256, not both.")
    data = taken(Path(file)) if file is not None else None
    if data is not None:
        sha256 = desk.keep_bytes(data, title)
    sha256 = (sha256 or "").lower()
    desk.record("document", name, documents.register, new=True, title=title, sha256=sha256)
    if data is not None:
        from commands.imports import readings  # Imported here to keep start-up fast.

        readings.keep(desk, name, data, sha256, Path(str(file)).name, title)
    elif desk.state("file", sha256) is None:
        desk.notes.append(
            "The paper itself is not kept here: register it again with --file to keep it."
        )
