"""The command tree, read from the folder `cli`: one file a command, loaded only when called.

`cli/action/close.py` exists, therefore `govledger action close` does. The first line of each file
is its line in the list of commands.
"""

import gc
import os
import re
import sys
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import click

from commands.session import misuse
from commands.session.app import App
from commands.terminal import helped, interrupts, output, streams
from commands.terminal.text import plain
from ledger import __version__
from ledger.errors import Faulted, InputNeeded, Misused, NotFound, Problem
from ledger.store import patience
from ledger.system import disk, opened, underway
from ledger.system.installation import without_pandas

click.Context.formatter_class = helped.Page
FAULT = 70
INTERRUPTED = 130
# What a group does where its options come without a verb.
PLAIN = {"export": "tables"}
_CLI = Path(__file__).parent / "cli"


@cache
def pages() -> dict[str, dict[str, str]]:
    """Every command: group (or "" for none), then name, then module."""
    found: dict[str, dict[str, str]] = {}
    for group, folder in sorted({"": str(_CLI), **_folders()}.items()):
        with os.scandir(folder) as files:
            names = sorted(one.name for one in files if re.fullmatch(r"[a-z].*\.py", one.name))
        for name in (name.removesuffix(".py") for name in names):
            module = f"{group}.{name}" if group else name
            found.setdefault(group, {})[name.replace("_", "-")] = module
    return found


def _folders() -> dict[str, str]:
    with os.scandir(_CLI) as found:
        return {one.name: one.path for one in found if one.name[0].isalpha() and one.is_dir()}


