"""Reverse a decision."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import decisions

command = one_rule(__doc__, decisions.reverse)(
    ref("decision", "decision"),
    option("--reason", asked=True, help="Why."),
    option("--by", type=Reference("decision"), metavar="DECISION", help="The decision that does."),
)
