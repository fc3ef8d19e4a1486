"""Name a person who owns actions and holds no post, under initials; the name can be erased."""

import click

from commands.session.page import Desk, PersonName, argument, beginning, recording
from ledger.records import parties


@recording
@beginning
@argument("party", metavar="INITIALS")
@click.argument("person", type=PersonName())
def command(desk: Desk, party: str, person: str) -> None:
    ref = parties.REFERENCE.of(party)
    desk.long_standing()
    desk.record("party", ref, parties.name_person, new=True, person=person)
