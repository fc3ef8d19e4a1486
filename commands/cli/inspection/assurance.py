"""Record the assurance opinion that an audit report gives, in its own words."""

from typing import Any

import click

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import assurances


@recording
@ref("inspection", "inspection")
@argument("assurance", metavar="OPINION")
@option(
    "--level",
    type=click.Choice(assurances.LEVELS),
    help="What it counts as, if its words are others.",
)
@option("--text", help="What the opinion rests on, in short.")
def command(
    desk: Desk, inspection: str, level: assurances.AssuranceLevel | None, **said: Any
) -> None:
    desk.record_of("inspection", inspection, assurances.assure, assurance_level=level, **said)
