"""List what can be asked in SQL: every table, its columns and what they mean.

Without a name: the tables. The events, then what is so about each record (the states), then the
questions. They are asked with: govledger sql
"""

from pathlib import Path

import click

from commands.session.options import Command
from commands.session.parameters import FileName
from commands.sqlshell import tables
from commands.terminal import screen

QUESTIONS = Path(__file__).parents[2] / "projections" / "questions"


@click.command(cls=Command, help=__doc__)
@click.argument("name", required=False, type=FileName(QUESTIONS), metavar="[NAME]")
@screen.output_options
def command(name: str | None, form: str | None) -> None:
    if name is None:
        return tables.overview(form)
    return tables.explain(name.lower().replace("-", "_"), form)
