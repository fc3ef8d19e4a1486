"""Record that a decision is withheld from publication, under an exemption."""

from commands.session.page import one_rule, option, ref
from ledger.records import decisions

command = one_rule(__doc__, decisions.withhold)(
    ref("decision", "decision"), option("--exemption", needed=True, help="Under which exemption.")
)
