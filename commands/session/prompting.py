"""Asking the person at the terminal for what a recording command lacks.

The answers are put on the command line, so a prompt is understood exactly as a flag is.
"""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import click

from commands.session.app import App
from commands.session.parameters import PostName, Prompted, Reference, Several
from commands.session.resolving import bare, find
from commands.terminal import screen
from commands.terminal.prompts import BACK, Offer, Prompt, confirm, interview
from commands.terminal.text import one_line
from ledger import people
from ledger.application import Ledger
from ledger.errors import InputNeeded, NotFound
from ledger.events import Event, State
from ledger.naming import like, named_as
from ledger.records.posts import STATUTORY, Post
from ledger.registry import RecordKind, record_kind, record_kinds
from ledger.words import counted, day, plural, words


def completed(
    app: App, ctx: click.Context, args: list[str], missing: list[click.Parameter]
) -> list[str]:
    """The command line, completed with the person's answers."""
    # Checks the ledger, the person and the day before anything is typed in vain.
    _ = app.reader, app.actor, app.clock
    screen.say(f"{ctx.command_path}: {BACK} steps back; Ctrl-C stops, and records nothing.")
    answers = interview([_question(app, ctx, param) for param in missing])
    flags: list[str] = []
    positional: list[str] = []
    for param in missing:
        answer = answers[str(param.name)]
        if isinstance(param, click.Argument):
            positional += answer.split(",") if param.nargs != 1 else [answer]
        elif answer:
            flags.append(f"{param.opts[0]}={answer}")
        elif isinstance(param, Prompted) and param.unless:
            flags.append(_named(ctx, param.unless.split()[0]).opts[0])
    if positional and "--" not in args:
        args = [*args, "--"] if any(one.startswith("-") for one in positional) else args
    return [*flags, *args, *positional]


def as_typed(app: App, ctx: click.Context, args: list[str]) -> str:
    """The whole command, to be typed again."""
    _, *path = ctx.command_path.split()
    ledger = ["--ledger", app.said] if app.said else []
    return shlex.join(["govledger", *ledger, *path, *args])


def _named(ctx: click.Context, name: str) -> click.Parameter:
    return next(param for param in ctx.command.params if param.name == name)


def _question(app: App, ctx: click.Context, param: click.Parameter) -> Prompt:
    kind = param.type
    question = Prompt(str(param.name), _prompt(param))
    if isinstance(kind, click.Choice):
        offers = [Offer(str(one)) for one in kind.choices]
        question = question._replace(offers=offers, only=True)
    elif isinstance(kind, Reference):
        named, fit = kind.record, kind.fit
        if isinstance(kind, PostName):
            question = question._replace(offers=lambda: _posts(app.reader, STATUTORY), exact=True)
        elif named is not None:
            question = question._replace(offers=lambda: offered(app.reader, named, fit))
        question = question._replace(check=lambda text: _check_names(app.reader, kind, text))
    if not isinstance(kind, (click.Choice, Reference)) or getattr(kind, "new", False):
        question = question._replace(check=lambda text: kind.convert(text, param, ctx))
    if isinstance(kind, Reference) and (param.multiple or param.nargs != 1):
        question = question._replace(several=r"\s*,\s*" if param.multiple else r"[\s,]+")
    if isinstance(param, Prompted) and param.unless:
        stand_in = _named(ctx, param.unless.split()[0])
        if isinstance(stand_in, click.Option) and stand_in.is_flag:
            question = question._replace(without=stand_in.help)
    return question


