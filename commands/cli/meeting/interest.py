"""Record an interest that somebody declared at a meeting, in an item or in general."""

from commands.session.page import Desk, PersonName, argument, option, recording, ref
from ledger.records import meeting_proceedings


@recording
@ref("meeting", "meeting")
@argument("text")
@option(
    "--by",
    "declarant",
    type=PersonName(unless="post"),
    needed=True,
    metavar="POST|NAME",
    help="Who declared it: a post, or a person by name or initials.",
)
@option("--item", help="The item in which they have it.")
def command(desk: Desk, meeting: str, text: str, declarant: str, item: str | None) -> None:
    ref = desk.meeting(meeting)
    who = desk.attendee(declarant)
    desk.record(
        "meeting",
        ref,
        meeting_proceedings.declare_interest,
        declarant=who,
        person=desk.holder(who),
        text=text,
        item=item,
    )
