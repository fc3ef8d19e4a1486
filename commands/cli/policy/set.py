"""Switch a rule of the ledger on or off for the office, or set its days, for a reason."""

import click

from commands.session.page import Desk, option, recording
from ledger.errors import Misused
from ledger.records import policies


@recording
@click.argument("policy", type=click.Choice(list(policies.POLICIES)))
@click.argument("setting", metavar="on|off|DAYS")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, policy: str, setting: str, reason: str) -> None:
    if why := policies.unfit(policy, setting):
        raise Misused(why)
    desk.ahead()
    desk.record(
        "policy", policy, policies.switch, new=True, name=policy, setting=setting, reason=reason
    )
