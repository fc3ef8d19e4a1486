"""How a kind of line is written: {field} is a field of its event, and a [bracketed] part is
optional. A Form reads such a line, writes it, and says which command records it.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import Any

import msgspec

from ledger.events import BESIDES_POSTS, Event, Frozen, Names, parts
from ledger.records.action_claims import COLOURS

# Words between quotes, as JSON has them.
QUOTED = r'"(?:[^"\\]|\\.)+"'
# What may stand where a field is, if it is not simply words.
_SHAPES = {
    "item": rf"{QUOTED}|[^\s\"]\S*",
    "venue": rf"{QUOTED}|[^:]+?",
    "deferred_from": r"\S+",
    "public_interest": "public",
    **dict.fromkeys(("put_by", "put_to", "owners", "makers", "answers", "nil_of"), "[^:]+?"),
    **dict.fromkeys(("reported_by", "verified_by", "refused_by", "disputed_by"), "[^:]+?"),
    **dict.fromkeys(("approved_by", "superseded_by", "deferred_to", "settled_by"), "[^:]+?"),
    "outcome": "settled|withdrawn",
    "reply": "accepted|partly accepted|not accepted",
    "vote_result": "carried|lost",
    "declarant": rf"{QUOTED}|[^:]+?",
    "unanimity": r"unanimously|nem\.? con\.?",
    **dict.fromkeys(("votes_for", "votes_against", "abstentions"), r"\d{1,6}"),
    **dict.fromkeys(("voted_for", "voted_against", "abstained"), "[^()]+?"),
    **dict.fromkeys(("recommended_to", "replied_by", "minutes_of", "moved", "moved_to"), "[^:]+?"),
    "page": "[^:,]+?",
    "assurance": "[^:]+?",
    "due_words": rf"{QUOTED}|[^()\"]+?",
    "rag": "|".join(COLOURS),
    "percent": r"\d{1,3}\s*(?:%|per ?cent)",
    "status_words": r'"(?:[^"\\]|\\.)+"|.+?',
    "response": "partly agreed|agreed",
    "due_set_by": "issuer|owner",
    **dict.fromkeys(("claimed_by", "responded_by"), "[^:]+?"),
}
# What a person is told may stand where these fields are.
_SHOWN = {
    "rag": "|".join(COLOURS),
    "percent": "60 percent",
    "response": "agreed|partly agreed",
    **dict.fromkeys(("meets_on", "next_on", "due"), "DAY"),
}
# What the words for a due date tell besides the day.
DUE_TOO = ("due_meeting", "due_words", "due_basis")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")


class Form(msgspec.Struct, metaclass=Frozen, dict=True):
    """One kind of line. `label`: the words it begins with; `about`: the kind of record that a >
    line is about. `main`: the field by which two versions of one line are recognised. `arguments`
    and `options` of `command` take fields; `told`: fields that are written within the words of
    another."""

    event: type[Event]
    says: str
    command: str
    arguments: tuple[str, ...] = ()
    options: dict[str, str] = {}
    about: str = ""
    main: str = ""
    told: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("".join(_pattern(self.says)), re.DOTALL | re.IGNORECASE)

    @cached_property
    def label(self) -> str:
        return re.split(r"[\[{:]", self.says)[0].strip()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return (*_FIELD.findall(self.says), *self.told)

    @property
    def due(self) -> bool:
        """Whether it says when something is due, on a day or in words."""
        return "due_words" in self.told

    def begins(self, text: str) -> bool:
        """Whether a text is such a line, or begins as one does: closed; complete: letter sent."""
        first = re.match(r"[A-Za-z]+", text)
        alike = first is not None and first[0].casefold() == self.label.split()[0].casefold()
        whole = re.fullmatch(r"[\w ]{0,20}[.:]?|.+:.*", text, re.DOTALL)
        return alike and whole is not None

    @property
    def shape(self) -> str:
        """The form of the line, for a person who wrote it differently."""
        words = _FIELD.sub(
            lambda match: _SHOWN.get(match[1]) or match[1].replace("_", " ").upper(), self.says
        )
        return f"> {words}" if self.about else words

    def facts(self, event: Event) -> dict[str, Any]:
        """An event's facts, as the fields of the line."""
        return {name: getattr(event, name) for name in self.fields}

    def tells(self, event: Event) -> bool:
        """Whether an event has what the line cannot be without; the record is its stream's."""
        needed = set(_FIELD.findall(_OPTIONAL.sub("", self.says)))
        own = needed.intersection(event.__struct_fields__)
        return all(getattr(event, name) is not None for name in own)

    def written(self, texts: dict[str, str | None]) -> str:
        """The line with its fields filled in; parts with absent fields drop out."""

        def fill(text: str) -> str:
            return _FIELD.sub(lambda match: texts.get(match[1]) or "", text)

        def part(match: re.Match[str]) -> str:
            present = any(texts.get(name) is not None for name in _FIELD.findall(match[1]))
            return "\0" + match[1] + "\0" if present else ""

        # Filled-in text is never parsed as a form.
        return "".join(fill(piece) for piece in _OPTIONAL.sub(part, self.says).split("\0"))


