"""The shapes of what is typed: dates, references, posts; and options that are needed."""

import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import click.shell_completion

from commands.session.app import App
from commands.terminal import dates
from commands.terminal.text import acceptable
from ledger.errors import InputNeeded, Misused, Problem

if TYPE_CHECKING:
    from commands.session.lines import Short
    from ledger.events import Event, Personal

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


class KnownBy(Date):
    """A day by which something was known: none in the future."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        app: App = ctx.find_object(App) if ctx else None  # type: ignore[assignment]
        return dates.known_by(value, app.today)


class Words(click.ParamType[str]):
    """People's words: any text that is text, in the form in which it is kept; the name of a `file`,
    as it is typed."""

    name = "text"

    def __init__(self, *, file: bool = False) -> None:
        self.file = file

    def person(self, text: str) -> "tuple[str, Personal | None]":
        """What is typed before the name of a natural person, and that it is one, if it is."""
        return "", None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if (fault := acceptable(value)) is not None:
            named = param.human_readable_name if param else "text"
            raise Misused(f"The {named} cannot be recorded: {fault}.")
        if self.file or value.isascii():
            return str(value)
        from ledger.characters import composed  # Imported here to keep start-up fast.

        return str(composed(value))


class PersonName(Words):
    """The name of a natural person. `unless`: a kind of record, whose references are no names."""

    def __init__(self, *, unless: str | None = None) -> None:
        super().__init__()
        self.unless = unless

    def person(self, text: str) -> "tuple[str, Personal | None]":
        from ledger.events import Personal

        return "", Personal(unless=self.unless)


class FieldValue(Words):
    """FIELD=VALUE, of an event."""

    def person(self, text: str) -> "tuple[str, Personal | None]":
        from ledger.privacy.personal import personal_fields
        from ledger.registry import event_kinds

        field, equals, _ = text.partition("=")
        found = [
            fields.get(field.strip()) for fields in map(personal_fields, event_kinds().values())
        ]
        return field + equals, next(filter(None, found), None)


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

    def __init__(
        self,
        record: str | None = None,
        *,
        fit: "type[Event] | None" = None,
        new: bool = False,
    ) -> None:
        """`fit`: what is to happen to it; records to which it may are offered first. `new`: it may
        also be one that is not in the ledger yet."""
        super().__init__()
        self.record = record
        self.fit = fit
        self.new = new

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        from ledger.registry import record_kinds

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


class PostName(Reference):
    """A post, by its abbreviation or by any of its names."""

    def __init__(self) -> None:
        super().__init__("post")


def post(name: str) -> Decorator:
    """An argument that is a post."""
    return click.argument(name, type=PostName(), metavar=name.upper())


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


class Asked(click.Option):
    """An option that a person at a terminal is asked for where it is missing; elsewhere the rules
    say whether they can do without. `unless`: the option that may stand in its place,
    or several, with spaces; the first is what a person at a terminal is offered."""

    def __init__(self, *args: Any, unless: str | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.unless = unless


class Need(Asked):
    """An option without which the command cannot go on; all that are missing are named at once, or
    in the option's own `sentence`."""

    def __init__(self, *args: Any, sentence: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.sentence = sentence


class Page(click.Command):
    """A command that asks for what is missing, or names all of it in one sentence; `records`: it
    may be in a batch."""

    records = False
    typed: str | None = None
    short: "Short | None" = None

    @cached_property
    def needs(self) -> "list[Need]":
        return [param for param in self.params if isinstance(param, Need)]

    @cached_property
    def several(self) -> "Several | None":
        """Its references of several records, if it takes them."""
        return next((param for param in self.params if isinstance(param, Several)), None)

    @cached_property
    def naming(self) -> dict[str, str]:
        """The parameters that name a record, and of which kind."""
        found = {str(p.name): getattr(p.type, "record", None) for p in self.params}
        return {name: kind for name, kind in found.items() if kind}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        app = ctx.find_object(App) or App()
        if app.batch and not ctx.resilient_parsing:
            if self.short is None:
                from commands.session.lines import Short

                self.short = Short(self, ctx)
            if self.short.parse(ctx, args):
                return []
        if self.records and not ctx.resilient_parsing and not app.batch and terminal():
            given, _, _ = self.make_parser(ctx).parse_args(list(args))
            params = self.get_params(ctx)
            missing = [param for param in params if _missing(param, given)]
            if missing and not any(p.is_eager and given.get(p.name or "") is True for p in params):
                from commands.session import prompting

                for param in params:  # What was said wrong is told before more is asked.
                    if _said(value := given.get(param.name or "")):
                        param.type_cast_value(ctx, value)
                args = prompting.completed(app, ctx, args, missing)
                self.typed = prompting.as_typed(app, ctx, args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        app = ctx.find_object(App)
        if app is not None and app.batch and not self.records:
            raise Misused("a batch records; ask when it is recorded")
        missing = [need for need in self.needs if _missing(need, ctx.params)]
        if len(missing) == 1 and missing[0].sentence:
            raise InputNeeded(missing[0].sentence)
        if missing:
            named = " and ".join(param.opts[0] for param in missing)
            raise InputNeeded(f"{ctx.command_path} needs {named}.")
        try:
            return super().invoke(ctx)
        except Problem as problem:
            if self.typed is None:
                raise
            # What was answered is not lost.
            raise type(problem)(f"{problem}\nWhat you answered, to mend: {self.typed}") from None


def terminal() -> bool:
    """Whether there is a person who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _missing(param: click.Parameter, given: Mapping[str, Any]) -> bool:
    """Whether `param` has to be said and is not."""
    if isinstance(param, Asked):
        # A flag that is not given is False.
        others = (given.get(name) for name in (param.unless or "").split())
        stood_in = any(_said(other) and other for other in others)
        return not stood_in and not _said(given.get(param.name or ""))
    return isinstance(param, click.Argument) and param.required and not _said(given[param.name])


def _said(value: Any) -> bool:
    # Anything else is what the library puts where nothing was given.
    return bool(value) if isinstance(value, (list, tuple)) else isinstance(value, (str, int, date))


def option(
    *names: str, needed: bool | str = False, asked: bool = False, **settings: Any
) -> Decorator:
    """An option of words, unless it has another type, or names a POST. `needed`: nothing is done
    without it, or the sentence that says so; `asked`: it is asked for at a terminal."""
    if not settings.get("is_flag") and "type" not in settings:
        metavar = settings.get("metavar")
        file = "--file" in names or metavar in ("FILE", "FILE|LINE")
        settings["type"] = PostName() if metavar == "POST" else Words(file=file)
    if needed:
        sentence = needed if isinstance(needed, str) else ""
        return click.option(*names, cls=Need, sentence=sentence, **settings)
    return click.option(*names, cls=Asked if asked else click.Option, **settings)


def argument(name: str, **settings: Any) -> Decorator:
    settings.setdefault("type", Words())
    return click.argument(name, **settings)


def ref(
    name: str, record: str | None = None, fit: "type[Event] | None" = None, **settings: Any
) -> Decorator:
    """An argument that is the reference of a record; of one to which `fit` is to happen."""
    kind = Reference(record, fit=fit)
    return click.argument(name, type=kind, metavar=name.upper(), **settings)


class Several(click.Argument):
    """References of one kind to which the same happens: to all of them, or to none."""

    @property
    def record(self) -> str:
        assert isinstance(self.type, Reference) and self.type.record
        return self.type.record


def refs(name: str, record: str, fit: "type[Event]") -> Decorator:
    """One reference or several, of records to which `fit` is to happen; several are shown and
    confirmed, or --yes does it. See Desk.each."""
    several = click.argument(
        name,
        cls=Several,
        type=Reference(record, fit=fit),
        nargs=-1,
        required=True,
        metavar=f"{record.upper()}...",
    )
    yes = click.option("--yes", is_flag=True, help="With several: do not ask whether to.")
    return lambda function: several(yes(function))


def meeting_options(function: Function) -> Function:
    """--meeting and --item: where a thing was said."""
    return _meeting(False)(_item(function))


def meeting_needed(sentence: str) -> Decorator:
    """--meeting and --item, of what is said at a meeting or not at all; `sentence` says so."""
    return lambda function: _meeting(sentence)(_item(function))


def _meeting(needed: bool | str) -> Decorator:
    text = "The meeting: HTA/2019-01-15 or a unique tail."
    return option("--meeting", type=Reference("meeting"), needed=needed, help=text)


_item = option("--item", help="The item of the meeting, as printed: 2.1d.")
