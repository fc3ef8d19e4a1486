"""Draw a random sample for an auditor; the same seed gives the same sample.

Each closure, or decision, has a number of its own: the MD5 of its reference, a colon and the seed.
Those with the smallest numbers are drawn, so later records do not change the sample. Those that
lack evidence come first. Another auditor draws the same with the same seed, day and --known-by.
"""

from datetime import date

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Number, as_of_option, known_by_option
from commands.terminal import screen
from ledger import unknown
from ledger.words import asked_on

DRAWN = {"closures": "closure_sample", "decisions": "decision_sample"}
ALL = 2**62


@click.command(cls=Command, help=__doc__)
@click.argument("size", type=Number(1), metavar="SIZE")
@click.argument("population", type=click.Choice(list(DRAWN)))
@click.option("--seed", type=Number(0, ALL), default=1, help="A whole number (default: 1).")
@as_of_option
@known_by_option
@screen.output_options
@click.pass_obj
def command(
    app: App,
    size: int,
    population: str,
    seed: int,
    as_of: date | None,
    known_by: date | None,
    form: str | None,
) -> None:
    from projections import Projections, questions, span

    asked = questions()[DRAWN[population]]
    on = as_of or known_by or app.today
    with Projections(app.reader) as now:
        columns, every = now.ask(asked.name, as_of=on, known_by=known_by, size=ALL, seed=seed)
        strange = unknown.notice(now.unknown_kinds(known_by))
        outside = span.outside(now, on, app.today, known_by)
    place = columns.index("place")
    rows = [row for row in every if row[place] <= size]
    screen.show(columns, rows, form, **asked.shown)
    screen.say(f"{len(rows)} of {len(every)} {population} {asked_on(on, known_by)}; seed {seed}.")
    for note in filter(None, (outside, strange)):
        screen.say(note)
