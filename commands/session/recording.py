"""What makes a function a recording command: its common options, one transaction, its echo."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import click

from commands.session import signing
from commands.session.app import App
from commands.session.desk import Desk
from commands.session.echoing import echo, give, told_again
from commands.session.keyed import digest_of, may_be_a_key
from commands.session.options import Command
from commands.session.parameters import Date, PostName, Reference, Words
from commands.session.resolving import read_ahead
from commands.session.tidying import settle
from commands.session.together import all_of
from commands.terminal.screen import terminal
from ledger import command_keys, own_refs, people
from ledger.errors import Doubted, Misused, Problem
from ledger.events import Recorded
from ledger.naming import NoPost, named_as
from ledger.records import policies
from ledger.services import closing, confirmed


def _flag(name: str, text: str, **settings: Any) -> click.Option:
    settings.setdefault("type", None if "is_flag" in settings else Words())
    return click.Option([name], help=text, **settings)


COMMON: list[click.Parameter] = [
    _flag("--on", "Effective date (default: the meeting's date, otherwise today).", type=Date()),
    _flag("--inferred", "The day is inferred, and from what.", metavar="WHY"),
    _flag("--undated", "The day is unknown; --on is only where to file it.", metavar="WHY"),
    _flag("--source", "A registered document, or a file.", metavar="PAPER[:LINES]"),
    _flag(
        "--told-at",
        "The meeting whose minute tells it.",
        metavar="MEETING",
        type=Reference("meeting"),
    ),
    _flag("--quote", "The words of the source that say so (short)."),
    _flag("--behalf", "The post on whose behalf you record.", type=PostName(), metavar="POST"),
    _flag("--sensitive", "Mark OFFICIAL-SENSITIVE, and why.", metavar="REASON"),
    *signing.flags(),
    _flag("--key", "A key of your own: repeating the command with it records nothing new."),
    _flag("--mixed-alphabets", "Allow a word that mixes two alphabets.", is_flag=True),
    _flag("--dry-run", "Show the events; record nothing.", is_flag=True),
]


OWN_REF = _flag("--own-ref", "The office's own reference for it: 05/19/04/2023.", metavar="TEXT")


def recording(function: Callable[..., None], page: str | None = None) -> Command:
    """Make a command of a function: it opens the ledger, records in one transaction, says what it
    understood, and takes the options that every recording takes. `page`: its help, or else that of
    its file."""

    begins = getattr(function, "begins", False)

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, **params: Any) -> None:
        app = ctx.find_object(App) or App()
        app.restoring = getattr(function, "restores", False)
        app.upgrading = getattr(function, "upgrades", False)
        if not app.batch and terminal():
            from commands.session import prompting

            params = prompting.posts_meant(app, ctx, params)
        flags = {str(flag.name): params.pop(str(flag.name)) for flag in COMMON}
        own_ref = params.pop("own_ref", None)
        app.sign_with(flags.pop("sign"), flags.pop("passphrase_file"))
        sure = params.pop("yes", False) or flags["dry_run"]
        shown = _confirm(app, ctx, params, sure)

        def work(desk: Desk) -> None:
            desk.before, desk.own_ref = shown, own_ref
            function(desk, **params)
            if desk.own_ref is not None:
                own_refs.belongs_to_none(desk.own_ref)

        said = params | {"own_ref": own_ref} if own_ref is not None else params
        at_desk(app, flags, work, said)

    page = page or sys.modules[function.__module__].__doc__ or ""
    command = click.command(cls=Command, help=page.strip())(run)
    command.records = True
    dated = getattr(function, "dated", None)
    command.params += [OWN_REF] if begins else []
    command.params += [_flag("--on", dated, type=Date()), *COMMON[1:]] if dated else COMMON
    return command


def beginning(function: Callable[..., None]) -> Callable[..., None]:
    """A command that makes a record, which may have a reference of the office's own."""
    function.begins = True  # type: ignore[attr-defined]
    return function


