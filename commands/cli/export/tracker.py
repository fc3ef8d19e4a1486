"""Export a body's actions, or recommendations, as a tracker to go on with in Excel.

With --map, the columns are those of the table that was brought in by that map (govledger import
TABLE --map NAME), in their order, with the office's own references; a column of which the ledger
holds nothing is empty. Without one, the form is our own. What is changed in the file comes back by
govledger import: nothing is proposed but what changed.

FILE is a new file, .xlsx or .csv. The export is itself recorded, that it can be recalled.
"""

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from commands.exports.recorded import Outgoing, recipient_option
from commands.imports.issuers import MAKERS, Maker
from commands.session import places
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Reference
from commands.session.resolving import find
from commands.terminal import screen
from ledger.errors import Misused, NotFound
from ledger.system import underway
from ledger.words import counted

if TYPE_CHECKING:
    from commands.imports.maps import Map
    from commands.imports.own_form import Form
    from ledger.application import Ledger


@click.command(cls=Command, help=__doc__)
@option("--for", "body", needed=True, type=Reference("body"), help="The body whose actions.")
@option("--to", needed=True, metavar="FILE", help="A new file: .xlsx or .csv.")
@click.option("--map", "map_name", metavar="NAME", help="In the columns kept as NAME.")
@click.option(
    "--rows",
    type=click.Choice(["actions", "recommendations"]),
    help="What is exported (default: what the map brought in, or else actions).",
)
@click.option(
    "--issuer",
    type=click.Choice(MAKERS, case_sensitive=False),
    help="Whose recommendations (default: every issuer's but HMICFRS's).",
)
@click.option("--open", "only_open", is_flag=True, help="Only those that are not over.")
@recipient_option
@click.pass_obj
def command(
    app: App,
    body: str,
    to: str,
    map_name: str | None,
    rows: str | None,
    issuer: Maker | None,
    only_open: bool,
    recipient: str | None,
) -> None:
    from commands.imports import own_form

    if PurePath(to).suffix.lower() not in (".xlsx", ".csv"):
        raise Misused(f"{to} is neither .xlsx nor .csv. Name a file that ends in one of them.")
    out = Outgoing(app)
    ledger = out.ledger
    body = find(ledger, ["body"], body)[1]
    of = _map_of(ledger, map_name, body) if map_name else None
    if rows == "actions" and issuer is not None:
        raise Misused("Actions have no issuer: leave out --rows actions, or --issuer.")
    rows = rows or ("recommendations" if issuer is not None else of.rows if of else None)
    form = own_form.made(ledger, body, of, only_open=only_open, rows=rows, issuer=issuer)
    of_what = rows or "actions"
    told = counted(len(form.rows), of_what.removesuffix("s"))
    data = _written(form, to, of.sheet if of else of_what.capitalize())
    place = places.write(app, to, data)
    underway.unless_kept(place)
    kept = f" in the columns of {map_name}" if map_name else ""
    out.record(
        place,
        what=f"tracker of {body}{kept}, {told}",
        tree_size=ledger.size,
        sha256=sha256(data).hexdigest(),
        discloses=True,
        recipient=recipient,
    )
    screen.say(f"{told} of {body}.", *form.left_out)
    if form.sensitive:
        screen.say("OFFICIAL-SENSITIVE: some of what is told of them is. Mark the file so.")
    out.tell()


def _map_of(ledger: "Ledger", name: str, body: str) -> "Map":
    """The map that was kept under a name. Raises NotFound."""
    from commands.imports import maps

    kept = maps.load(ledger.path, name)
    if kept is None:
        raise NotFound(
            f"There is no map {name!r}. Keep one when a table is brought in: govledger import"
            f" TABLE --body {body} --map {name}"
        )
    return kept


def _written(form: "Form", to: str, sheet: str) -> bytes:
    from commands.imports.own_form import day_or_text, shown
    from commands.reports.render.cells import harmless
    from commands.terminal import sheets

    headings = [heading for heading, _ in form.columns]
    if to.lower().endswith(".csv"):
        rows = [headings, *([shown(value) for value in row] for row in form.rows)]
        # Without a byte order mark, Excel would not read the file as UTF-8.
        return "".join(sheets.lines(map(harmless, row) for row in rows)).encode("utf-8-sig")
    from commands.reports.render import form as workbook
    from commands.reports.render.xlsx import MOST_ROWS

    if len(form.rows) > MOST_ROWS:
        raise Misused(
            f"A sheet cannot hold {counted(len(form.rows), 'row')}. Name a file that ends in .csv."
        )
    kinds = [kind for _, kind in form.columns]
    cells = [[day_or_text(value) for value in row] for row in form.rows]
    marking = "OFFICIAL-SENSITIVE" if form.sensitive else "OFFICIAL"
    return workbook.written(sheet, marking, headings, kinds, cells)
