"""A command typed wrongly, in words: what is missing or unknown, and what may have been meant."""

import re
import sys
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

import click

from commands.terminal import output
from ledger.errors import InputNeeded, Misused

# Quotes and dashes of a word processor, which no shell or option understands.
_OF_WORD = re.compile("argument.*(?:[\u201c\u201d\u2018\u2019]|[ (][\u2013\u2014][^ ])")
_NAME = attrgetter("name")


def as_problems(work: Callable[[], Any]) -> None:
    """Do the work; whatever a person must be told is raised as a Problem."""
    try:
        result = work()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        raise SystemExit(2) from None
    except click.MissingParameter as error:
        named = error.param.make_metavar(error.ctx) if error.param and error.ctx else "an argument"
        name = named.rstrip(".")
        if isinstance(error.param, click.Option):  # Its metavar alone names no option.
            name = f"{error.param.opts[0]} {name.strip('[]')}"
        raise InputNeeded(f"{_path(error)} needs {name}. See: {_path(error)} --help") from None
    except click.UsageError as error:
        raise Misused(f"{_usage_error(error)} See: {_path(error)} --help") from None
    except click.ClickException as error:
        raise Misused(error.format_message()) from None
    except SystemExit:
        # click ends like this on any broken pipe, with the code of a refusal.
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
            raise output.broken(sys.stdout) from None
        raise
    if isinstance(result, int) and result:
        raise SystemExit(result)


def once(parser: Any, ctx: click.Context) -> Any:
    """A parser that refuses an option given twice. The library would silently take the last, though
    the first may have been meant."""
    parse = parser.parse_args

    def parsed(args: list[str]) -> Any:
        values, rest, order = parse(args)
        if len({*map(_NAME, order)}) < len(order) and not ctx.resilient_parsing:
            _no_other(order, ctx)
        return values, rest, order

    parser.parse_args = parsed
    return parser


def _no_other(order: list[click.Parameter], ctx: click.Context) -> None:
    given: dict[str | None, click.Option] = {}
    for one in order:
        if not isinstance(one, click.Option) or one.multiple:
            continue
        before = given.setdefault(one.name, one)
        if before is not one:
            said = f"Give one of {before.opts[0]} and {one.opts[0]}, not both."
            raise click.UsageError(said, ctx)
        if one.secondary_opts and order.count(one) > 1:
            said = f"Give one of {one.opts[0]} and {one.secondary_opts[0]}, once."
            raise click.UsageError(said, ctx)
        if not one.is_flag and order.count(one) > 1:
            raise click.UsageError(f"{one.opts[0]} is given twice. Give it once.", ctx)


def _usage_error(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(error)
    said = error.format_message().rstrip(".")
    said = re.sub(r"is not in the range x>=(\d+)$", r"is less than \1", said)
    said = re.sub(r"is not in the range (\d+)<=x<=(\d+)$", r"is not between \1 and \2", said)
    if _OF_WORD.search(said):
        said += '. Quotes are straight ("), and an option begins with two hyphens (--)'
    return f"{re.sub(r'a valid (integer|number)$', 'a whole number', said)}."


def _no_such_option(error: click.NoSuchOption) -> str:
    if re.match(r"-\d", error.option_name):
        return f"{error.option_name!r} is read as an option; no number here is less than 0."
    hint = near(error.option_name, _options(error))
    if not hint and re.match(r"-[^-]", error.option_name):
        hint = " Words that begin with a hyphen come last, after --: -- -WORDS"
    return f"No such option {error.option_name!r}.{hint}"


def _options(error: click.UsageError) -> list[str]:
    return [name for one in error.ctx.command.params for name in one.opts] if error.ctx else []


def _path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "govledger"


def near(name: str, names: Iterable[str]) -> str:
    """Which of these somebody may have meant, as a sentence; empty if none is similar."""
    from difflib import get_close_matches

    return meant(get_close_matches(name, list(names), 3, 0.7))


def meant(names: list[str]) -> str:
    """The sentence that asks whether one of these was meant; empty if there is none."""
    from ledger.words import did_you_mean  # Help loads nothing of the ledger.

    return did_you_mean(names)
