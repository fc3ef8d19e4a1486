"""Reopen a commitment that was complete, merged or on hold."""

from commands.session.page import one_rule, option, ref
from ledger.records import commitments

command = one_rule(__doc__, commitments.reopen)(ref("commitment", "commitment"), option("--reason"))
