"""A recording command that is one rule of the ledger: what is typed is understood by its type."""

import shlex
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import click

from commands.session.desk import Desk
from commands.session.options import Command, Decorator, together
from commands.session.parameters import PostName, Reference
from commands.session.recording import beginning, recording
from ledger.errors import NotFound, Problem
from ledger.events import Rule
from ledger.registry import record_kind


def one_rule(
    page: str | None,
    rule: Rule,
    *,
    creates: str | None = None,
    called: Mapping[str, str] | None = None,
    ahead: bool = False,
    long_standing: bool = False,
) -> Callable[..., Command]:
    """The command of a page that records by `rule`, once it is given its parameters. The first of
    them names the record, also a new one that it `creates`, unless its kind is numbered. `called`:
    what the rule calls a parameter, where that is another name; `ahead`: its day may be in the
    future; `long_standing`: without a day, it is older than the ledger."""

    def command(desk: Desk, **said: Any) -> None:
        if long_standing:
            desk.long_standing()
        if ahead:
            desk.ahead()
        params = click.get_current_context().command.params
        meant = _understood(desk, params, said, dated=hasattr(command, "dated"))
        first, facts = params[0], {(called or {}).get(name, name): meant[name] for name in meant}
        if creates is None:
            assert isinstance(first.type, Reference) and first.type.record
            desk.record(first.type.record, facts.pop(str(first.name)), rule, **facts)
        elif (form := record_kind(creates).form) is None:
            desk.create(creates, rule, **facts)
        else:
            desk.record(creates, form.of(facts.pop(str(first.name))), rule, new=True, **facts)

    def with_parameters(*parameters: Decorator) -> Command:
        if creates is not None:
            beginning(command)
        return recording(together(*parameters)(command), page)

    return with_parameters


def _understood(
    desk: Desk, params: list[click.Parameter], said: Mapping[str, Any], *, dated: bool
) -> dict[str, Any]:
    """What is meant by each parameter that was given; the first names the record."""
    first, found = params[0], {}
    for param in sorted(params, key=_is_a_meeting, reverse=True):  # Since it gives the day.
        if (name := str(param.name)) in said:
            try:
                found[name] = _meant(desk, param, said[name], dated=dated and param is first)
            except NotFound as error:
                if param is first:
                    error.args = (f"{error}{_in_order(desk, params, said)}",)
                raise
    return found


def _in_order(desk: Desk, params: list[click.Parameter], said: Mapping[str, Any]) -> str:
    """What was meant, if another argument names the record that comes first."""
    order = [str(one.name) for one in params if isinstance(one, click.Argument)]
    texts = [said.get(name) for name in order]
    for at, text in enumerate(texts[1:], 1):
        if all(isinstance(one, str) for one in texts):
            with suppress(Problem):
                _meant(desk, params[0], text, dated=False)
                texts[0], texts[at] = texts[at], texts[0]
                path = click.get_current_context().command_path
                return f"\n{order[0].upper()} comes first: {path} {shlex.join(map(str, texts))}"
    return ""


def _is_a_meeting(param: click.Parameter) -> bool:
    return isinstance(param.type, Reference) and param.type.record == "meeting"


def _meant(desk: Desk, param: click.Parameter, said: Any, *, dated: bool) -> Any:
    """What a rule takes for what was typed: of a record its reference, of a post its abbreviation.
    A meeting gives the day of what is recorded, unless that is `dated` otherwise."""
    kind = param.type
    if said is None or not isinstance(kind, Reference) or kind.new:
        return said
    if isinstance(said, tuple) and isinstance(kind, PostName):
        if kind.besides == "party":
            return desk.owners(said, desk.at or desk.told_at)
        return (desk.authorities if kind.besides else desk.posts)(said)
    if isinstance(said, tuple):
        return [_meant(desk, param, one, dated=dated) for one in said]
    if isinstance(kind, PostName):
        return {"party": desk.owner, "body": desk.authority}.get(kind.besides or "", desk.post)(
            said
        )
    if kind.record is None:
        return desk.any_ref(said)[1]
    if kind.record == "meeting" and not dated:
        return desk.meeting(said)
    return desk.ref(kind.record, said)