def _first_line(module: str) -> str:
    with (_CLI / f"{module.replace('.', '/')}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"').rstrip(".")


def _load(module: str) -> click.Command:
    from importlib import import_module

    command: click.Command = import_module(f"commands.cli.{module}").command
    return command


class Folder(click.Group):
    """A menu read from file names: nothing is imported until it is called."""

    page_group = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = list(pages().get(self.page_group, {}))
        return names if self.page_group else sorted({*names, *(g for g in pages() if g)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = pages().get(self.page_group, {}).get(cmd_name)
        if module is not None:
            command = _load(module)
            command.name = cmd_name
            return command
        if not self.page_group and cmd_name in pages():
            return _group(cmd_name)
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            hint = self._in_order(name, args[1:]) or misuse.near(name, self.list_commands(ctx))
            raise Misused(f"There is no command {ctx.command_path} {name}.{hint}")
        return super().resolve_command(ctx, args)

    def _in_order(self, name: str, rest: list[str]) -> str:
        """What somebody may have meant who began with the verb, or with the record."""
        if self.page_group:
            verbs = [one for one in rest if one in pages()[self.page_group]]
            return misuse.meant([f"{self.page_group} {verb} {name}" for verb in verbs[:1]])
        groups = [group for group, verbs in pages().items() if group and name in verbs]
        said = [one for one in groups if one in rest]
        return misuse.meant([f"{group} {name}" for group in (said or groups)[:3]])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            module = pages().get(self.page_group, {}).get(name)
            verbs = pages().get(name, {}) if not self.page_group else {}
            rows.append((name, _first_line(module) if module else ", ".join(verbs)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _group(name: str) -> click.Group:
    class Sub(Folder):
        page_group = name

        def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
            plain = args[:1] and args[0][:1] == "-" and args[0] not in ctx.help_option_names
            return super().parse_args(
                ctx, [PLAIN[name], *args] if plain and name in PLAIN else args
            )

    verbs = ", ".join(pages()[name])
    return Sub(name, help=f"{name}: {verbs}.", no_args_is_help=True)


@click.command(
    cls=Folder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": helped.WIDEST},
    epilog="Words and ways: govledger help. Every command explains itself with --help.",
    invoke_without_command=True,
)
@click.option("--ledger", "path", metavar="PATH", help="The ledger file (or GOVLEDGER_LEDGER).")
@click.version_option(__version__, prog_name="govledger")
@click.pass_context
def cli(ctx: click.Context, path: str | None) -> None:
    """Record what those who govern a police force decide, find, ask and close; ask what is so.

    Without a command: what waits today in the ledger."""
    if path is not None and not path.strip():  # As if the variable were not set.
        raise Misused("--ledger is empty. Name the ledger, or leave it out.")
    if ctx.obj is None:
        ctx.obj = App(path)
    elif path is not None:
        if ctx.obj.batch:
            raise Misused("the ledger is named once, for the whole batch")
        ctx.obj.said = path
    if ctx.invoked_subcommand is None:
        _waiting(ctx)


def _waiting(ctx: click.Context) -> None:
    """What waits in the ledger, or the help where there is none yet."""
    from ledger.application import Ledger

    app: App = ctx.obj
    try:
        there = Ledger.is_there(app.place)
    except InputNeeded:
        there = False
    if app.batch or not there:
        raise click.exceptions.NoArgsIsHelpError(ctx)
    from commands.session import waiting
    from commands.terminal import screen

    screen.tell(waiting.lines(app), hanging=2)


def run(args: list[str], app: App | None = None) -> None:
    """Carry out one command; raises Problem for whatever a person must be told."""
    misuse.as_problems(
        lambda: cli.main(args=args, prog_name="govledger", standalone_mode=False, obj=app)
    )


class Runs:
    """Many commands of one run: each menu is opened, and each command found, once."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.top = click.Context(cli, info_name="govledger", obj=app, **cli.context_settings)
        self.found: dict[tuple[str, ...], tuple[click.Command, click.Context] | None] = {}

    def run(self, args: list[str]) -> None:
        """As `run` does."""
        for named, rest in ((tuple(args[:2]), args[2:]), (tuple(args[:1]), args[1:])):
            if named not in self.found:
                self.found[named] = self._find(named)
            if (found := self.found[named]) is not None:
                misuse.as_problems(partial(self._invoke, *found, rest))
                return
        run(args, self.app)

    def _find(self, named: tuple[str, ...]) -> tuple[click.Command, click.Context] | None:
        """The command of these words, and where it stands; None if there is none."""
        *group, name = named
        module = pages().get("".join(group), {}).get(name)
        if module is None or not all(named):
            return None
        command, above = _load(module), self.top
        command.name = name
        if group:
            above = click.Context(_group(group[0]), info_name=group[0], parent=self.top)
        return command, above

    def _invoke(self, command: click.Command, above: click.Context, args: list[str]) -> Any:
        with command.make_context(command.name, args, parent=above) as ctx:
            return command.invoke(ctx)


def main(args: list[str] | None = None) -> None:
    """The entry point: exit codes and one clear sentence, never a traceback."""
    if args is None:  # A short-lived process of our own: few cycles of garbage are left.
        gc.set_threshold(100_000)
        without_pandas()
    app = App()
    underway.begin()
    streams.prepare()
    sys.stdout = output.watched(sys.stdout)
    patience.tell = lambda words: _say(plain(words))
    with interrupts.heard(), disk.private(), opened.closed_after():
        try:
            code = _carried_out(sys.argv[1:] if args is None else args, app)
        except KeyboardInterrupt as stopped:  # Interrupted again while ending.
            code = getattr(stopped, "exit_code", INTERRUPTED)
        if args is None:  # The process is ours alone.
            interrupts.settled()
    if code:
        sys.exit(code)


def _carried_out(args: list[str], app: App) -> int:
    """Run one command, and tell what it came to; the exit code."""
    try:
        try:
            run(args, app)
        finally:
            app.remember()
        sys.stdout.flush()
    except Problem as problem:
        _say(plain(str(problem)) + _what_is_missing(problem))
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort) as stopped:
        # click puts Abort in the place of the signal.
        return _stopped(app, stopped.__cause__ or stopped)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except output.ReaderGone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:
        # DuckDB's word for a Ctrl-C while it was at work; and of a package, while it was loaded.
        if str(fault) == "Query interrupted" or isinstance(fault.__cause__, KeyboardInterrupt):
            return _stopped(app, fault.__cause__)
        if os.environ.get("GOVLEDGER_DEBUG"):
            raise
        from commands.session import faults

        _say(f"{faults.explained(fault)}{_what_stands(app)} GOVLEDGER_DEBUG=1 shows where.")
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Otherwise Python complains again.
        return FAULT
    return 0


def _stopped(app: App, cause: BaseException | None) -> int:
    _say(f"stopped.{_what_stands(app)}")
    return getattr(cause, "exit_code", None) or INTERRUPTED


def _what_is_missing(problem: Problem) -> str:
    """A command that is not found may be a file of the program that is missing."""
    if not isinstance(problem, (NotFound, Misused, Faulted)):
        return ""
    from ledger.system import installation

    lost = installation.missing()
    return f"\nThis installation of govledger is incomplete: it lacks {lost[0]}." if lost else ""


def _what_stands(app: App) -> str:
    underway.clear()
    made = "".join(f" {plain(one)} is there, and whole." for one in underway.standing())
    recorded = " It was recorded: do not repeat it." if app.stands else " Nothing was recorded."
    return recorded + made


def _say(text: str) -> None:
    from commands.terminal.wrapping import fitted

    with suppress(OSError, ValueError):  # Nobody may be there to read it.
        print(fitted(f"govledger: {text}", sys.stderr), file=sys.stderr, flush=True)
