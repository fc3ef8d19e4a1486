"""Read a paper and propose what it says, as a draft to check: nothing is recorded."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from commands.session import places
from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Date, Reference
from ledger.errors import Misused, NotFound, Refused, Unavailable
from ledger.system import contents, disk, underway

HELP = """Read a paper and propose what it says, as a draft to check: nothing is recorded.

Reads minutes, decision notices and inspection reports: text, web pages, Word (.docx), and PDF with
the extra `papers`. Each line of the paper is proposed, furniture (a heading, a label), or not
understood, and the three add up. The draft (--draft) is the text of a minute, with the paper's own
words above each line: check it, and record it with govledger minute --file.
"""


@click.command(cls=Command, help=HELP)
@click.argument("paper", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--body", type=Reference("body"), help="The body whose paper it is.")
@click.option("--on", type=Date(), help="The day of the meeting (default: the paper's own).")
@click.option(
    "--draft",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the draft of a minute to this new file.",
)
@click.option(
    "--proposals",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what is proposed as JSON to this new file.",
)
@click.option(
    "--as", "layouts", multiple=True, metavar="LAYOUT", help="Read it by this layout only."
)
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
    as_json: bool,
) -> None:
    from commands.papers import proposals as proposing
    from commands.papers.draft import coverage_in_words, meeting_day, minute
    from commands.papers.read import read

    for name in layouts:
        if name not in proposing.known():
            raise Misused(f"There is no layout {name!r}: {', '.join(proposing.known())}.")
    if draft is not None and body is None:
        raise Misused("A draft is of a body's meeting. Name the body: --body HTA.")
    proposed = proposing.propose(read(contents.taken(paper)), only=layouts)
    if proposals is not None:
        listed = [proposal.as_json() for proposal in proposed.proposals]
        _write(app, proposals, json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    if draft is not None:
        day = on or meeting_day(proposed)
        _write(app, draft, minute(proposed, paper.name, _body(app, body), day, _posts(app)))
    if as_json:
        counts = proposed.coverage()
        rows = {"form": proposed.reading.form, "lines": sum(counts.values())}
        click.echo(json.dumps(rows | {k.replace(" ", "_"): v for k, v in counts.items()}))
    else:
        click.echo(coverage_in_words(proposed))
        for warning in proposed.reading.warnings:
            click.echo(warning, err=True)


def _body(app: App, text: str | None) -> str:
    from commands.session.resolving import find

    return find(app.reader, ["body"], text or "")[1]


def _posts(app: App) -> Callable[[str], str | None]:
    """The post that words mean exactly, or None."""
    from ledger.naming import post_named

    def post_of(text: str) -> str | None:
        try:
            return post_named(app.reader, text)
        except NotFound:
            return None

    return post_of


def _write(app: App, file: Path, text: str) -> None:
    """Write a new file, whole or not at all. Raises Refused if there is one."""
    to = places.output(app, str(file))
    with underway.gone_after(underway.beside(to)) as draft:
        try:
            draft.write_text(text, encoding="utf-8")
            disk.put_new(draft, to)
        except FileExistsError:
            raise Refused(f"{to} already exists. Name a new file.") from None
        except OSError as error:
            raise Unavailable(f"{to} could not be written: {error.strerror}.") from None
