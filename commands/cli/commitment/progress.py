"""Record progress on a commitment."""

from commands.session.page import argument, one_rule, ref
from ledger.records import commitments

command = one_rule(__doc__, commitments.progress)(ref("commitment", "commitment"), argument("text"))
