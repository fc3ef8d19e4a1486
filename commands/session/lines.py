"""Running many commands in one process: each command is found, and its options built, only once.

Whatever this short cut cannot take (help, a wrong option, too many words) goes through the library
from the start, which says what is wrong.
"""

import re
from collections.abc import Sequence
from typing import Any

import click
from click.core import iter_params_for_processing

# A word of a line, in parts: as it is, or in quotes. With a backslash, the library reads it. What
# has matched ahead, (?=(...))\1, is not parted in other ways: a long word would take for ever.
# (The short way to say so, ++, matches what it must not in Python 3.11 before 3.11.5.)
_WORD = re.compile(r"""[ \t\r\n]*(?=((?:[^ \t\r\n"'\\]+|"[^"\\]*"|'[^']*')+))\1(?=[ \t\r\n]|$)""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|[^"']+""")


def split(line: str) -> list[str]:
    """The words of a line as a shell would split it. Raises ValueError for an unclosed quote."""
    words, at = [], 0
    while match := _WORD.match(line, at):
        word = match[1]
        if '"' in word or "'" in word:
            parts = _PART.finditer(word)
            word = "".join(p[0] if p.lastindex is None else p[p.lastindex] for p in parts)
        words.append(word)
        at = match.end()
    if not line[at:].strip(" \t\r\n"):
        return words
    import shlex

    return shlex.split(line)


# The library's mark for nothing given.
_UNSET: Any = click.Option(["--any"]).default


class Short:
    """A command's options: how to parse them, and their defaults."""

    def __init__(self, command: click.Command, ctx: click.Context) -> None:
        self.parser = command.make_parser(ctx)
        self.params = command.get_params(ctx)
        bare = click.Context(command, parent=ctx.parent, resilient_parsing=True)
        click.Command.parse_args(command, bare, [])
        self.absent = {
            param.name: bare.params.get(param.name)
            for param in self.params
            if param.name and _may_be_left_out(param)
        }
        self.defaults = {
            param.name: self.absent.get(param.name)
            for param in self.params
            if param.expose_value and param.name
        }

    def parse(self, ctx: click.Context, args: Sequence[str]) -> bool:
        """Fill in `ctx` with its command's values; returns whether that was possible."""
        try:
            given, rest, order = self.parser.parse_args(list(args))
            said = [p for p in self.params if p.name in given or p.name not in self.absent]
            for param in iter_params_for_processing(order, said):
                _, rest = param.handle_parse_result(ctx, given, rest)
        except click.UsageError:
            rest = ["?"]
        if rest:
            ctx.params.clear()
            return False
        for name, value in [*ctx.params.items()]:
            if value is _UNSET:
                ctx.params[name] = None
        # In the order of the library: what is given, as it is given, then the rest.
        ctx.params = ctx.params | self.defaults | ctx.params
        return True


def _may_be_left_out(param: click.Parameter) -> bool:
    """Whether an option's default does not depend on the rest of the line."""
    plain = isinstance(param, click.Option) and not (param.required or param.envvar or param.prompt)
    return plain and (param.callback is None or not param.expose_value)
