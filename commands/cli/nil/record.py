"""Record that there was nothing: no actions arose, no matters were outstanding."""

import click

from commands.session.page import meeting_needed, one_rule, option
from ledger.records import nil_returns

command = one_rule(__doc__, nil_returns.record, creates="nil")(
    option("--of", "nil_of", type=click.Choice(nil_returns.MATTERS), default="actions"),
    meeting_needed("A nil return belongs to a meeting: --meeting."),
)
