"""Record that a record does not bear on a subject after all, and why."""

from commands.session.page import one_rule, option, ref
from ledger.records import subjects

command = one_rule(__doc__, subjects.unlink, called={"record": "to"})(
    ref("subject", "subject"), ref("record"), option("--reason", needed=True)
)
