"""Attach evidence to an inspection item, and keep the file that shows it."""

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import recommendations


@recording
@ref("item", "item")
@argument("evidence")
@option("--file", help="The file that shows it: its bytes are kept beside the ledger.")
def command(desk: Desk, item: str, evidence: str, file: str | None) -> None:
    item = desk.ref("item", item)
    sha256 = desk.keep(file, evidence) if file is not None else None
    desk.record("item", item, recommendations.attach_evidence, evidence=evidence, sha256=sha256)
