"""Ask any question in SQL: in one statement, or at a prompt.

\b
govledger sql "from open_actions"
govledger sql "select owners, count(*) from open_actions group by all" --csv
govledger sql - < question.sql
govledger sql                   a prompt; \\d lists the tables, \\q ends it

Nothing that is asked can change the ledger. Every state and question is a table; as_of and known_by
say the day, as in: from open_actions(as_of := '2018-02-28'). See: govledger help sql
"""

from datetime import date
from typing import TYPE_CHECKING

import click

from commands.session.app import App
from commands.session.options import Command, offices_option
from commands.session.parameters import Date, Number, known_by_option
from commands.terminal import screen, streams
from commands.terminal.progress import progress
from commands.terminal.screen import terminal
from commands.terminal.text import acceptable
from ledger import unknown
from ledger.errors import InputNeeded, Misused
from ledger.system import contents

if TYPE_CHECKING:
    from projections.sandbox import Sandbox


@click.command(cls=Command, help=__doc__)
@click.argument("statement", required=False)
@click.option("--as-of", type=Date(), help="The day to use where the statement names none.")
@known_by_option
@click.option("--rows", type=Number(1, 1_000_000), help="At most this many rows (default: 10000).")
@screen.output_options
@offices_option
@click.pass_context
def command(
    ctx: click.Context,
    statement: str | None,
    as_of: date | None,
    known_by: date | None,
    rows: int | None,
    form: str | None,
    offices: str | None,
) -> None:
    from projections.sandbox import ROWS, Sandbox

    app: App = ctx.obj
    if statement is None and offices is not None:
        raise Misused("--offices goes with a statement, which each office is asked by itself.")
    if statement is None and not terminal():
        raise InputNeeded(
            'Give a query, as in: govledger sql "from open_actions"; or - to read standard input.'
        )
    sql = streams.read(contents.SHORT) if statement == "-" else statement
    if sql is not None and (fault := acceptable(sql)) is not None:
        raise Misused(f"That cannot be asked: {fault}.")
    day = as_of or known_by or app.today
    from commands.sqlshell import prompt
    from projections import span

    if sql is not None and offices is not None:
        return _joined(app, offices, sql, day, known_by, rows or ROWS, form)
    with Sandbox(app.place, day, anchors=app.anchors) as box:
        box.begin()  # It starts while we read the ledger here.
        with progress("Building projections", app.reader.size) as box.progress:
            box.wait()
        if sql is None:
            _not_counted(box)
            return prompt.talk(box, day, known_by, rows or ROWS, form)
        answer = box.run(sql, day, known_by, rows=rows or ROWS)
        prompt.show(answer, day, known_by, form)
        if day > app.today:
            screen.say(span.ahead(day))
        return _not_counted(box)


def _joined(
    app: App, names: str, sql: str, day: date, known_by: date | None, rows: int, form: str | None
) -> None:
    """Ask other offices, and print the joined answer and what it covers."""
    from commands.session.joined_sql import queried
    from commands.session.offices import members
    from commands.sqlshell import prompt
    from projections.messages import ResultSet

    found, cut = queried(app, members(app, names), sql, day, known_by, rows)
    if form == "json":
        return click.echo(screen.json_text(found.facts | {"cut": cut}))
    every = [list(row) for row in found.rows]
    prompt.show(ResultSet(list(found.columns), [], every, cut), day, known_by, form)
    return screen.say(*found.words)


def _not_counted(box: "Sandbox") -> None:
    if box.unlimited:
        screen.say(f"This system cannot limit {' or '.join(box.unlimited)}.")
    if strange := unknown.notice(box.unknown_kinds):
        screen.say(strange)
