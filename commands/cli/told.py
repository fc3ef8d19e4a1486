"""Record what was told to a body, in which paper, at which paragraph."""

from typing import Any

from commands.session.page import Desk, Reference, argument, beginning, option, recording, ref
from ledger.records import statements


@recording
@beginning
@ref("meeting", "meeting")
@argument("text")
@option("--about", multiple=True, type=Reference(), metavar="REF", help="What it was about.")
@option("--paper", help="The paper, by its title.")
@option("--paragraph", help="The paragraph or paragraphs, as printed: 21-22.")
@option("--assurance", help="It is given as assurance: substantial, reasonable, in their words.")
def command(desk: Desk, meeting: str, about: tuple[str, ...], **said: Any) -> None:
    told_to = desk.meeting(meeting)
    desk.create(
        "statement",
        statements.report,
        told_to=told_to,
        about=[desk.any_ref(one)[1] for one in about],
        **said,
    )
