"""Name a party that owns actions and is no post: an organisation, or a team."""

import click

from commands.session.page import Desk, argument, beginning, recording
from ledger.records import parties


@recording
@beginning
@argument("party", metavar="SHORT")
@argument("title")
@click.option("--team", is_flag=True, help="It is a team, not an organisation.")
def command(desk: Desk, party: str, title: str, team: bool) -> None:
    ref = parties.REFERENCE.of(party)
    desk.long_standing()
    kind = "team" if team else "organisation"
    desk.record("party", ref, parties.name, new=True, title=title, party_kind=kind)
