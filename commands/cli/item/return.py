"""Record that the inspectorate was not satisfied."""

from commands.session.page import one_rule, option, ref
from ledger.records import item_sign_off

command = one_rule(__doc__, item_sign_off.return_item)(
    ref("item", "item", item_sign_off.ItemReturned), option("--reason", asked=True, help="Why.")
)