def _prompt(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        text = param.help or param.opts[0].removeprefix("--").replace("-", " ").capitalize()
        return f"{text.rstrip('.')} ({param.opts[0]})"
    several = ", or several with spaces" if param.nargs != 1 else ""
    name = param.record if isinstance(param, Several) else param.human_readable_name
    return f"{str(name).replace('_', ' ').replace('|', ' or ').capitalize()}{several}"


def _check_names(ledger: Ledger, kind: Reference, text: str) -> None:
    """Raise NotFound unless `text` names what is asked for."""
    if isinstance(kind, PostName):
        named_as(ledger, text, kind.besides)
        return
    record, ref = find(ledger, [kind.record] if kind.record else list(record_kinds()), text)
    if ledger.state(record, ref) is None:
        raise NotFound(f"{ref} was retracted. Name another {record}.")


def posts_meant(app: App, ctx: click.Context, params: Mapping[str, Any]) -> dict[str, Any]:
    """The values given, with each near name replaced by the post the person chose, before anything
    is locked."""
    meant, on = dict(params), params.get("on") or app.today
    for param in ctx.command.params:
        value = params.get(str(param.name))
        if isinstance(param.type, PostName) and value:
            if isinstance(value, str):
                meant[str(param.name)] = _post_meant(app, param, value, on)
            else:
                several = (text.split(",") for text in value)
                meant[str(param.name)] = tuple(
                    ",".join(_post_meant(app, param, one, on) for one in texts if one.strip())
                    for texts in several
                )
    return meant


def _post_meant(app: App, param: click.Parameter, text: str, on: date) -> str:
    assert isinstance(param.type, PostName)
    try:
        named_as(app.reader, text, param.type.besides)
        return text
    except NotFound as unknown:
        if people.is_somebody(app.reader, text, on):  # Who that is depends on who was there.
            return text
        near = like(app.reader, text)
        if not near:
            raise
        screen.say(str(unknown).partition(" Did you mean")[0])
    offers = [one for one in _posts(app.reader, STATUTORY) if one.answer in near]
    question = Prompt("post", f"Which do you mean? {_prompt(param)}", offers, exact=True)
    check = partial(_check_names, app.reader, param.type)
    return interview([question._replace(check=check)])["post"]


# What there is to choose from


def offered(ledger: Ledger, record: str, fit: type[Event] | None = None) -> list[Offer]:
    """The records of a kind: those `fit` may happen to first, then those that allow most events,
    latest first."""
    if record == "post":
        return _posts(ledger, {})
    kind = record_kind(record)
    several = len({event.moves_to for event in kind.events if event.moves_to}) > 1
    states = [(ref, ledger.state(record, ref)) for ref in reversed(ledger.refs(record))]
    standing = [(ref, state) for ref, state in states if state is not None]
    standing.sort(
        key=lambda one: (
            fit is not None and one[1].status not in fit.needs,
            -_liveliness(kind, one[1].status),
        )
    )
    return [
        Offer(ref, f"{state.title} ({state.status})" if several else state.title)
        for ref, state in standing
    ]


def _liveliness(kind: RecordKind, status: str) -> int:
    """How many kinds of event are allowed in a status."""
    return sum(not event.needs or status in event.needs for event in kind.events)


def _posts(ledger: Ledger, besides: Mapping[str, str]) -> list[Offer]:
    """The posts, with their holders, and those `besides` that need no definition."""
    titles = dict(besides)
    for ref in ledger.refs("post"):
        state = ledger.state("post", ref)
        if isinstance(state, Post):
            titles[ref] = f"{state.title} ({state.shown})" if state.shown else state.title
    return [Offer(ref, title) for ref, title in titles.items()]


# The same to several


def agree(
    app: App, ctx: click.Context, record: str, texts: Sequence[str], *, sure: bool
) -> list[str]:
    """The records that a command is about, as they are before it, one or two lines each. Unless the
    person is `sure`, they are shown and asked about once: raises Abort where the answer is no,
    InputNeeded if there is nobody to ask. Raises NotFound for numbers alone that nobody would
    see in time."""
    ledger = app.reader
    refs = list(dict.fromkeys(find(ledger, [record], text)[1] for text in texts))
    lines = []
    for ref in refs:
        state = ledger.state(record, ref)
        lines.append(f"{ref}  {one_line(state.title) if state else '(retracted)'}")
        if state is not None:
            lines.append(" " * (len(ref) + 2) + _about(state))
    if len(refs) < 2:  # Named more than once.
        return lines
    if sure:
        whole(record, texts, lines)
        return lines
    all_of_them = counted(len(refs), record_kind(record).called)
    if not screen.terminal():
        shown = "\n  ".join(lines)
        told = f"To {ctx.command.name} {all_of_them} at once, say --yes:\n  {shown}"
        raise InputNeeded(told)
    for line in lines:
        screen.say(line, hanging=len(refs[0]) + 2)
    if not confirm(f"{str(ctx.command.name).capitalize()} these {all_of_them}?"):
        raise click.Abort
    return []


def whole(record: str, texts: Sequence[str], shown: Sequence[str] = ()) -> None:
    """Refuse numbers alone for several records where nobody is asked: an office has numbers of its
    own, and which records they would be here is not seen in time."""
    numbers = tuple(text for text in texts if bare(text))
    if numbers:
        alone = "is a number alone" if len(numbers) == 1 else "are numbers alone"
        here = ". Here they would be:" if shown else "."
        raise NotFound(
            f"{words(numbers)} {alone}, which may be the office's own. Where nobody is asked, say"
            f" the reference of each of several {plural(record_kind(record).called)} as printed"
            + "\n  ".join([here, *shown])
        )


def _about(state: State) -> str:
    owners, reported_by = getattr(state, "owners", ()), getattr(state, "reported_by", None)
    since = f"by {reported_by} on" if reported_by else "since"
    return f"owner {words(owners)}; {state.status} {since} {day(state.since_on)}"
