"""The shapes of what is typed: dates, references, posts; and options that are needed."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import click.shell_completion

from commands.desk import dates
from commands.desk.app import App
from commands.desk.text import acceptable
from ledger.problems import InputNeeded, Misused

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]


class Date(click.ParamType[date]):
    """A day, as people type it."""

    name = "date"

    def __init__(self, *, ahead: bool = False) -> None:
        self.ahead = ahead

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        app: App = ctx.find_object(App) if ctx else None  # type: ignore[assignment]
        return dates.parse(value, app.today, ahead=self.ahead)


class Words(click.ParamType[str]):
    """People's words: any text that is text."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if (fault := acceptable(value)) is not None:
            named = param.human_readable_name if param else "text"
            raise Misused(f"The {named} cannot be recorded: {fault}.")
        return str(value)


def is_number(text: str) -> bool:
    """Whether it is written as a number that an event can have."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


class EventNumber(click.ParamType[int]):
    """The number of an event, as a history shows it."""

    name = "event"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int) or is_number(value):
            return int(value)
        raise Misused(f"{value!r} is not an event's number. A history shows them (history REF).")


def pence(text: str) -> int:
    """An amount as people type it, in pence: £150,000, 445625.50. Raises Misused."""
    said = re.fullmatch(r"£?\s?(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.(\d\d))?", text.strip(), re.A)
    if said is None:
        raise Misused(
            f"{text!r} is not an amount of money. Say it in pounds: 150,000 or 445625.50."
        )
    return int(said[1].replace(",", "")) * 100 + int(said[2] or 0)


class Amount(click.ParamType[int]):
    """An amount of money, typed in pounds."""

    name = "pounds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        return value if isinstance(value, int) else pence(value)


class Reference(Words):
    """The reference of a record of one kind, or of any; completed from the ledger."""

    name = "ref"

    def __init__(self, record: str | None = None) -> None:
        self.record = record

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        from ledger.kinds import record_kinds

        try:
            app: App = ctx.find_object(App) or App(ctx.find_root().params.get("path"))
            kinds = [self.record] if self.record else list(record_kinds())
            refs = [ref for kind in kinds for ref in app.reader.refs(kind)]
        except Exception:
            return []  # A completion that cannot be made is no completion.
        return [
            click.shell_completion.CompletionItem(ref)
            for ref in refs
            if ref.lower().startswith(incomplete.lower())
        ]


class FileName(click.ParamType[str]):
    """One of the files in a folder, by its name: completed without loading any."""

    name = "name"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        names = sorted(file.stem for file in self.folder.iterdir() if file.is_file())
        return [click.shell_completion.CompletionItem(n) for n in names if n.startswith(incomplete)]


class Need(click.Option):
    """An option without which the command cannot go on; all that are missing are named at once."""


class Page(click.Command):
    """A command that names everything missing in one sentence; `records`: it may be in a batch."""

    records = False

    def invoke(self, ctx: click.Context) -> Any:
        missing = [
            param.opts[0]
            for param in self.params
            if isinstance(param, Need) and ctx.params.get(param.name or "") in (None, ())
        ]
        app = ctx.find_object(App)
        if app is not None and app.batch and not self.records:
            raise Misused("a batch records; ask when it is recorded")
        if missing:
            raise InputNeeded(f"{ctx.command_path} needs {' and '.join(missing)}.")
        return super().invoke(ctx)


def option(*names: str, needed: bool = False, **settings: Any) -> Decorator:
    """An option of words, unless it has another type."""
    if not settings.get("is_flag") and "type" not in settings:
        settings["type"] = Words()
    return click.option(*names, cls=Need if needed else click.Option, **settings)


def argument(name: str, **settings: Any) -> Decorator:
    settings.setdefault("type", Words())
    return click.argument(name, **settings)


def ref(name: str, record: str | None = None, **settings: Any) -> Decorator:
    """An argument that is the reference of a record."""
    return click.argument(name, type=Reference(record), metavar=name.upper(), **settings)


def meeting_options(function: Function) -> Function:
    """--meeting and --item: where a thing was said."""
    item = option("--item", help="The item of the meeting, as printed: 2.1d.")
    meeting = option(
        "--meeting", type=Reference("meeting"), help="The meeting: HTA/2019-01-15 or a unique tail."
    )
    return meeting(item(function))
