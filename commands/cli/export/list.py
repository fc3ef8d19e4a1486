"""List what was exported, and what of it is to be recalled after an erasure.

`recall` names the erasures made after an export that tells personal values, of what it may tell.
"""

import click

from commands.session.app import App
from commands.session.options import Command
from commands.terminal import screen
from ledger.records.erasures import Erasure
from ledger.records.exports import Export
from ledger.services.erasing import recalled_for

COLUMNS = ["ref", "what", "recipient", "events", "exported_on", "discloses", "recall", "sha256"]
NARROW = ["ref", "what", "recipient", "exported_on", "recall"]


@click.command(cls=Command, help=__doc__)
@screen.output_options
@click.pass_obj
def command(app: App, form: str | None) -> None:
    ledger = app.reader
    made = ((ref, ledger.state("erasure", ref)) for ref in ledger.refs("erasure"))
    erasures = {ref: one for ref, one in made if isinstance(one, Erasure)}
    rows = []
    for ref in ledger.refs("export"):
        export = ledger.state("export", ref)
        if not isinstance(export, Export):
            continue
        recall = recalled_for(export, erasures)
        facts = export.title, export.recipient, export.tree_size, export.since_on
        rows.append([ref, *facts, export.discloses, recall, export.sha256])
    screen.show(COLUMNS, rows, form, narrow=NARROW)
    if form is None and not rows:
        screen.say("Nothing was exported yet.")
