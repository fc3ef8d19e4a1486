"""Record what else the papers call a party."""

from commands.session.page import argument, one_rule, ref
from ledger.records import parties

command = one_rule(__doc__, parties.add_alias, long_standing=True)(
    ref("party", "party"), argument("alias")
)
