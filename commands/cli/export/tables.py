"""Export the answer to every question as files for other tools: Excel, Power BI, DuckDB."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.exports.recorded import Outgoing, recipient_option
from commands.session.app import App
from commands.session.options import Command, offices_option, option
from commands.session.parameters import as_of_option, known_by_option
from commands.session.places import output
from commands.terminal import screen
from commands.terminal.progress import progress
from ledger.words import day

if TYPE_CHECKING:
    from commands.reports import tables
    from ledger.application import Ledger

HELP = """Export the answer to every question as files that other tools open.

csv: a file a question. xlsx: one workbook, a sheet a question. parquet: a typed file a question,
and the events. duckdb: one database with the events, a table a question, and the questions
themselves, to be asked as of any day: from open_actions(as_of := '2018-02-28').

DIR is a new folder, or an empty one. Personal values are in clear in what is exported, so the
export is itself recorded, that it can be recalled.

--offices all writes the answers of other offices, joined under the office: no events, which mean
nothing together, and so no questions to be asked.
"""
FORMATS = ("parquet", "csv", "xlsx", "duckdb")


@click.command(cls=Command, help=HELP)
@option("--to", needed=True, metavar="DIR", help="A new folder, or an empty one.")
@option("--format", "form", needed=True, type=click.Choice(FORMATS), help="For which tools.")
@as_of_option
@known_by_option
@recipient_option
@offices_option
@click.pass_obj
def command(
    app: App,
    to: str,
    form: str,
    as_of: date | None,
    known_by: date | None,
    recipient: str | None,
    offices: str | None,
) -> None:
    from commands.reports import tables
    from commands.reports.render import files
    from projections import Projections

    place = output(app, to).absolute()
    out = Outgoing(app)
    ledger = out.ledger
    on = as_of or known_by or app.today
    with files.whole(place) as folder, progress("Building projections", ledger.size) as done:
        size = ledger.size
        if offices is not None:
            made = _of_offices(app, ledger, offices, folder, form, on, known_by)
        else:
            with Projections(ledger, done, open_to=folder.parent) as now:
                made, size = tables.write(now, folder, form, on, known_by), now.size
    whose = f", of other offices: {offices}" if offices is not None else ""
    out.record(
        place,
        what=f"the answer to every question as of {day(on)}, as {form}{whose}",
        tree_size=size,
        sha256=made.sha256,
        discloses=True,
        recipient=recipient,
    )
    screen.say(made.told)
    out.tell()
    screen.say(made.line)


def _of_offices(
    app: App, ledger: "Ledger", names: str, folder: Path, form: str, on: date, known_by: date | None
) -> "tables.TableFiles":
    """Write the joined answers of other offices. Raises NotFound where none can be read."""
    from commands.reports import tables
    from commands.session import joined
    from commands.session.offices import coverage, members

    asked = members(app, names)
    days = on, known_by
    each = joined.each(
        app,
        asked,
        lambda one, _, now: tables.of_office(now, one.ref, folder.parent, *days),
        open_to=folder.parent,
    )
    if not each:
        raise joined.none((), asked)
    return tables.write_joined(ledger, each, coverage(asked), folder, form, on, known_by)
