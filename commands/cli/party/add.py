"""Name a party that owns actions and is no post: an organisation, or a team."""

import re

import click

from commands.session.desk import Desk
from commands.session.options import argument
from commands.session.recording import beginning, recording
from ledger.errors import Misused
from ledger.records import parties

SHORT = re.compile(r"[A-Z][A-Z0-9-]{0,19}")


@recording
@beginning
@argument("party", metavar="SHORT")
@argument("title")
@click.option("--team", is_flag=True, help="It is a team, not an organisation.")
def command(desk: Desk, party: str, title: str, team: bool) -> None:
    ref = party.upper()
    if not SHORT.fullmatch(ref):
        raise Misused(f"{party!r} is not a party's short name: letters, digits and - only.")
    desk.long_standing()
    kind = "team" if team else "organisation"
    desk.record("party", ref, parties.name, new=True, title=title, party_kind=kind)
