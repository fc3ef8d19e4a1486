"""Resolve a discrepancy: say what is right."""

from commands.session.page import argument, one_rule, ref
from ledger.records import discrepancies

command = one_rule(__doc__, discrepancies.resolve)(
    ref("discrepancy", "discrepancy"), argument("text")
)
