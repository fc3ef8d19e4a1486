"""Record that the inspectorate's monitoring moved between scan and engage."""

import click

from commands.session.page import one_rule, option, ref
from ledger.records import grades

command = one_rule(__doc__, grades.change_phase)(
    ref("inspection", "inspection"),
    click.argument("phase", type=click.Choice(["scan", "engage"])),
    option("--reason"),
)
