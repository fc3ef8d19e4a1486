"""Name a person who owns actions and holds no post, under initials; the name can be erased."""

import click

from commands.session.page import PersonName, argument, one_rule
from ledger.records import parties

command = one_rule(__doc__, parties.name_person, creates="party", long_standing=True)(
    argument("party", metavar="INITIALS"), click.argument("person", type=PersonName())
)
