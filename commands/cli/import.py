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
from typing import TYPE_CHECKING

import click

from commands.imports import summary
from commands.imports.issuers import MAKERS, Maker
from commands.session import places
from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Date, PathName, Reference
from commands.terminal import screen
from ledger.errors import InputNeeded, Misused
from ledger.system import contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from commands.imports.draft import Whole
    from commands.imports.maps import Map
    from commands.imports.table import Sheet
    from commands.imports.whose import Rows
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
def command(
    app: App,
    paper: Path,
    body: str | None,
    on: date | None,
    draft: Path | None,
    proposals: Path | None,
    layouts: tuple[str, ...],
    map_name: str | None,
    named: tuple[str, ...],
    owners: tuple[str, ...],
    verified_by: str | None,
    rows: str | None,
    issuer: Maker | None,
    respondent: str | None,
    program: str | None,
    review: bool,
    as_json: bool,
) -> None:
    from commands.imports import table

    data = contents.taken(paper)
    as_table = proposals is None and not layouts and program is None and not review
    of_a_table = map_name or named or owners or verified_by or rows or issuer or respondent
    with contents.of(paper):
        found = table.read(data, paper.name) if as_table else None
        if found is None and as_table and of_a_table and (among := table.among(data, paper.name)):
            screen.say(f"Only the tables of {paper.name} are read, and not the text around them.")
            found = among
    if found is not None:
        from commands.imports.whose import Rows

        if rows == "actions" and issuer is not None:
            raise Misused("--issuer says whose recommendations they are, and --rows that they are"
                          " actions. Leave one out.")  # fmt: skip
        said = named, owners, map_name
        of = Rows(are=rows, issuer=issuer, respondent=respondent, on=on, verifier=verified_by)
        return _table(app, paper, data, found, body, draft, said, of, as_json)
    if of_a_table:
        raise Misused(
            "--map, --column, --owner, --verified-by, --rows, --issuer and --respondent are for a"
            f" table, and none was found in {paper.name}."
        )
    _can_be_drafted(draft, body, review=review)
    proposed = _paper(app, paper, data, body, on, draft, proposals, layouts, program, as_json)
    asked = review or not (draft or proposals or as_json or body is None)
    if asked and screen.terminal():
        _review(app, paper, data, proposed, body or "", on)
    return None


def _can_be_drafted(draft: Path | None, body: str | None, *, review: bool) -> None:
    """Refuse what wants a terminal where there is none, or a body where none is named."""
    if review and not screen.terminal():
        raise InputNeeded(
            "There is no terminal to go through it at. Write the draft to a file: --draft FILE."
        )
    if review and body is None:
        raise Misused("A minute is of a body's meeting. Name the body: --body HTA.")
    if draft is not None and body is None:
        raise Misused("A draft is of a body's meeting. Name the body: --body HTA.")


def _review(
    app: App, paper: Path, data: bytes, proposed: "Proposed", body: str, on: date | None
) -> None:
    """Go through the proposals, then record what was accepted, as a minute."""
    from commands.imports.minuting import drafted
    from commands.imports.review import Review
    from commands.minutes.known import known_lines
    from commands.minutes.session import Flags, Session

    made = drafted(app, paper, data, proposed, body, on, partial(known_lines, app))
    file = Review(made, places.drafts(app.reader)).go_through()
    if file is not None:
        Session(app, Flags(), contents.text(file, contents.LONG), file).record()


def _table(
    app: App,
    file: Path,
    data: bytes,
    sheets: "list[Sheet]",
    body: str | None,
    to: Path | None,
    said: tuple[tuple[str, ...], tuple[str, ...], str | None],
    of: "Rows",
    as_json: bool,
) -> None:
    from commands.imports import bringing, draft, maps
    from commands.imports.whose import Rows

    named, owners, map_name = said
    before = maps.load(app.reader.path, map_name) if map_name else None
    answers = maps.answered(
        before, bringing.pairs(named, "--column"), bringing.pairs(owners, "--owner")
    )
    answers = maps.of_rows(answers, of.are, of.issuer, of.respondent)
    of = Rows(answers.rows, answers.issuer, answers.respondent, of.on, of.verifier)  # type: ignore[arg-type]
    body = body or (before.body if before else None)
    if not body:
        raise Misused("Whose table is it? Name the body: --body HTA.")
    proposed = partial(bringing.propose, app, file, data, sheets, body, said_of=of)
    asks = screen.terminal() and not as_json and (to is not None or bool(map_name))
    made, answers = _asked_about(app, proposed, answers) if asks else (proposed(answers), answers)
    if to is not None:
        places.write(app, str(to), draft.batch(made, to.name).encode())
    if map_name:
        maps.keep(app.reader.path, map_name, bringing.kept(made, answers))
    if as_json:
        return click.echo(bringing.as_json(made))
    summary.of_table(made)
    if to is not None:
        some = any(row.commands for sheet in made.sheets for row in sheet.rows)
        summary.of_draft(to, "batch" if some else None)
    return None


def _asked_about(
    app: App, proposed: "Callable[[Map], Whole]", answers: "Map"
) -> "tuple[Whole, Map]":
    """What a table proposes once the person at the terminal has said what it does not say."""
    from commands.imports import asking

    made, asked = proposed(answers), set[tuple[str, str]]()
    while (told := asking.answers_to(app.reader, made, answers, asked)) is not None:
        answers = told
        made = proposed(answers)
    return made, answers


def _layouts_known(names: tuple[str, ...]) -> None:
    from commands.papers.proposals import known

    for name in names:
        if name not in known():
            raise Misused(f"There is no layout {name!r}: {', '.join(known())}.")


def _paper(
    app: App,
    paper: Path,
    data: bytes,
    body: str | None,
    on: date | None,
    draft: Path | None,
    proposals: Path | None,
    layouts: tuple[str, ...],
    program: str | None,
    as_json: bool,
) -> "Proposed":
    from commands.imports import readings
    from commands.imports.compared import ledger_of
    from commands.papers import contradicted
    from commands.papers import proposals as proposing

    _layouts_known(layouts)
    made = None
    with contents.of(paper):
        reading = readings.read(data, paper.name)
    proposed = proposing.propose(reading, only=layouts)
    if program is not None:
        proposed = _asked_outside(proposed, program)
    conflicts = contradicted.conflicts(proposed, ledger_of(app))
    if proposals is not None:
        places.write(app, str(proposals), summary.listed(proposed, conflicts).encode())
    if draft is not None:
        from commands.imports.minuting import drafted
        from commands.minutes.known import known_lines

        made = drafted(app, paper, data, proposed, body or "", on, partial(known_lines, app))
        places.write(app, str(draft), made.text().encode())
    if as_json:
        summary.as_json(proposed, conflicts)
    else:
        summary.of_paper(proposed, conflicts, made.recorded if made is not None else 0)
        if draft is not None:
            summary.of_draft(draft, "minute --file")
    return proposed


def _asked_outside(proposed: "Proposed", program: str) -> "Proposed":
    """What was proposed, with what a program of the office's own proposes too."""
    from commands.papers import outside

    answered = outside.asked(proposed, program)
    screen.say(answered.in_words(program))
    return answered.proposed
