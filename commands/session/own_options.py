"""A question's own options, completed at the shell: their names, and what each may be."""

import os
import re
from typing import TYPE_CHECKING

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Reference

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from projections import Query


class Asking(Command):
    """A command that asks a question (its parameter `question`) and takes the question's own
    options."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        question = _query_of(ctx)
        if question is None or not incomplete.startswith("-"):
            return found
        from projections.parameters import flag

        own = {flag(name): says for name, says in question.parameters.items() if name[:2] == "p_"}
        there = {one.value for one in found}
        return [
            *(
                CompletionItem(name, help=says.partition(";")[0])
                for name, says in own.items()
                if name.startswith(incomplete) and name not in there
            ),
            *found,
        ]


class OwnOptions(click.types.UnprocessedParamType):
    """The arguments that the question itself reads: after the name of an option, its value."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        question, typed = _query_of(ctx), tuple(ctx.params.get(str(param.name)) or ())
        if question is None or not typed:
            return []
        allowed = question.allowed.get(f"p_{typed[-1].removeprefix('--').replace('-', '_')}")
        if allowed is None:
            return []
        choices = [CompletionItem(one) for one in allowed.choices if one.startswith(incomplete)]
        refs = (Reference(kind).shell_complete(ctx, param, incomplete) for kind in allowed.kinds)
        begins = incomplete.casefold()
        recorded = [
            CompletionItem(_typed(one))
            for one in (_recorded(ctx, allowed.column) if allowed.column else ())
            if one.casefold().startswith(begins)
        ]
        return [*choices, *recorded, *(one for some in refs for one in some)]


def _recorded(ctx: click.Context, column: str) -> list[str]:
    """The values in a column of the events."""
    from projections import Projections

    try:
        app: App = ctx.find_object(App) or App(ctx.find_root().params.get("path"))
        with Projections(app.reader) as now:
            return now.values(column)
    except Exception:
        return []  # If completing fails, there is no completion.


def _typed(value: str) -> str:
    """A value as it has to be typed: of the shells, only bash leaves its blanks and signs bare."""
    if not os.environ.get("_GOVLEDGER_COMPLETE", "").startswith("bash"):
        return value
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", value)


def _query_of(ctx: click.Context) -> "Query | None":
    from projections import questions

    name = ctx.params.get("question")
    return questions().get(str(name).replace("-", "_")) if name else None
