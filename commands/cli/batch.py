"""Record a file of commands, one a line, all or nothing.

Each line is typed exactly as at the terminal, with or without the word govledger. A line that
begins with # is a comment; a backslash at the end of a line goes on in the next. If one line fails,
nothing of the file is recorded, and the line is named. - reads standard input.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from commands.session import lines, repeats
from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import PathName
from commands.session.signing import signing
from commands.session.tidying import settle
from commands.session.together import Faults, in_one
from commands.terminal import screen, streams
from commands.terminal.progress import progress
from commands.terminal.text import one_line
from ledger.application import Ledger
from ledger.errors import Misused, Problem
from ledger.events import Recorded
from ledger.registry import record_kind, split
from ledger.services import causes, closing, confirmed
from ledger.system import contents
from ledger.words import counted
from ledger.words import format_event as told_event

# More than an event holds or anybody types; parsing longer lines would take minutes.
LONGEST, MOST_WORDS = 1 << 20, 10_000
NOTHING = "Nothing of the batch was recorded."
# No command begins like this.
_OF_A_MINUTE = re.compile(r"//|>|(?:[QFADN](?: [^:]{1,40})?|Chair|Present|Apologies) ?:")
TOLD = 60  # For more records, only the references are printed.


@click.command(cls=Command, help=__doc__)
@click.argument("file", type=PathName(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--again", is_flag=True, help="Record it even if the ledger already has most of it.")
@click.pass_obj
@signing
def command(app: App, file: Path, again: bool) -> None:
    from commands.menu import Runs

    faults = Faults(str(file), NOTHING)
    # All is read before the ledger is locked, so that others can record meanwhile.
    given = _commands_in(file, faults)
    ledger = app.recording
    try:
        with progress("Recording", len(given)) as done, in_one(app, ledger):
            before, runs = ledger.size, Runs(app)
            sizes = [before]
            for at, (number, line, said) in enumerate(given, 1):
                try:
                    runs.run(said)
                except (Problem, SystemExit) as problem:
                    faults.take(number, line, problem)
                done(at)
                sizes.append(ledger.size)
            faults.tell()
            after = ledger.size
            if not again:
                repeats.none_of(ledger, before)
            recorded = [ledger.at(position) for position in range(before + 1, after + 1)]
            causes.have_recommendations(recorded)
            warnings = [
                *closing.own_after_all(ledger, recorded),
                *confirmed.beside_minutes(ledger, recorded),
            ]
    finally:
        settle(app)
    _tell(ledger, [number for number, *_ in given], sizes, recorded)
    click.echo(
        f"{file.name}: {counted(len(given), 'command')}, {counted(after - before, 'event')}"
        + (f" ({before + 1} to {after})" if after > before else ""),
        err=True,
    )
    for warning in warnings:
        screen.say(warning)


def _tell(ledger: Ledger, numbers: list[int], sizes: list[int], recorded: list[Recorded]) -> None:
    """Print the references that were given, and what they were given to, where those are few."""
    begun = [one for one in recorded if numbered(one)]
    if begun:
        click.echo("\n".join(split(one.stream)[1] for one in begun))
    if len(begun) <= TOLD:
        told = list(
            _line_results(ledger, numbers, sizes, recorded, {one.position for one in begun})
        )
        if told:
            screen.say(*told)


def _commands_in(file: Path, faults: Faults) -> list[tuple[int, str, list[str]]]:
    """Each command: the number of its line, the line, its words."""
    try:
        text = streams.read() if str(file) == "-" else contents.text(file, contents.LONG)
    except OSError as error:
        raise Misused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Misused(contents.not_text(str(file), error)) from None
    given = []
    for number, line in commands_in(text.removeprefix("\ufeff")):
        if _OF_A_MINUTE.match(line):
            raise Misused(
                f"{file} reads as a minute (line {number}). Record it with: govledger minute --file"
                f" {shlex.quote(str(file))}"
            )
        try:
            given.append((number, line, words(line)))
        except Problem as problem:
            faults.take(number, line, problem)
    faults.tell()
    return given


def numbered(recorded: Recorded) -> bool:
    """Whether it begins a record that was given a reference."""
    return recorded.version == 1 and bool(record_kind(split(recorded.stream)[0]).numbered)


def _line_results(
    ledger: Ledger, numbers: list[int], sizes: list[int], recorded: list[Recorded], begun: set[int]
) -> Iterator[str]:
    """By its line, what was given a reference, and each of several to which a line did the same.
    `sizes`: how long the ledger was before the first line, and after each; `begun`: the positions
    of the events that were given a reference."""
    for number, before, after in zip(numbers, sizes[:-1], sizes[1:], strict=True):
        events = recorded[before - sizes[0] : after - sizes[0]]
        several = len({one.stream for one in events}) > 1
        for one in events:
            kind, ref = split(one.stream)
            if one.position in begun:
                yield f"line {number}: {ref} {told_event(one)}"
            elif several and record_kind(kind).numbered:
                state = ledger.state(kind, ref)
                title = f" {one_line(state.title)}:" if state is not None and state.title else ""
                yield f"line {number}: {ref}{title} {told_event(one)}"


def commands_in(text: str) -> list[tuple[int, str]]:
    """Each command with the number of the line it begins on."""
    found: list[tuple[int, str]] = []
    pending: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):  # splitlines splits people's words too
        if not pending:
            start = number
            if not line.strip() or line.lstrip().startswith("#"):
                continue
        if (goes_on := line.rstrip()).endswith("\\"):  # A space after it would not show.
            pending.append(goes_on[:-1])
            continue
        found.append((start, " ".join([*pending, line])))
        pending = []
    if (rest := " ".join(pending)).strip():
        found.append((start, rest))
    return found


def words(line: str) -> list[str]:
    if len(line) > LONGEST:
        raise Misused(f"a command has at most {LONGEST:,} characters; this one has {len(line):,}")
    try:
        split = lines.split(line.strip())
    except ValueError as error:
        raise Misused(f"the quotes do not close ({error})") from None
    if split[:1] == ["govledger"]:
        split = split[1:]
    if not split or not split[0] or split[0].startswith("-"):
        raise Misused("a line of a batch begins with a command; the ledger is named once, before")
    if len(split) > MOST_WORDS:
        raise Misused(f"a command has at most {MOST_WORDS:,} words; are quotes missing?")
    return split
