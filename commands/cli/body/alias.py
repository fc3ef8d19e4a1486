"""Record another name by which the papers call a body."""

from commands.session.page import argument, one_rule, ref
from ledger.records import bodies

command = one_rule(__doc__, bodies.add_alias)(ref("body", "body"), argument("alias"))
