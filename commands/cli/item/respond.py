"""Record the response to a recommendation: agreed, partly, in words, or rejected with a reason."""

import click

from commands.session.page import Desk, option, recording, ref
from commands.session.recommendations import RESPONSES, responded


@recording
@ref("item", "item")
@click.argument("response", type=click.Choice(RESPONSES, case_sensitive=False))
@option("--by", "responded_by", metavar="POST", help="Who responded.")
@option("--text", help="What the response says; of a rejection, why.")
def command(
    desk: Desk, item: str, response: str, responded_by: str | None, text: str | None
) -> None:
    ref = desk.ref("item", item)
    responded(desk, ref, response, desk.post(responded_by) if responded_by else None, text)
