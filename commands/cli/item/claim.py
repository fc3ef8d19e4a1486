"""Record what was reported of how far an inspection item has come: a claim, never its status."""

import click

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.recording import recording
from ledger.records import action_claims, recommendations


@recording
@ref("item", "item")
@argument("text", required=False)
@click.option(
    "--rag",
    type=click.Choice(action_claims.COLOURS, case_sensitive=False),
    help="The colour reported; BLUE is complete.",
)
@click.option("--percent", type=click.IntRange(0, 100), help="How much is reported as done.")
@option("--status", "status_words", help="The status in the words of the paper.")
@option("--by", "claimed_by", metavar="POST|PARTY", help="Who reported it, where that is said.")
def command(
    desk: Desk,
    item: str,
    text: str | None,
    rag: action_claims.Colour | None,
    percent: int | None,
    status_words: str | None,
    claimed_by: str | None,
) -> None:
    desk.record(
        "item",
        desk.ref("item", item),
        recommendations.claim,
        claimed_by=desk.owner(claimed_by) if claimed_by else None,
        rag=rag,
        percent=percent,
        status_words=status_words,
        text=text,
    )
