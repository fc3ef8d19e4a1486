"""Show what changed between two days, meetings or seals, and whether it adds up.

FROM and TO are each a day, a meeting (its day) or a seal (seal-41: the ledger as it was sealed).
It shows what happened after FROM and up to TO, by what is known now, or was known on --known-by.
With --known, or if either is a seal, it compares what the ledger said at each point, by what it had
been told by then. "Learned later" happened before FROM, and was recorded after it.

Every kind of record is compared. For each, the number open at FROM, plus those that opened since,
minus those that ended, must equal the number open at TO, which is counted separately. A kind that
is never open or ended, such as findings or policies, is counted as recorded. Exit 5 if a sum is
wrong.
"""

from datetime import date

import click

from commands.session.app import App
from commands.session.options import Command, argument
from commands.session.parameters import Reference, known_by_option
from commands.terminal import screen
from commands.wording.differences import _table, balance, in_words, points
from ledger import unknown
from ledger.errors import Broken
from ledger.words import day


@click.command(cls=Command, help=__doc__)
@argument("start", type=Reference("meeting", new=True), metavar="FROM")
@argument("end", type=Reference("meeting", new=True), metavar="TO")
@click.option("--known", is_flag=True, help="What the ledger said on each day, as told by then.")
@known_by_option
@click.option("--balances", is_flag=True, help="The figures as rows, instead of the changes.")
@screen.output_options
@click.pass_obj
def command(
    app: App,
    start: str,
    end: str,
    known: bool,
    known_by: date | None,
    balances: bool,
    form: str | None,
) -> None:
    from projections import Projections, questions
    from projections.differences import difference

    first, last = points(app, start, end, known, known_by)
    with Projections(app.reader, upto=last.told) as now:
        answer = difference(now, first, last, known_by)
        if balances:
            screen.show(*_table(answer), form)
        else:
            asked = questions()["differences"]
            screen.show(answer.columns, answer.rows, form, **asked.shown)
    if form is None:
        for words in in_words(answer, first, last):
            screen.say(words, hanging=2)
        if known_by:
            screen.say(f"As known on {day(known_by)}.")
    if strange := unknown.notice(answer.unknown_kinds):
        screen.say(strange)
    wrong = [one for one in answer.balances if not one.adds_up]
    if wrong:
        raise Broken(
            f"The balance does not add up: {' '.join(map(balance, wrong))}"
            " Run: govledger audit projections"
        )
