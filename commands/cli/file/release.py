"""Lift a legal hold from a file; the holds of others remain."""

from commands.session.page import one_rule, option, ref
from ledger.records import files

command = one_rule(__doc__, files.release, called={"authority": "held_by"})(
    ref("file", "file", files.FileReleased),
    option("--authority", help="Whose hold is lifted, where there are several."),
    option("--reason", asked=True, help="Why."),
)
