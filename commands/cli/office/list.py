"""List the offices that are read beside this ledger: up to which seal, and which are missing."""

import click

from commands.session.app import App
from commands.session.options import Command
from commands.terminal import screen


@click.command(cls=Command, help=__doc__)
@screen.output_options
@click.pass_obj
def command(app: App, form: str | None) -> None:
    from commands.session import offices
    from ledger.integrity.ssh import PublicKey

    columns = [
        *("office", "title", "events", "last_recorded_on", "taken_on", "state"),
        *("key", "root", "ledger"),
    ]
    rows = [
        (
            one.ref,
            one.office.title or None,
            one.office.tree_size or None,
            one.office.last_recorded_on,
            offices.taken_on(app.reader, one.ref),
            f"missing: {one.why}" if one.why else "held",
            PublicKey(one.office.public_key).fingerprint,
            one.office.root or None,
            one.office.of_ledger or None,
        )
        for one in offices.members(app)
    ]
    screen.show(columns, rows, form, narrow=("office", "events", "last_recorded_on", "state"),
                wide=("title", "taken_on", "key"))  # fmt: skip
