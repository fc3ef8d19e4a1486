"""Record that a bid for money was declined."""

from commands.session.page import one_rule, option, ref
from ledger.records import funding

command = one_rule(__doc__, funding.decline)(
    ref("bid", "funding"), option("--reason", help="Why, if it was said.")
)
