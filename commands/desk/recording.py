"""What makes a function a recording command: its common options, one transaction, its echo."""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from hashlib import sha256
from typing import Any

import click

from commands.desk import screen, signing
from commands.desk.app import App
from commands.desk.desk import IMPLIED, Desk
from commands.desk.finding import read_ahead
from commands.desk.keeping import settle
from commands.desk.options import Date, Page, Several, Words
from ledger.kinds import split
from ledger.problems import Misused
from ledger.records import LONG_STANDING, Recorded, day, standing, told


def _flag(name: str, text: str, **settings: Any) -> click.Option:
    settings.setdefault("type", None if "is_flag" in settings else Words())
    return click.Option([name], help=text, **settings)


COMMON: list[click.Parameter] = [
    _flag("--on", "The day it holds for; else the meeting's, else today.", type=Date()),
    _flag("--inferred", "The day is inferred, and from what.", metavar="WHY"),
    _flag("--undated", "The day is unknown; --on is only where to file it.", metavar="WHY"),
    _flag("--source", "A registered document, or a file.", metavar="PAPER[:LINES]"),
    _flag("--quote", "The words of the source that say so (short)."),
    _flag("--behalf", "The post on whose behalf you record.", metavar="POST"),
    _flag("--sensitive", "Mark OFFICIAL-SENSITIVE, and why.", metavar="REASON"),
    *signing.flags(),
    _flag("--key", "A key of your own: repeating the command with it records nothing new."),
    _flag("--dry-run", "Show the events; record nothing.", is_flag=True),
]


def recording(function: Callable[..., None]) -> Page:
    """Make a command of a function: it opens the ledger, records in one transaction, says what it
    understood, and takes the options that every recording takes."""

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, **params: Any) -> None:
        app = ctx.find_object(App) or App()
        app.restoring = getattr(function, "restores", False)
        flags = {str(flag.name): params.pop(str(flag.name)) for flag in COMMON}
        app.sign_with(flags.pop("sign"), flags.pop("passphrase_file"))
        sure = params.pop("yes", False) or flags["dry_run"]
        _confirm(app, ctx, params, sure)
        at_desk(app, flags, lambda desk: function(desk, **params), params)

    page = (sys.modules[function.__module__].__doc__ or "").strip()
    command = click.command(cls=Page, help=page)(run)
    command.records = True
    command.params += COMMON
    return command


def restoring(function: Callable[..., None]) -> Callable[..., None]:
    """The one command for which the ledger need not be the one last seen."""
    function.restores = True  # type: ignore[attr-defined]
    return function


def _confirm(app: App, ctx: click.Context, params: dict[str, Any], sure: bool) -> None:
    """Where a command is about several records, ask once, before anything is locked."""
    several = next((p for p in ctx.command.params if isinstance(p, Several)), None)
    if several is not None and len(params[str(several.name)]) > 1 and not (sure or app.batch):
        from commands.desk import asking

        asking.agree(app, ctx, several.record, params[str(several.name)])


def at_desk(
    app: App, flags: dict[str, Any], work: Callable[[Desk], None], params: dict[str, Any]
) -> None:
    ledger = app.recording
    desk = Desk(app, ledger, flags)
    key, dry = flags["key"], flags["dry_run"]
    if dry and app.batch:
        raise Misused("a line of a batch is recorded or not with the whole: no --dry-run in it")
    said = {name: value for name, value in flags.items() if name != "dry_run"}
    digest = _digest(said, params) if key else ""
    try:
        with ledger.writing():
            again = ledger.keyed(key, digest) if key else None
            if again is not None:
                implied = [r for r in again if isinstance(r.event, IMPLIED)]
                desk.implied = implied if len(implied) < len(again) else []
                desk.recorded = [r for r in again if r not in desk.implied]
                desk.given = [split(r.stream)[1] for r in desk.recorded if r.version == 1]
                desk.notes.append(f"The key {key!r} was given before: nothing was written twice.")
                if any(r not in standing(ledger.history(r.stream)) for r in again):
                    desk.notes.append("What it recorded then has been retracted since.")
            else:
                before = ledger.size
                with suppress(_Nothing), ledger.writing():
                    read_ahead(ledger, click.get_current_context().command, said | params)
                    if app.signing_key is not None:
                        desk.signed = signing.signed(app, ledger, desk.correlation, said | params)
                    work(desk)
                    if ledger.size == before:
                        raise _Nothing
                if key:
                    ledger.remember(key, digest, before)
            if dry:
                raise _Rehearsed
    except _Rehearsed:
        desk.notes.append("A dry run: none of this was recorded.")
    finally:
        if not app.batch:
            settle(app)
    app.recorded = bool(desk.recorded) and not dry
    if not app.batch:
        echo(desk)


def _digest(said: dict[str, Any], params: dict[str, Any]) -> str:
    """What tells the present command from every other."""
    command = click.get_current_context().command_path
    return sha256(repr((command, said, params)).encode()).hexdigest()


class _Rehearsed(Exception):
    """Undoes the transaction of a dry run."""


class _Nothing(Exception):
    """Undoes what a command wrote that recorded nothing: the personal values that it names."""


def echo(desk: Desk) -> None:
    """The references given on stdout, each alone on its line; what was understood on stderr."""
    if not desk.flags["dry_run"]:
        for ref in dict.fromkeys(desk.given):
            click.echo(ref)
    for recorded in [*desk.recorded, *desk.implied]:
        screen.say(f"{split(recorded.stream)[1]} {told(recorded)}{_when(recorded)}")
    for note in desk.notes:
        screen.say(note)


def _when(recorded: Recorded) -> str:
    on = recorded.envelope.effective_on
    return "" if on == LONG_STANDING else f" — {day(on)}"
