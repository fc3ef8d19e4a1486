"""Record a sum of money that was agreed, in pounds."""

from commands.session.page import Amount, argument, one_rule, option
from ledger.records import funding

command = one_rule(__doc__, funding.agree, creates="funding")(
    argument("title"),
    argument("amount", type=Amount()),
    option("--for", "recipient", metavar="WHO", help="Who receives it."),
)
