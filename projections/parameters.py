"""What may be said for a question's own parameter: the end of its line in the file says it.

    --   p_status: only those of this status; one of: standing, explained, resolved
    --   p_owner: only this owner's actions; a reference of: post, party; one of: not stated
    --   p_objective: only rows under an objective with these words; words of: objective
    --   p_period: the period to show; a value of: period
    --   p_size: how many; at least 1

A parameter that is called what a kind of record is called, as p_body is, is a reference of it.
"""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec.structs import fields

from ledger.errors import Misused, NotFound
from ledger.events import Frozen, parts
from ledger.registry import event_kinds, record_kinds

ANY = "any"
_ONE_OF = re.compile(r"; one of: ([^;]+)")
_REFERENCE = re.compile(r"; a reference of: ([^;]+)")
_HELD = re.compile(r"; (words|a value) of: (\w+)")
_LEAST = re.compile(r"; at least (\d+)")
FEW = 8
REFUSED = re.compile(r"p_\w+ is .+, not '.*'\.$", re.DOTALL)  # The message of `held_to_choices`.


class Allowed(msgspec.Struct, metaclass=Frozen):
    """`choices` are the words that it may be; `kinds` the kinds of record of which it may be a
    reference. `column` is the column of the events that must have it: as a value if `whole`, else
    within one. `least` is the least number that it may be."""

    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    column: str = ""
    whole: bool = False
    least: int | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing but its choices will do."""
        return bool(self.choices) and not self.kinds

    @property
    def offered(self) -> tuple[str, ...]:
        """What a form lets people choose from; nothing if they type."""
        return self.choices if self.closed else ()

    @property
    def listed(self) -> str:
        *but_last, last = self.choices
        return f"{', '.join(but_last)} or {last}"


def read(parameter: str, says: str) -> Allowed:
    """Of the line of one parameter."""
    name = parameter.removeprefix("p_")
    kinds = _words(_REFERENCE.search(says)) or tuple({name} & set(record_kinds()))
    held, least = _HELD.search(says), _LEAST.search(says)
    return Allowed(
        choices=_words(_ONE_OF.search(says)),
        kinds=tuple(record_kinds()) if kinds == (ANY,) else kinds,
        column=held[2] if held else "",
        whole=held is not None and held[1] != "words",
        least=int(least[1]) if least else None,
    )


def _words(found: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in found[1].split(",")) if found else ()


def values_of(field: str) -> list[str]:
    """The values that a field of the events may have, where there are few."""
    kind = next(cls for cls in event_kinds().values() if field in cls.__struct_fields__)
    (type_,) = (one.type for one in fields(kind) if one.name == field)
    return [part for part in parts(type_) if isinstance(part, str)]


def flag(parameter: str) -> str:
    return "--" + parameter.removeprefix("p_").replace("_", "-")


def held_to_choices(sql: str, parameters: dict[str, Allowed]) -> str:
    """A macro's text that refuses, in people's own SQL, what a parameter cannot be."""
    for name, allowed in parameters.items():
        if allowed.closed:
            may_be = ", ".join(f"'{choice.lower()}'" for choice in allowed.choices)
            refused = f"error('{name} is {allowed.listed}, not ''' || {name} || '''.')"
            read = f"lower({name})"
            unlike = f"split_part({read}, ',', 1) not in ({may_be})"
            checked = f"case when {unlike} then {refused}::varchar else {read} end"
            sql = sql.replace(read, checked)
    return sql


def check(parameter: str, allowed: Allowed, value: Any, values: Callable[[str], list[str]]) -> None:
    """Raises Misused for what the parameter cannot be, NotFound for what nothing recorded has.
    `values(column)` are those of a column of the events."""
    if allowed.least is not None and int(value) < allowed.least:
        raise Misused(f"{flag(parameter)} must be at least {allowed.least}, not {value}.")
    if not isinstance(value, str):
        return
    said = value.strip().casefold()
    # An answer may say more after a comma: passed, nothing recorded.
    if allowed.closed and said.partition(",")[0] not in map(str.casefold, allowed.choices):
        near = get_close_matches(said, allowed.choices, 1, 0.6)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise Misused(f"{flag(parameter)} is {allowed.listed}, not {value!r}.{hint}")
    if allowed.column:
        recorded = values(allowed.column)
        there = map(str.casefold, recorded)
        if not any(said == one if allowed.whole else said in one for one in there):
            has = "is" if allowed.whole else "has the words"
            hint = offer(value, recorded)
            raise NotFound(f"No {allowed.column} in the ledger {has} {value!r}.{hint}")


def offer(said: str, there: list[str]) -> str:
    """What would do in the place of what is not there."""
    if not there:
        return " None is recorded yet."
    folded = {one.casefold(): one for one in there}
    if near := [folded[one] for one in get_close_matches(said.casefold(), folded, 3, 0.5)]:
        return f" Did you mean {' or '.join(near)}?"
    more = f"; and {len(there) - FEW} more" if len(there) > FEW else ""
    return f" Recorded: {'; '.join(there[:FEW])}{more}."
