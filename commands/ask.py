"""Ask a question of the record: as it was on a day, as it was known on a day."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.desk import dates, screen
from commands.desk.app import App
from commands.desk.options import Date, FileName, Page
from commands.desk.progress import progress
from ledger.problems import InputNeeded, Misused, NotFound
from ledger.records import day

# Looking there loads no DuckDB.
QUESTIONS = Path(__file__).parent.parent / "projections" / "questions"

if TYPE_CHECKING:
    from projections import Question

HELP = """Ask a question of the record: as it was on a day, as it was known on a day.

Without a name: the questions, each with what it asks. A question's own parameters are given as
--NAME VALUE; ask QUESTION --help explains them, and every column.
"""


@click.command(
    cls=Page,
    help=HELP,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("question", required=False, type=FileName(QUESTIONS), metavar="[QUESTION]")
@click.option("--as-of", type=Date(), help="What was so on this day; else today.")
@click.option("--known-by", type=Date(), help="By what the ledger knew on this day; else now.")
@screen.output_options
@click.option("--help", "-h", "helped", is_flag=True, help="Explain the question.")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[--NAME VALUE]...")
@click.pass_context
def command(
    ctx: click.Context,
    question: str | None,
    as_of: date | None,
    known_by: date | None,
    form: str | None,
    helped: bool,
    rest: tuple[str, ...],
) -> None:
    app: App = ctx.obj
    if question is None:
        return click.echo(ctx.get_help()) if helped else _list(form)
    from projections import questions

    asked = questions().get(question.replace("-", "_"))
    if asked is None:
        from difflib import get_close_matches

        near = get_close_matches(question, questions(), 3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NotFound(f"There is no question {question!r}.{hint} See: govledger ask")
    if helped:
        return _explain(asked)
    answer(app, asked, as_of or app.today, known_by, form, _parameters(app, asked, rest))
    return None


def answer(
    app: App,
    question: "Question",
    as_of: date,
    known_by: date | None,
    form: str | None,
    parameters: dict[str, Any],
) -> None:
    """Ask, and print the answer in its form; what it is an answer to goes to stderr."""
    from projections import Projections

    ledger = app.reader
    with (
        progress("Building projections", ledger.head[0]) as done,
        Projections(ledger, done) as projections,
    ):
        columns, rows = projections.ask(question.name, as_of=as_of, known_by=known_by, **parameters)
    if form is None and sys.stdout.isatty():
        screen.say(question.asks, bold=True)
    screen.show(columns, rows, form, narrow=question.narrow, wide=question.wide)
    if form is None:
        known = f", as known on {day(known_by)}" if known_by else ""
        count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
        screen.say(f"{count}, as of {day(as_of)}{known}.")


def _list(form: str | None) -> None:
    from projections import questions

    rows = [(name, question.asks) for name, question in questions().items()]
    screen.show(["question", "asks"], rows, form)


def _explain(question: "Question") -> None:
    own = "".join(
        f" --{_flag(name)} {'VALUE' if name in question.needed else '[VALUE]'}"
        for name in question.parameters
        if name.startswith("p_")
    )
    lines = [
        question.asks,
        "",
        f"  govledger ask {question.name}{own} [--as-of DAY] [--known-by DAY] [--json|--csv]",
        "",
    ]
    for name, meaning in question.parameters.items():
        if name.startswith("p_"):
            lines.append(f"  --{_flag(name)}: {meaning}")
    lines += ["", "Columns:", *(f"  {name}: {text}" for name, text in question.columns.items())]
    click.echo("\n".join(lines))


def _flag(parameter: str) -> str:
    return parameter.removeprefix("p_").replace("_", "-")


def _parameters(app: App, question: "Question", rest: tuple[str, ...]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    words = list(rest)
    while words:
        flag, equals, value = words.pop(0).partition("=")
        if not flag.startswith("--"):
            raise Misused(f"{flag!r} is not a parameter: --NAME VALUE. See: govledger ask --help")
        if not equals:
            if not words:
                raise Misused(f"{flag} needs a value.")
            value = words.pop(0)
        name = flag[2:].replace("-", "_")
        given[name] = _value(app, question, name, value)
    missing = [f"--{_flag(p)}" for p in question.needed if p.removeprefix("p_") not in given]
    if missing:
        raise InputNeeded(f"ask {question.name} needs {' and '.join(missing)}.")
    return given


def _value(app: App, question: "Question", name: str, value: str) -> Any:
    """A day where the question reads the parameter as one, a number likewise, else the words."""
    if re.search(rf"\bp_{name}::date\b", question.sql):
        return dates.parse(value, app.today)
    if re.search(rf"\bp_{name}::bigint\b", question.sql):
        try:
            return int(value)
        except ValueError:
            raise Misused(f"--{name.replace('_', '-')} is a whole number, not {value!r}.") from None
    return value
