"""Name a subject: a matter that many records bear on, under a short name of capitals."""

from commands.session.page import argument, one_rule
from ledger.records import subjects

command = one_rule(__doc__, subjects.name, creates="subject")(
    argument("subject"), argument("title")
)
