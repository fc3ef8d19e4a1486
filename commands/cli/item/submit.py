"""Submit an inspection item to the inspectorate for sign-off."""

from commands.session.page import one_rule, option, ref
from ledger.records import item_sign_off

command = one_rule(__doc__, item_sign_off.submit)(
    ref("item", "item", item_sign_off.ItemSubmitted), option("--evidence")
)
