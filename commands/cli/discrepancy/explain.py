"""Explain a discrepancy: how it came about."""

from commands.session.page import argument, one_rule, ref
from ledger.records import discrepancies

command = one_rule(__doc__, discrepancies.explain)(
    ref("discrepancy", "discrepancy"), argument("text")
)
