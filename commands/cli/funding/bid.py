"""Record a bid for money: to whom, with whom, and for how much if that is known."""

from commands.session.page import Amount, argument, one_rule, option
from ledger.records import funding

command = one_rule(__doc__, funding.bid, creates="funding", called={"partners": "with_partners"})(
    argument("title"),
    option("--to", "bid_to", needed=True, help="Who is asked for the money."),
    option("--amount", type=Amount(), help="In pounds, if it is known."),
    option("--with", "partners", multiple=True, metavar="WHO", help="Who bids too."),
)
