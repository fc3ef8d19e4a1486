"""Find records by words in their titles, texts and references.

All the words must be in one record, in any order. A word is found as typed, as the beginning of a
longer one, and in its other English endings: review finds reviews and reviewed. Examples:

    govledger search victim satisfaction
    govledger search "hate crime" --as-of 28/6/16
"""

from datetime import date

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import as_of_option, known_by_option
from commands.session.resolving import find
from commands.terminal import screen
from commands.terminal.text import one_line
from ledger.errors import NotFound
from ledger.registry import record_kinds
from ledger.words import asked_on, counted

AROUND = 160  # Characters of a text that are shown, and how many of them before the first hit.
BEFORE = 40


@click.command(cls=Command, help=__doc__)
@click.argument("words", nargs=-1, required=True)
@as_of_option
@known_by_option
@screen.output_options
@click.pass_obj
def command(
    app: App, words: tuple[str, ...], as_of: date | None, known_by: date | None, form: str | None
) -> None:
    from commands.session.searching import around, search_for
    from projections import Projections, span
    from projections.search import A_PAGE

    search = search_for(said := " ".join(words))
    on = as_of or known_by or app.today
    with Projections(app.reader) as now:
        found = search.hits(now, on, known_by)
        alone = search.alone(now, on, known_by) if not found.count else []
        outside = span.outside(now, on, app.today, known_by)
    rows = []
    for hit in found.hits:
        state = app.reader.state(hit.record, hit.ref, on=on)
        title = one_line(state.title) if state is not None else ""
        text = one_line(hit.text.replace("\n", " · "))
        shown = around(text, search.first(text), BEFORE, AROUND) if text != title else ""
        rows.append((hit.ref, title, hit.record.replace("_", " "), hit.own_ref, shown))
    columns = ["ref", "title", "record", "own_ref", "text"]
    hidden = screen.show(
        columns, rows, form, narrow=["ref", "title", "record"], sparse=["own_ref"], wide=["text"]
    )
    more = (
        f"; the first {A_PAGE} are shown. Add a word to find fewer" if found.count > A_PAGE else ""
    )
    count = f"{counted(found.count, 'record')}, {asked_on(on, known_by)}{more}."
    screen.say(f"{count}{screen.left_out(hidden)}")
    if len(search.words) > 1 and alone:
        each = zip(search.words, alone, strict=True)
        told = (f"{one.typed} in {counted(n, 'record') if n else 'none'}" for one, n in each)
        screen.say(f"Alone: {', '.join(told)}.")
    if not found.count and (named := _named(app, said)):
        screen.say(f"{one_line(said)} is {named}. To see it: govledger show {named}")
    if outside:
        screen.say(outside)


def _named(app: App, said: str) -> str | None:
    """The one record of which all of it is a name: hta/27/2/18 has no word that a text has."""
    try:
        return find(app.reader, list(record_kinds()), said)[1]
    except NotFound:
        return None
