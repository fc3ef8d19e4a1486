"""Record that a body later reworded a finding."""

from commands.session.page import argument, one_rule, option, ref
from ledger.records import findings

command = one_rule(__doc__, findings.correct)(
    ref("finding", "finding"), argument("text"), option("--reason", asked=True, help="Why.")
)
