"""Tell what changed between two days, meetings or seals, and whether it adds up."""

from datetime import date
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from commands.session.app import App
from commands.session.options import KnownBy, Page, argument
from commands.session.points import point, told_by
from commands.terminal import screen
from ledger import unknown
from ledger.errors import Broken, Misused
from ledger.events import day

if TYPE_CHECKING:
    from projections.differences import Answer, Balance, Point

HELP = """Tell what changed between two days, meetings or seals, and whether it adds up.

FROM and TO are each a day, a meeting (its day) or a seal (seal-41: the ledger as it was sealed).
What was so after FROM and up to TO, by what is known now or was on --known-by; with --known, and
from or to a seal, what the ledger said then, by what it had been told by then. What is learned
later was so before FROM, and was recorded after it.

Every kind of record is compared. Of each, what was open, and what opened and ended, must come to
what is open; of a kind that never ends, such as findings, to what is recorded: 5 where it does not.
"""


@click.command(cls=Page, help=HELP)
@argument("start", metavar="FROM")
@argument("end", metavar="TO")
@click.option("--known", is_flag=True, help="What the ledger said on each day, as told by then.")
@click.option("--known-by", type=KnownBy(), help="By what the ledger knew on this day; else now.")
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
    from projections import questions
    from projections.differences import between

    first, last = points(app, start, end, known, known_by)
    answer = between(app.reader, first, last, known_by)
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
    if strange := unknown.told(answer.unknown_kinds):
        screen.say(strange)
    wrong = [one for one in answer.balances if not one.adds_up]
    if wrong:
        raise Broken(
            f"The balance does not add up: {' '.join(map(balance, wrong))}"
            " Run: govledger audit projections"
        )


def points(
    app: App, start: str, end: str, known: bool, known_by: date | None
) -> "tuple[Point, Point]":
    """The two points that are meant. Raises Misused or NotFound."""
    first, last = point(app, start), point(app, end)
    if known or first.told is not None or last.told is not None:
        if known_by is not None:
            raise Misused(
                "What the ledger said at two points is as known at each: leave out --known-by."
            )
        first, last = (
            one if one.told is not None else replace(one, told=told_by(app.reader, one.day))
            for one in (first, last)
        )
    if (first.day, first.told or 0) > (last.day, last.told or 0):
        raise Misused(f"{first.words} is later than {last.words}. Change them round.")
    return first, last


def in_words(answer: "Answer", first: "Point", last: "Point") -> list[str]:
    """The balances, to be read aloud."""
    changes = f"From {first.words} to {last.words}: {_count(len(answer.rows), 'change')}."
    if not answer.balances:
        return [changes, "Nothing of any kind is recorded by either, so nothing was compared."]
    scope = "Every kind of record is compared; of those not named here there is none."
    return [changes, *map(balance, answer.balances), scope]


def balance(one: "Balance") -> str:
    """The figures of one kind of record as a sentence."""
    terms = "".join(f" {'+' if by > 0 else '-'} {abs(by)} {name}" for name, by in one.terms.items())
    adds = "" if one.adds_up else f", but {one.closing} are"
    return f"{one.of}: {one.opening} {one.state}{terms} = {one.sum} {one.state}{adds}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _table(answer: "Answer") -> tuple[list[str], list[tuple[str, str, int]]]:
    rows = []
    for one in answer.balances:
        rows += [(one.of, "opening", one.opening)]
        rows += [(one.of, name, by) for name, by in one.terms.items()]
        rows += [(one.of, "closing", one.closing)]
    return ["of", "what", "count"], rows