def dated(words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose day is not that of a meeting where --on does not give it: the help of --on
    says which."""

    def mark(function: Callable[..., None]) -> Callable[..., None]:
        function.dated = words  # type: ignore[attr-defined]
        return function

    return mark


def restoring(function: Callable[..., None]) -> Callable[..., None]:
    """The one command that accepts a ledger other than the one last seen."""
    function.restores = True  # type: ignore[attr-defined]
    return function


def upgrading(function: Callable[..., None]) -> Callable[..., None]:
    """The one command that opens a ledger of an earlier layout for writing."""
    function.upgrades = True  # type: ignore[attr-defined]
    return function


def _confirm(app: App, ctx: click.Context, params: dict[str, Any], sure: bool) -> list[str]:
    """Where a command is about several records, ask once, before anything is locked; the lines that
    show them, where they were not shown."""
    assert isinstance(ctx.command, Command)
    several = ctx.command.several
    if several is None or len(texts := params[str(several.name)]) < 2:
        return []
    from commands.session import prompting

    if app.batch:
        prompting.whole(several.record, texts)
        return []
    return prompting.agree(app, ctx, several.record, texts, sure=sure)


def at_desk(
    app: App, flags: dict[str, Any], work: Callable[[Desk], None], params: dict[str, Any]
) -> None:
    """Record in one transaction what `work` records, and say what was understood. On a terminal,
    ask whether what may be a slip is meant."""
    while True:
        try:
            return _at_desk(app, flags, work, params)
        except Doubted as problem:
            if app.batch or not terminal():
                raise
            is_meant(app, problem)


def is_meant(app: App, problem: Doubted) -> None:
    """Ask whether a likely slip is meant. Raises Abort if not."""
    from commands.terminal.prompts import confirm

    if not confirm(f"{re.split(' Type it| Check both', str(problem))[0]} Record it so?"):
        raise click.Abort from None
    setattr(app, problem.meant, True)


def _at_desk(
    app: App, flags: dict[str, Any], work: Callable[[Desk], None], params: dict[str, Any]
) -> None:
    desk = Desk(app, app.recording, flags)
    if flags["key"]:
        may_be_a_key(flags["key"])
    if flags["dry_run"] and app.batch:
        raise Misused(
            "a batch is recorded as a whole or not at all: leave --dry-run out of its lines"
        )
    desk.ledger.mixed_meant = bool(flags["mixed_alphabets"]) or app.mixed_meant
    try:
        _transacted(desk, work, params)
    finally:
        if not app.batch:
            settle(app)
    app.recorded = bool(desk.recorded) and not flags["dry_run"]
    try:
        for step in desk.afterwards:
            step()
    except Problem:  # It says what is recorded.
        give(desk)
        raise
    if not app.batch:
        echo(desk)


def _transacted(desk: Desk, work: Callable[[Desk], None], params: dict[str, Any]) -> None:
    """Carry out the command in one transaction: not again, where its key was given before; and of a
    dry run nothing stays."""
    ledger, flags = desk.ledger, desk.flags
    key, dry = flags["key"], flags["dry_run"]
    said = {name: value for name, value in flags.items() if name not in _HOW}
    if said.get("told_at", "") is None:
        del said["told_at"]  # The digests of earlier commands were made without it.
    digest = desk.digest = digest_of(said, params) if key else ""
    try:
        with ledger.writing():
            again = command_keys.recorded(ledger, key, digest) if key else None
            if again is None:
                earlier = command_keys.recorded_before(ledger, key, digest) if key else None
                before = ledger.size
                again = _recorded(desk, work, flags | params, said | params, before, earlier)
                if key and again is None:
                    command_keys.remember(ledger, key, digest, before)
            if again is not None:
                told_again(desk, key, again)
            if dry:
                raise _Rehearsed
    except _Rehearsed:
        desk.notes.append("A dry run: none of this was recorded.")


def _recorded(
    desk: Desk,
    work: Callable[[Desk], None],
    given: dict[str, Any],
    said: dict[str, Any],
    before: int,
    earlier: list[Recorded] | None,
) -> list[Recorded] | None:
    """Carry out the command on a ledger of `before` events; nothing of it is kept where it records
    no event, or where it comes to the same as an earlier one with its key, which is then returned.
    """
    app, ledger = desk.app, desk.ledger
    again: list[Recorded] | None = None
    try:
        with ledger.writing():
            command = click.get_current_context().command
            read_ahead(ledger, command.naming if isinstance(command, Command) else {}, said)
            if app.signing_key is not None:
                desk.signed = signing.signed(app, ledger, desk.correlation, said)
            desk.told_at = desk.meeting(desk.flags.get("told_at"))
            _working(desk, work, given)
            if ledger.size == before:
                raise _Nothing
            if not app.batch:  # A batch reports it once, for everything it recorded.
                desk.notes += closing.own_after_all(ledger, desk.recorded)
                desk.notes += confirmed.beside_minutes(ledger, desk.recorded)
            if app.seal_days is None:
                policy = ledger.state("policy", policies.SEAL_DAYS, on=app.today)
                app.seal_days = policies.seal_days(policy) or 0
            if earlier is not None:
                made = [*desk.recorded, *desk.implied]
                again = command_keys.same_as(earlier, made, desk.flags["key"])
                raise _Nothing
    except _Nothing:
        return again
    return None


def _working(desk: Desk, work: Callable[[Desk], None], given: dict[str, Any]) -> None:
    """Do it; where a name is no post's, all that are given are looked up, to tell them at once."""
    try:
        work(desk)
    except NoPost as first:
        problems = {first.said: first}
        for text, besides in _posts_given(given):
            try:
                named_as(desk.ledger, text, besides)
            except NoPost as problem:
                if not people.is_somebody(desk.ledger, text, desk.day):
                    problems.setdefault(text, problem)
        raise all_of(list(problems.values())) from None


def _posts_given(given: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The names given where posts are named, and the kind that may stand in place of one."""
    for param in click.get_current_context().command.params:
        if not isinstance(param.type, PostName):
            continue
        value = given.get(str(param.name))
        for text in [value] if isinstance(value, str) else value or ():
            for one in text.split(","):
                if one.strip():
                    yield one, param.type.besides


_HOW = ("dry_run", "mixed_alphabets")  # no part of what is recorded


class _Rehearsed(Exception):
    """Undoes the transaction of a dry run."""


class _Nothing(Exception):
    """Undoes what a command wrote that recorded nothing: the personal values that it names."""
