"""Put a commitment on hold, and why."""

from commands.session.page import one_rule, option, ref
from ledger.records import commitments

command = one_rule(__doc__, commitments.hold)(ref("commitment", "commitment"), option("--reason"))
