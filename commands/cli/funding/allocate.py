"""Allocate a part of a sum, in pounds; the parts never exceed the whole."""

from commands.session.page import Amount, argument, one_rule, option, ref
from ledger.records import funding

command = one_rule(__doc__, funding.allocate)(
    ref("whole", "funding"),
    argument("amount", type=Amount()),
    option("--to", "allocated_to", needed=True, help="To whom, or to what, it goes."),
    option("--purpose"),
)
