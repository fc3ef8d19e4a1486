"""Options that commands share: dates, references, posts; and required options."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from commands.session import misuse
from commands.session.app import App
from commands.session.parameters import Need, PostName, Prompted, Reference, Several, Words
from commands.terminal.screen import Function, terminal
from ledger.errors import InputNeeded, Misused, Problem
from ledger.words import words

if TYPE_CHECKING:
    from commands.session.lines import Short
    from ledger.events import Event

Decorator = Callable[[Function], Function]


def post(name: str) -> Decorator:
    """An argument that is a post."""
    return click.argument(name, type=PostName(), metavar=name.upper())


TEXT = (Words, click.types.StringParamType)
PLACES = ("FILE", "FILE|LINE", "DIR", "PLACE", "PATH", "OUT", "LEDGER", "COPY")


class Command(click.Command):
    """A command that asks for what is missing, or names all of it in one sentence. `records`: it
    may be a line of a batch."""

    records = False
    typed: str | None = None
    short: "Short | None" = None

    @cached_property
    def needs(self) -> "list[Need]":
        return [param for param in self.params if isinstance(param, Need)]

    @cached_property
    def several(self) -> "Several | None":
        """A command's parameter for several records, if it has one."""
        return next((param for param in self.params if isinstance(param, Several)), None)

    @cached_property
    def naming(self) -> dict[str, str]:
        """The parameters that name a record, each with its kind."""
        found = {str(p.name): getattr(p.type, "record", None) for p in self.params}
        return {name: kind for name, kind in found.items() if kind}

    def make_parser(self, ctx: click.Context) -> Any:
        return misuse.once(super().make_parser(ctx), ctx)

    @cached_property
    def filled(self) -> list[click.Parameter]:
        """What is never empty: every option that takes text, and each argument that names a record
        or a file; found once for all the commands of a batch."""
        return [
            param
            for param in self.params
            if _names(param) or (isinstance(param, click.Option) and isinstance(param.type, TEXT))
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return self._parsed(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # What the parser itself refuses has no context.
            raise

    def _parsed(self, ctx: click.Context, args: list[str]) -> list[str]:
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

                for param in params:  # Report what is wrong before asking for more.
                    if _is_given(value := given.get(param.name or "")):
                        param.type_cast_value(ctx, value)
                args = prompting.completed(app, ctx, args, missing)
                self.typed = prompting.as_typed(app, ctx, args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        app = ctx.find_object(App)
        if app is not None and app.batch and not self.records:
            raise Misused(f"{ctx.command_path} is no line of a batch: run it by itself")
        for param in self.filled:
            given = ctx.params.get(param.name or "")
            each = given if isinstance(given, tuple) else (given,)
            if "" in map(str.strip, map(str, each)):
                raise _empty(param)
        missing = [need for need in self.needs if _missing(need, ctx.params)]
        if len(missing) == 1 and missing[0].sentence:
            raise InputNeeded(missing[0].sentence)
        if missing:
            named = words(tuple(param.opts[0] for param in missing))
            raise InputNeeded(f"{ctx.command_path} needs {named}.")
        try:
            return super().invoke(ctx)
        except Problem as problem:
            if self.typed is None:
                raise
            # The answers are not lost.
            problem.args = (f"{problem}\nTo correct your answers: {self.typed}",)
            raise problem from None


def _names(param: click.Parameter) -> bool:
    """Whether it names a record or a file."""
    return isinstance(param.type, Reference) or getattr(param.type, "file", False)


def _empty(param: click.Parameter) -> Misused:
    """Something empty, as from an unset shell variable: an empty path would mean the current
    folder, and an option would be passed over."""
    option = isinstance(param, click.Option)
    name = param.metavar or param.human_readable_name
    named = param.opts[0] if option else name.strip("[].")
    if not _names(param):
        spare = "" if isinstance(param, Need) or param.required else ", or leave it out"
        return Misused(f"{named} is empty. Give it a value{spare}.")
    what = "file or a folder"
    if isinstance(param.type, Reference):
        what = "post" if isinstance(param.type, PostName) else "record"
    return Misused(f"{named} is empty. Name a {what}.")


def _missing(param: click.Parameter, given: Mapping[str, Any]) -> bool:
    """Whether `param` is required and missing."""
    if isinstance(param, Prompted):
        # A flag that is not given is False.
        others = (given.get(name) for name in (param.unless or "").split())
        stood_in = any(_is_given(other) and other for other in others)
        return not stood_in and not _is_given(given.get(param.name or ""))
    return isinstance(param, click.Argument) and param.required and not _is_given(given[param.name])


def _is_given(value: Any) -> bool:
    # Anything else is the library's mark for nothing given.
    return bool(value) if isinstance(value, (list, tuple)) else isinstance(value, (str, int, date))


def option(
    *names: str, needed: bool | str = False, asked: bool = False, **settings: Any
) -> Decorator:
    """An option, for text unless it has another type or names a POST. `needed`: whether it is
    required, or the sentence that says so; `asked`: whether a terminal asks for it."""
    if not settings.get("is_flag") and "type" not in settings:
        metavar = settings.get("metavar")
        file = "--file" in names or metavar in PLACES
        post, _, besides = (metavar or "").partition("|")
        named = PostName(besides.lower() or None) if post == "POST" else None
        settings["type"] = named or Words(file=file)
    if needed:
        sentence = needed if isinstance(needed, str) else ""
        return click.option(*names, cls=Need, sentence=sentence, **settings)
    return click.option(*names, cls=Prompted if asked else click.Option, **settings)


def argument(name: str, **settings: Any) -> Decorator:
    settings.setdefault("type", Words())
    return click.argument(name, **settings)


def ref(
    name: str, record: str | None = None, fit: "type[Event] | None" = None, **settings: Any
) -> Decorator:
    """An argument that is a record's reference, for a record that `fit` may happen to."""
    kind = Reference(record, fit=fit)
    return click.argument(name, type=kind, metavar=name.upper(), **settings)


def refs(name: str, record: str, fit: "type[Event]") -> Decorator:
    """One or more references of records that `fit` may happen to; several are shown and confirmed,
    unless --yes. See Desk.each."""
    several = click.argument(
        name,
        cls=Several,
        type=Reference(record, fit=fit),
        nargs=-1,
        required=True,
        metavar=f"{record.upper()}...",
    )
    yes = click.option("--yes", is_flag=True, help="With several: do not ask for confirmation.")
    return together(several, yes)


def together(*decorators: Decorator) -> Decorator:
    """Several options as one, in this order."""

    def decorate(function: Function) -> Function:
        for one in reversed(decorators):
            function = one(function)
        return function

    return decorate


def meeting_needed(sentence: str | bool) -> Decorator:
    """--meeting and --item, for what can only be said at a meeting. `sentence`: what to say without
    one."""
    text = "The meeting: HTA/2019-01-15 or a unique tail."
    return together(
        option("--meeting", type=Reference("meeting"), needed=sentence, help=text),
        option("--item", help="The item of the meeting, as printed: 2.1d."),
    )


# --meeting and --item: where something was said.
meeting_options = meeting_needed(False)

offices_option = option(
    "--offices",
    metavar="NAMES",
    help="Ask other offices: all, or their names with commas (govledger help offices).",
)
