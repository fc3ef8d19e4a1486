"""Say which bodies watch a commitment, or in the paper's words who does."""

from commands.session.page import one_rule, option, ref
from ledger.records import commitment_oversight

command = one_rule(
    __doc__, commitment_oversight.oversee, called={"body": "overseen_by", "words": "overseen_words"}
)(
    ref("commitment", "commitment"),
    ref("body", "body", nargs=-1),
    option("--words", help="As printed, where that says more than the bodies' names."),
)
