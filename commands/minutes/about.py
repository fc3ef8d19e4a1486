"""Which record a > line is about, and what may be said of it."""

from commands.minutes import grammar, proceedings
from commands.minutes.grammar import Form
from commands.minutes.minute import Line

# The lines that begin a record of which the lines below may tell more.
BEGINS = {grammar.ACTION.event: "action", grammar.QUESTION.event: "question"}


def record(above: Line | str) -> str:
    """The kind of record a > line is about."""
    return BEGINS[above.form.event] if isinstance(above, Line) else above.partition(":")[0]


def fitting(above: Line | str) -> list[Form]:
    """How what became of a record may be said."""
    return [form for form in proceedings.ALL_MARKS if form.about == record(above)]
