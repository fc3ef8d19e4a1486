"""Name a risk of somebody's register, as SR04; what bears on it is linked (subject link)."""

from commands.session.page import argument, one_rule, option
from ledger.records import risks

command = one_rule(__doc__, risks.name, creates="subject")(
    argument("risk"),
    argument("title"),
    option("--register", help="Whose register it is in: the force's strategic risk register."),
)
