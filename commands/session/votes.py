"""The options of a vote: how many were for, against and abstained, and who."""

from functools import wraps
from typing import Any

from commands.session.desk import Desk
from commands.session.options import Decorator, option, together
from commands.session.parameters import Number, PersonName
from commands.terminal.screen import Function
from ledger.errors import Misused

_NAMED = ("voted_for", "voted_against", "abstained")
_HOW = {"unanimous": "unanimously", "nem_con": "nem con"}


def _each(text: str) -> list[str]:
    """Those named between commas, or the one whose name is in quotes: see Desk.attendee."""
    if text.startswith('"') and text.endswith('"') and len(text) > 2:
        return [text]
    return [one.strip() for one in text.split(",") if one.strip()]


def counted(function: Function) -> Function:
    """Give a command the options of a vote; they reach it as `vote`, the fields of one."""

    @wraps(function)
    def run(desk: Desk, *given: Any, **params: Any) -> Any:
        counts = ("votes_for", "votes_against", "abstentions")
        vote = {name: params.pop(name) for name in counts}
        how = {flag: params.pop(flag) for flag in ("unanimous", "nem_con")}
        if all(how.values()):
            raise Misused("A vote is --unanimous or --nem-con, not both: some may have abstained.")
        vote["unanimity"] = next((_HOW[flag] for flag, said in how.items() if said), None)
        if vote["unanimity"] is None:  # A number left out of a count is 0.
            vote |= {name: vote[name] or 0 for name in counts[:2]}
        for name in _NAMED:
            each = [one for text in params.pop(name) for one in _each(text)]
            vote[name] = tuple(desk.attendee(one) for one in each)
        return function(desk, *given, vote=vote, **params)

    return _OPTIONS(run)


def _who(flag: str, name: str, text: str) -> Decorator:
    kind = PersonName(unless="post")
    return option(flag, name, type=kind, multiple=True, metavar="POST|NAME", help=text)


_MANY = Number(min=0)
_OPTIONS = together(
    option("--for", "votes_for", type=_MANY, help="Votes for it."),
    option("--against", "votes_against", type=_MANY, help="Votes against."),
    option("--unanimous", is_flag=True, help="All for it, and nobody counted."),
    option("--nem-con", is_flag=True, help="Nobody against, and nobody counted."),
    option("--abstained", "abstentions", type=_MANY, help="How many abstained."),
    _who("--who-for", "voted_for", "Who voted for."),
    _who("--who-against", "voted_against", "Who voted against."),
    _who("--who-abstained", "abstained", "Who abstained."),
)
