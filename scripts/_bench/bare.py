"""The barest SQL that touches the same columns of the same rows as a question: one grouping, the
last value of each column by place. Rows and columns come from the question's own SQL and the states
it uses, so a new question needs no line here.
"""

import re

from projections import library, needed
from projections.events import columns

_ONE = re.compile(r"record = '(\w+)'")
_SOME = re.compile(r"record in \(([^)]*)\)")
_NOT = re.compile(r"record (?:<>|!=|not in)")
# The bare grouping of actions: their status alone.
GROUPING = (
    "SELECT ref, arg_max(status, ord) FROM events WHERE record = 'action'"
    " AND effective_on <= ? AND recorded_on <= ? GROUP BY ref"
)
_PLACE = {"position", "stream", "version", "effective_on", "recorded_at", "corrects"}


def bare_sql(name: str) -> str:
    """SQL with two parameters, the day asked about and the day of knowledge."""
    said = [_words(macro) for macro in needed(name) if macro not in ("live", "events")]
    words = set(re.findall(r"\w+", " ".join(said)))
    touched = [column for column in [*columns(), "status"] if column in words - _PLACE]
    last = "".join(f', arg_max("{column}", ord)' for column in touched)
    return (
        f"SELECT record, ref, max(effective_on){last} FROM events WHERE {_rows(said)}"
        " AND effective_on <= ? AND recorded_on <= ? GROUP BY record, ref"
    )


def _words(macro: str) -> str:
    """The SQL of a macro without its comments and the words it shows."""
    return re.sub("--.*", "", library()[macro].sql.split("create or replace", 1)[1])


def _rows(said: list[str]) -> str:
    text = " ".join(said)
    records = set(_ONE.findall(text))
    for several in _SOME.findall(text):
        records |= set(re.findall(r"'(\w+)'", several))
    if not records or _NOT.search(text):
        return "true"
    return f"record IN ({', '.join(repr(record) for record in sorted(records))})"
