"""Name a person who owns actions and holds no post, under initials; the name can be erased."""

import re

import click

from commands.session.desk import Desk
from commands.session.options import argument
from commands.session.parameters import PersonName
from commands.session.recording import beginning, recording
from ledger.errors import Misused
from ledger.records import parties


@recording
@beginning
@argument("party", metavar="INITIALS")
@click.argument("person", type=PersonName())
def command(desk: Desk, party: str, person: str) -> None:
    ref = party.upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{0,19}", ref):
        raise Misused(f"{party!r} is not a short name: letters, digits and - only.")
    desk.long_standing()
    desk.record("party", ref, parties.name_person, new=True, ref=ref, person=person)
