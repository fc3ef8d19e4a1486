"""Restate a measure for a period: the reading has changed since it was reported."""

from commands.session.page import argument, one_rule, option, ref
from ledger.records import measures

command = one_rule(__doc__, measures.restate)(
    ref("measure", "measure"),
    argument("period"),
    argument("reading"),
    option("--reason", needed=True),
)
