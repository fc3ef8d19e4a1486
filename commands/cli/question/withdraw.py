"""Record that a question was taken back."""

from commands.session.page import one_rule, option, ref
from ledger.records import questions

command = one_rule(__doc__, questions.withdraw)(
    ref("question", "question"), option("--reason", asked=True, help="Why.")
)
