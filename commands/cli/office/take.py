"""Take an audit pack of another office: verify it, and read its ledger beside this one.

PACK is a folder or a ZIP (export audit-pack): all events up to a seal, or, of an office of which a
pack was taken, those since. It is held against the office's seal key and the pack before; one that
is older, changed, a fork or of another key is refused. That is recorded, and counted as missing in
every answer, until a good one is taken; what was taken before stays.
"""

import click

from commands.session.app import App
from commands.session.options import Command, argument, option
from commands.session.parameters import Words
from commands.session.places import located


@click.command(cls=Command, help=__doc__)
@argument("pack", type=Words(file=True))
@option("--office", metavar="NAME", help="Of which office it is (default: whose ledger or key).")
@option("--with-personal", is_flag=True, help="Keep the personal values that are in it, too.")
@click.pass_obj
def command(app: App, pack: str, office: str | None, with_personal: bool) -> None:
    from commands.exports import taking

    taking.take(app, located(pack), office, personal=with_personal)
