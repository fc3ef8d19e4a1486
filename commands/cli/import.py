"""Read a tracker or a paper and draft what it says, to be checked: nothing is recorded.

A table (.xlsx, .csv, or tables in .docx and .html) is read row by row: its heading row is found,
each column is taken for what its heading says, and each row is an action; or, where the headings
say so, what HMICFRS, an audit or another reviewer asks for (--issuer, --rows). The draft is a
batch: check it, and record it with govledger batch. Each cell is recorded, a heading, or shown as
not understood. The same table again proposes only what changed (govledger help import). A document
with more text than tables is a paper; with --rows or --issuer only its tables are read.

Reads minutes, decision notices and inspection reports: text, web pages, Word (.docx), and PDF with
the extra `papers`. Each line of the paper is proposed, furniture (a heading, a label), or not
understood, and the three add up. The draft (--draft) is the text of a minute, with the paper's own
words above each line: check it, and record it with govledger minute --file. At a terminal, where
neither a file nor --json is asked for, you go through it one proposal a screen (--review).
"""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from commands.imports import summary
from commands.imports.issuers import MAKERS, Maker
from commands.session import places
from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Date, PathName, Reference
from commands.terminal import screen
from commands.terminal.text import acceptable, one_line
from ledger.errors import InputNeeded, Misused
from ledger.system import contents
from ledger.words import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from commands.imports.draft import Whole
    from commands.imports.maps import Map
    from commands.imports.minuting import Drafted
    from commands.imports.table import Sheet
    from commands.papers.proposals import Proposed


@click.command(cls=Command, help=__doc__)
@click.argument("paper", type=PathName(dir_okay=False, path_type=Path))
@click.option("--body", type=Reference("body"), help="The body whose paper it is.")
@click.option(
    "--on",
    type=Date(),
    help="The day of the meeting (default: the paper's own); of a table, for rows without a day.",
)
@click.option(
    "--draft",
    type=PathName(dir_okay=False, path_type=Path),
    help="Write the draft of a minute to this new file.",
)
@click.option(
    "--proposals",
    type=PathName(dir_okay=False, path_type=Path),
    help="Write what is proposed as JSON to this new file.",
)
@click.option(
    "--as", "layouts", multiple=True, metavar="LAYOUT", help="Read it by this layout only."
)
@click.option("--map", "map_name", metavar="NAME", help="Of a table: keep how it is read as NAME.")
@click.option(
    "--column", "named", multiple=True, metavar="HEADING=KIND", help="What a column is taken for."
)
@click.option("--owner", "owners", multiple=True, metavar="NAME=POST", help="Whom a name means.")
@click.option(
    "--verified-by",
    metavar="POST",
    help="Who verified what a table has as closed: a post, or of its own items HMICFRS.",
)
@click.option(
    "--rows",
    type=click.Choice(["actions", "recommendations"]),
    help="What each row of a table is (default: what its headings say).",
)
@click.option(
    "--issuer",
    type=click.Choice(MAKERS, case_sensitive=False),
    help="Whose recommendations a table has.",
)
@click.option(
    "--respondent", metavar="POST", help="Who must respond to a coroner or the IOPC; - for nobody."
)
@click.option(
    "--with", "program", metavar="COMMAND", help="A program that proposes too (help import)."
)
@click.option("--review", is_flag=True, help="Go through it at the terminal, then record it.")
@click.option("--json", "as_json", is_flag=True, help="Print the coverage as JSON.")
@click.pass_obj
def command(app: App, /, **typed: Any) -> None:
    said = Said(**typed)
    _can_be_quoted(said.paper)
    data = contents.taken(said.paper)
    sheets = _sheets(data, said)
    if sheets is not None:
        _table(app, data, sheets, said)
        return
    if said.of_a_table:
        raise Misused(
            "--map, --column, --owner, --verified-by, --rows, --issuer and --respondent are for a"
            f" table, and none was found in {said.paper.name}."
        )
    _can_be_drafted(said)
    proposed = _paper(app, data, said)
    asked = said.review or not (said.draft or said.proposals or said.as_json or said.body is None)
    if asked and screen.terminal():
        _review(app, data, proposed, said)


class Said(NamedTuple):
    """The command's parameters."""

    paper: Path
    body: str | None
    on: date | None
    draft: Path | None
    proposals: Path | None
    layouts: tuple[str, ...]
    map_name: str | None
    named: tuple[str, ...]
    owners: tuple[str, ...]
    verified_by: str | None
    rows: str | None
    issuer: Maker | None
    respondent: str | None
    program: str | None
    review: bool
    as_json: bool

    @property
    def of_a_table(self) -> bool:
        """Whether something is said that only a table has."""
        said = (self.map_name, self.named, self.owners, self.verified_by, self.rows, self.issuer)
        return any((*said, self.respondent))


# A table


def _sheets(data: bytes, said: Said) -> "list[Sheet] | None":
    """Its sheets, or those that a paper has where only they are asked for; None where it is to be
    read as a paper."""
    from commands.imports import table

    if said.proposals is not None or said.layouts or said.program is not None or said.review:
        return None
    with contents.of(said.paper):
        found = table.read(data, said.paper.name)
        if found is None and said.of_a_table and (among := table.among(data, said.paper.name)):
            only = f"Only the tables of {said.paper.name} are read, and not the text around them."
            screen.say(only)
            found = among
    return found


