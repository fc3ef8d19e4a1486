"""Place a legal hold on a file: it is kept, whatever its day, until the hold is lifted."""

from commands.session.page import one_rule, option, ref
from ledger.records import files

command = one_rule(__doc__, files.hold, called={"authority": "held_by"})(
    ref("file", "file", files.FileHeld),
    option("--authority", asked=True, help="Who says so, in words: IOPC, letter of 3 May."),
    option("--reason", asked=True, help="Why."),
)
