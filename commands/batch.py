"""Record a file of commands, one a line, all or nothing."""

from pathlib import Path

import click

from commands.desk import lines, streams
from commands.desk.app import App
from commands.desk.keeping import settle
from commands.desk.options import Page
from commands.desk.progress import progress
from commands.desk.signing import signing
from ledger import contents
from ledger.problems import Misused, Problem

HELP = """Record a file of commands, one a line, all or nothing.

Each line is typed exactly as at the terminal, with or without the word govledger. A line that
begins with # is a comment; a backslash at the end of a line goes on in the next. If one line fails,
nothing of the file is recorded, and the line is named. - reads standard input.
"""
# More than an event holds, and than anybody types; what is longer would take minutes to read.
LONGEST, MOST_WORDS = 1 << 20, 10_000


@click.command(cls=Page, help=HELP)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.pass_obj
@signing
def command(app: App, file: Path) -> None:
    from commands import Runs

    try:
        text = streams.read() if str(file) == "-" else contents.text(file, contents.LONG)
    except OSError as error:
        raise Misused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Misused(f"{file} is not UTF-8 text (byte {error.start}).") from None
    # All is read before the ledger is locked: however long that takes, others record meanwhile.
    given = []
    for number, line in commands_in(text.removeprefix("\ufeff")):
        try:
            given.append((number, line, words(line)))
        except Problem as problem:
            raise _named(file, number, line, problem) from None
    ledger = app.recording
    app.batch = True
    try:
        with progress("Recording", len(given)) as done, ledger.writing():
            before, runs = ledger.size, Runs(app)
            for at, (number, line, said) in enumerate(given, 1):
                try:
                    runs.run(said)
                except (Problem, SystemExit) as problem:
                    raise _named(file, number, line, problem) from None
                done(at)
            after = ledger.size
    finally:
        settle(app)
    click.echo(
        f"{file.name}: {len(given)} commands, {after - before} events"
        + (f" ({before + 1} to {after})" if after > before else ""),
        err=True,
    )


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
        if line.endswith("\\"):
            pending.append(line[:-1])
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
        split = lines.split(line)
    except ValueError as error:
        raise Misused(f"the quotes do not close ({error})") from None
    if split[:1] == ["govledger"]:
        split = split[1:]
    if not split or not split[0] or split[0].startswith("-"):
        raise Misused("a line of a batch begins with a command; the ledger is named once, before")
    if len(split) > MOST_WORDS:
        raise Misused(f"a command has at most {MOST_WORDS:,} words; are quotes missing?")
    return split


def _named(file: Path, number: int, line: str, problem: BaseException) -> Problem:
    kind = type(problem) if isinstance(problem, Problem) else Misused
    said = str(problem) if isinstance(problem, Problem) else "this shows help; it records nothing"
    short = line.strip() if len(line.strip()) <= 72 else line.strip()[:71] + "…"
    return kind(f"{file} line {number}: {said}\n  {short}\nNothing of the batch was recorded.")
