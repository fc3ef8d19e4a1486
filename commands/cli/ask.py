"""Ask a question of the record: as it was on a day, as it was known on a day.

Without a name: the questions, each with what it asks. A question's own parameters are given as
--NAME VALUE; ask QUESTION --help explains them, and every column.

--proof OUT writes the answer, and the sealed events of every record that a row names, with a
verifier (python3 OUT/verify.py). It cannot show that nothing else bears on the answer; a pack of
all events can (export audit-pack). The proof is recorded as an export.
"""

import sys
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from commands.session.app import App
from commands.session.options import offices_option, option
from commands.session.own_options import Asking, OwnOptions
from commands.session.parameters import FileName, as_of_option, known_by_option
from commands.session.questions import QUESTIONS, answer, day_meant, named, parameters_of, show
from commands.sqlshell import tables
from commands.terminal import screen
from ledger.errors import Misused

if TYPE_CHECKING:
    from commands.session.joined import Asked
    from projections import Query


@click.command(
    cls=Asking,
    help=__doc__,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("question", required=False, type=FileName(QUESTIONS), metavar="[QUESTION]")
@as_of_option
@known_by_option
@screen.output_options
@click.option("--help", "-h", "helped", is_flag=True, help="Explain the question.")
@offices_option
@option("--proof", metavar="OUT", help="Write it with its proof: a new folder, or .zip.")
@click.argument("rest", nargs=-1, type=OwnOptions(), metavar="[--NAME VALUE]...")
@click.pass_context
def command(
    ctx: click.Context,
    question: str | None,
    as_of: date | None,
    known_by: date | None,
    form: str | None,
    helped: bool,
    offices: str | None,
    proof: str | None,
    rest: tuple[str, ...],
) -> None:
    app: App = ctx.obj
    if question is None:
        return click.echo(ctx.get_help()) if helped else _list(form)
    asked = named(question)
    if helped:
        return _explain(asked)
    if offices is not None:
        if proof is not None:
            raise Misused("An answer is proved of one ledger: leave --offices or --proof out.")
        from commands.session.joined import Asked

        return _joined(app, Asked(asked, as_of, known_by, rest), form, offices)
    parameters = parameters_of(app, asked, rest)
    day_asked = as_of or day_meant(app, asked, parameters, known_by)
    if proof is not None:
        return _prove(app, asked, day_asked, known_by, parameters, proof)
    answer(app, asked, day_asked, known_by, form, parameters)
    return None


def _joined(app: App, asked: "Asked", form: str | None, names: str) -> None:
    """Ask other offices, each on its own ledger, and print the joined answer."""
    from commands.session import joined
    from commands.session.offices import members

    with ExitStack() as held:
        found, rows = held.enter_context(joined.asking(app, members(app, names), asked))
        if form == "json":
            records = (dict(zip(found.columns, row, strict=True)) for row in rows)
            return screen.echo(screen.json_with_array(found.about, "rows", records))
        if form is None and sys.stdout.isatty():
            rows = list(rows)
            held.close()  # Nothing may stay open while a person reads.
            screen.say(asked.question.asks, bold=True)
        show(asked.question, found.columns, rows, form, found.on, asked.known_by)
    screen.say(*found.words)
    return None


def _prove(
    app: App,
    question: "Query",
    as_of: date,
    known_by: date | None,
    parameters: dict[str, Any],
    to: str,
) -> None:
    """Ask, and write the answer with the events that its rows rest on."""
    from commands.exports import answer_proof
    from projections import Projections

    with Projections(app.reader) as now:
        columns, rows = now.ask(question.name, as_of=as_of, known_by=known_by, **parameters)
    asked = {
        "as_of": as_of.isoformat(),
        "known_by": known_by.isoformat() if known_by else None,
        "parameters": {name: str(value) for name, value in parameters.items()},
    }
    answer_proof.write(app, to, question, asked, columns, rows)


def _list(form: str | None) -> None:
    from projections import questions

    rows = [(name, question.asks, question.about) for name, question in questions().items()]
    tables.menu(["question", "asks", "about"], rows, form)
    if form is None:
        screen.say("What each needs, and what its columns mean: govledger ask QUESTION --help")


def _explain(question: "Query") -> None:
    from projections import schema
    from projections.parameters import flag

    own = "".join(
        f" {flag(name)} VALUE" if name in question.needed else f" [{flag(name)} VALUE]"
        for name in question.parameters
        if name.startswith("p_")
    )
    lines = [
        question.asks,
        "",
        f"  govledger ask {question.name}{own} [--as-of DAY] [--known-by DAY] [--json|--csv]",
        "",
        f"  For example: govledger ask {question.name} {question.example or '--as-of 27/11/18'}",
        f'  In SQL: govledger sql "{schema.example(question.name)}"',
        "",
    ]
    for name, meaning in question.parameters.items():
        if name.startswith("p_"):
            lines.append(f"  {flag(name)}: {meaning}")
    if own:
        lines.append("")
    lines += [
        "Columns: * on every terminal, ? where a row has it, + where it has 110; --csv and --json"
        " have all."
    ]
    for name, text in question.columns.items():
        lines.append(f"  {name}{_mark(question, name)}: {text}")
    screen.tell(lines, hanging=2)


def _mark(question: "Query", column: str) -> str:
    marks = {"*": question.narrow, "?": question.sparse, "+": question.wide}
    return next((mark for mark, columns in marks.items() if column in columns), "")
