"""Withdraw a finding that no longer stands."""

from commands.session.page import one_rule, option, ref
from ledger.records import findings

command = one_rule(__doc__, findings.withdraw)(
    ref("finding", "finding"), option("--reason", asked=True, help="Why.")
)
