"""Record that somebody says the record of an action is wrong, or that it was never agreed."""

import click

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import action_disputes


@recording
@ref("action", "action")
@argument("text")
@option(
    "--by",
    "disputed_by",
    needed=True,
    metavar="POST|BODY",
    help="Who says that the record is wrong.",
)
@click.option(
    "--existence",
    is_flag=True,
    help="They say that it was never agreed: it does not count as open until that is settled.",
)
def command(desk: Desk, action: str, text: str, disputed_by: str, existence: bool) -> None:
    desk.record_of(
        "action",
        action,
        action_disputes.dispute_existence if existence else action_disputes.dispute,
        text=text,
        disputed_by=desk.authority(disputed_by),
    )
