"""Record that a bid for money was won."""

from commands.session.page import Amount, one_rule, option, ref
from ledger.records import funding

command = one_rule(__doc__, funding.win)(
    ref("bid", "funding"),
    option("--amount", type=Amount(), help="In pounds (default: the amount of the bid)."),
)
