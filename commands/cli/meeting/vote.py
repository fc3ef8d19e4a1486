"""Record a vote on a motion that is no decision, such as one that was lost."""

from typing import Any

import click

from commands.session.page import Desk, argument, option, recording, ref
from commands.session.votes import counted
from ledger.records import meeting_proceedings


@recording
@ref("meeting", "meeting")
@argument("text")
@click.option(
    "--result", type=click.Choice(["carried", "lost"]), required=True, help="How it went."
)
@option("--item", help="The item under which it was put.")
@counted
def command(
    desk: Desk, meeting: str, text: str, result: str, item: str | None, vote: dict[str, Any]
) -> None:
    ref = desk.meeting(meeting)
    desk.record(
        "meeting", ref, meeting_proceedings.vote, text=text, vote_result=result, item=item, **vote
    )