def _pattern(says: str) -> Iterator[str]:
    at = 0
    for match in _OPTIONAL.finditer(says):
        yield _fields(says[at : match.start()])
        # A colon needs a space after it, or it is part of the words: meet at 10:30.
        part = _fields(match[1], colon=r"\s*:\s+")
        yield f"(?:{part})?"
        at = match.end()
    yield _fields(says[at:])


def _fields(says: str, colon: str = r"\s*:\s*") -> str:
    def literal(text: str) -> str:
        spaced = re.escape(text.replace(": ", ":")).replace(r"\ ", r"\s+")
        return spaced.replace(":", colon)

    out, at = "", 0
    for match in _FIELD.finditer(says):
        out += literal(says[at : match.start()])
        out += f"(?P<{match[1]}>{_SHAPES.get(match[1], '.+?')})"
        at = match.end()
    return out + literal(says[at:])


@cache
def named(event: type[Event], field: str) -> str | type:
    """What a field is: "post", "meeting", "question" or another kind of record that it names; date,
    bool, or str."""
    if field in ("deferred_to", "due_meeting", "minutes_of", "moved"):
        return "meeting"  # It may not be in the ledger yet.
    made_of = parts({f.name: f.type for f in msgspec.structs.fields(event)}[field])
    kinds = [part.kind for part in made_of if isinstance(part, Names)]
    kinds = ["post" if kind in BESIDES_POSTS else kind for kind in kinds]
    return kinds[0] if kinds else next((one for one in (date, bool, int) if one in made_of), str)


# The flag of a field where it is not called as the field is; "" for an argument.
_FLAGS = {
    **dict.fromkeys(("reported_by", "refused_by", "disputed_by", "settled_by"), "--by"),
    **dict.fromkeys(("superseded_by", "claimed_by", "responded_by", "replied_by"), "--by"),
    **dict.fromkeys(("deferred_to", "recommended_to"), "--to"),
    "status_words": "--status",
    "text": "",
}


def mark(
    event: type[Event],
    command: str,
    says: str,
    main: str = "",
    told: tuple[str, ...] = (),
    alone: dict[str, str] | None = None,
    **flags: str | None,
) -> Form:
    """A > line about the kind of record that `command` begins with. `flags`: the flags of fields
    whose flag is not the usual one; None for a field without one. `alone`: flags that take no
    value, each by a field and the value it stands for: outcome=withdrawn; approved_by= for none."""
    usual = {name: _FLAGS.get(name, f"--{name.replace('_', '-')}") for name in _FIELD.findall(says)}
    taken = flags | {name: flag for name, flag in usual.items() if name not in flags}
    return Form(
        event=event,
        says=says,
        command=command,
        arguments=("ref", *(name for name, flag in taken.items() if flag == "")),
        options={name: flag for name, flag in taken.items() if flag} | (alone or {}),
        about=command.partition(" ")[0],
        main=main,
        told=told,
    )
