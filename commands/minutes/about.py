"""Which record a > line is about, and what may be said of it."""

import re

from commands.minutes import grammar, item_lines, proceedings, references
from commands.minutes.forms import Form
from commands.minutes.interpreter import Mind
from commands.minutes.minute import Line
from commands.minutes.pasted import typed

# The lines that begin a record of which the lines below may tell more.
BEGINS = {
    grammar.ACTION.event: "action",
    grammar.QUESTION.event: "question",
    grammar.DECISION.event: "decision",
}


def record(above: Line | str) -> str:
    """The kind of record a > line is about."""
    return BEGINS[above.form.event] if isinstance(above, Line) else above.partition(":")[0]


def broken(entry: str) -> str | None:
    """The kind of record that a line which was not understood names or begins, if it does."""
    if references.ITEM.match(typed(entry)) is not None:
        return "item:"
    reference = references.REFERENCE.match(typed(entry))
    label = re.split(r"[\s:\[]", entry, maxsplit=1)[0].casefold()
    letter = reference[1][0] if reference else grammar.ALSO.get(label, label)
    return {"A": "action:", "Q": "question:", "D": "decision:"}.get(letter.upper())


def fitting(above: Line | str) -> list[Form]:
    """How what became of a record may be said."""
    return [form for form in proceedings.ALL_MARKS if form.about == record(above)]


def usual(above: Line | str, said: str, mind: Mind) -> str:
    """What became of a record, in the words of its form instead of others that people write."""
    if (kind := record(above)) != "item":
        return proceedings.usual(kind, said, typed(said))
    return item_lines.as_written(said, mind.issuer(str(above)))
