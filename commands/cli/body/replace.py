"""Record that another body took over the work of a body."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import bodies


@recording
@ref("body", "body")
@option(
    "--by",
    "other",
    type=Reference("body"),
    needed=True,
    metavar="BODY",
    help="What took its place.",
)
def command(desk: Desk, body: str, other: str) -> None:
    body = desk.ref("body", body)
    desk.ahead()
    other = desk.ref("body", other)
    desk.record("body", body, bodies.replace_by, other=other)
