"""What a person or a program is told of a table or a paper that was read."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.terminal import screen
from commands.terminal.text import one_line

if TYPE_CHECKING:  # Each is imported for what it is about, to keep start-up fast.
    from commands.imports.draft import Whole
    from commands.papers.conflicts import Conflict
    from commands.papers.proposals import Proposed


def of_table(made: "Whole") -> None:
    """What was read of a table, and what was not understood."""
    from commands.imports import draft

    lines = [draft.in_words(made)]
    for sheet in made.sheets:
        lines += [*draft.columns_in_words(sheet), *draft.beside_the_words(sheet)]
    lines += draft.names_in_words(made)
    for line in screen.wrapped([one_line(line) for line in lines], 2):
        click.echo(line)
    for question in made.asked:
        screen.say(question)


def of_paper(proposed: "Proposed", conflicts: "tuple[Conflict, ...]", recorded: int) -> None:
    """What was read of a paper, and what in it cannot all be so. `recorded`: how many lines the
    ledger has already."""
    from commands.papers import contradicted
    from commands.papers.draft import coverage_in_words

    told = [coverage_in_words(proposed)]
    if recorded:
        told.append(f"The ledger has {recorded} of them already: not proposed again.")
    told += [one_line(one) for one in contradicted.in_words(conflicts)]
    for line in screen.wrapped(told, 2):
        click.echo(line)
    for warning in proposed.reading.warnings:
        screen.say(warning)


def as_json(proposed: "Proposed", conflicts: "tuple[Conflict, ...]") -> None:
    counts = proposed.coverage()
    rows = {"form": proposed.reading.form, "lines": sum(counts.values())}
    rows |= {k.replace(" ", "_"): v for k, v in counts.items()}
    click.echo(json.dumps(rows | {"discrepancies": [one.as_json() for one in conflicts]}))


def listed(proposed: "Proposed", conflicts: "tuple[Conflict, ...]") -> str:
    """What a paper proposes, and what in it cannot all be so, as JSON."""
    found = [*(p.as_json() for p in proposed.proposals), *(c.as_json() for c in conflicts)]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def of_draft(file: Path, recorded_by: str | None) -> None:
    """What to do with a draft: the command that records it, where there is something to record."""
    if recorded_by is None:
        screen.say(f"The draft {file} proposes nothing.")
    else:
        screen.say(
            f"Check {file}, then record it: govledger {recorded_by} {shlex.quote(str(file))}"
        )
