"""Record that another body took over the work of a body."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Reference
from commands.session.recording import recording
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
