"""Link records to a subject that they bear on: whole, one question area, or one item."""

from typing import Any

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import subjects


@recording
@ref("subject", "subject")
@argument("records", nargs=-1, required=True, type=Reference(), metavar="RECORD...")
@option("--area", help="Of an inspection, only this question area: SOC.")
@option("--item", help="Of a meeting, only this item, as printed: 2.1d.")
@option("--reason", help="Why it bears on the subject.")
def command(desk: Desk, subject: str, records: tuple[str, ...], **said: Any) -> None:
    subject = desk.ref("subject", subject)
    for one in records:
        other = desk.any_ref(one)[1]
        desk.record("subject", subject, subjects.link, to=other, **said)