def _table(app: App, data: bytes, sheets: "list[Sheet]", said: Said) -> None:
    from commands.imports import bringing, columns, draft, maps, table
    from commands.imports.whose import Rows

    if said.rows == "actions" and said.issuer is not None:
        raise Misused("--issuer says whose recommendations they are, and --rows that they are"
                      " actions. Leave one out.")  # fmt: skip
    if said.on is not None and said.on > app.today:
        raise Misused(f"{day(said.on)} is in the future. Check --on.")
    before = maps.load(app.reader.path, said.map_name) if said.map_name else None
    named, owners = bringing.pairs(said.named, "--column"), bringing.pairs(said.owners, "--owner")
    answers = maps.answered(before, named, owners)
    answers = maps.of_rows(answers, said.rows, said.issuer, said.respondent)
    of = Rows(answers.rows, answers.issuer, answers.respondent, said.on, said.verified_by)  # type: ignore[arg-type]
    body = said.body or (before.body if before else None)
    if not body:
        raise Misused("Whose table is it? Name the body: --body HTA.")
    proposed = partial(bringing.propose, app, said.paper, data, sheets, body, said_of=of)
    made, to = proposed(answers), said.draft
    columns.must_have(named, (one.heading for one in made.sheets))
    for name in table.in_no_cell(owners, sheets):
        screen.say(f"No cell names {one_line(name)!r} (--owner).")
    if screen.terminal() and not said.as_json and (to is not None or said.map_name):
        made, answers = _asked_about(app, proposed, made, answers)
    if to is not None:
        places.write(app, str(to), draft.batch(made, to.name).encode())
    if said.map_name:
        maps.keep(app.reader.path, said.map_name, bringing.kept(made, answers))
    if said.as_json:
        click.echo(bringing.as_json(made))
        return
    summary.of_table(made)
    if to is not None:
        some = any(row.commands for sheet in made.sheets for row in sheet.rows)
        summary.of_draft(to, "batch" if some else None)


def _asked_about(
    app: App, proposed: "Callable[[Map], Whole]", made: "Whole", answers: "Map"
) -> "tuple[Whole, Map]":
    """What a table proposes once the person at the terminal has said what it does not say."""
    from commands.imports import asking

    asked = set[tuple[str, str]]()
    while (told := asking.answers_to(app.reader, made, answers, asked)) is not None:
        answers = told
        made = proposed(answers)
    return made, answers


# A paper


def _can_be_quoted(paper: Path) -> None:
    """Refuse a name that no line of a draft can have in it."""
    name = str(paper.absolute())
    broken = "it has more than one line" if len(name.splitlines()) > 1 else acceptable(name)
    if broken:
        raise Misused(f"A draft cannot name {name!r}: {broken}. Give the file another name.")


def _can_be_drafted(said: Said) -> None:
    """Refuse what wants a terminal where there is none, or a body where none is named."""
    if said.review and not screen.terminal():
        raise InputNeeded(
            "There is no terminal to go through it at. Write the draft to a file: --draft FILE."
        )
    if said.review and said.body is None:
        raise Misused("A minute is of a body's meeting. Name the body: --body HTA.")
    if said.draft is not None and said.body is None:
        raise Misused("A draft is of a body's meeting. Name the body: --body HTA.")


def _paper(app: App, data: bytes, said: Said) -> "Proposed":
    from commands.imports import readings
    from commands.imports.compared import kept_reading, ledger_of
    from commands.papers import contradicted, proposals

    for name in said.layouts:
        if name not in proposals.known():
            raise Misused(f"There is no layout {name!r}: {', '.join(proposals.known())}.")
    with contents.of(said.paper):
        reading = kept_reading(app, data) or readings.read(data, said.paper.name)
    proposed = proposals.propose(reading, only=said.layouts)
    if said.program is not None:
        proposed = _asked_outside(proposed, said.program)
    conflicts = contradicted.conflicts(proposed, ledger_of(app))
    made = _drafted(app, data, proposed, said) if said.draft is not None else None
    files = []
    if said.proposals is not None:
        files.append((str(said.proposals), summary.listed(proposed, conflicts).encode()))
    if made is not None:
        files.append((str(said.draft), made.text().encode()))
    places.write_all(app, files)
    if said.as_json:
        summary.as_json(proposed, conflicts)
    else:
        summary.of_paper(proposed, conflicts, made.recorded if made is not None else 0)
        if said.draft is not None:
            summary.of_draft(said.draft, "minute --file")
    return proposed


def _drafted(app: App, data: bytes, proposed: "Proposed", said: Said) -> "Drafted":
    from commands.imports.minuting import drafted
    from commands.minutes.known import known_lines, unclear_lines

    has, unclear = partial(known_lines, app), partial(unclear_lines, app)
    return drafted(app, said.paper, data, proposed, said.body or "", said.on, has, unclear)


def _review(app: App, data: bytes, proposed: "Proposed", said: Said) -> None:
    """Go through the proposals, then record what was accepted, as a minute."""
    from commands.imports.review import Review
    from commands.minutes.session import Flags, Session

    made = _drafted(app, data, proposed, said)
    file = Review(made, places.drafts(app.reader)).go_through()
    if file is not None:
        Session(app, Flags(), contents.text(file, contents.LONG), file).record()


def _asked_outside(proposed: "Proposed", program: str) -> "Proposed":
    """What was proposed, with what a program of the office's own proposes too."""
    from commands.papers import outside

    answered = outside.asked(proposed, program)
    screen.say(answered.in_words(program))
    return answered.proposed
