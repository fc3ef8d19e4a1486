"""Record that the inspectorate accepted an inspection item as done."""

from commands.session.page import one_rule, option, ref
from ledger.records import item_sign_off

command = one_rule(__doc__, item_sign_off.accept)(
    ref("item", "item", item_sign_off.ItemAccepted), option("--evidence")
)
