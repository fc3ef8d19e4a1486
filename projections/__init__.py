"""Current and past state, as it was or as it was known: questions over the events, in SQL.

    with Projections(ledger) as now:
        columns, rows = now.ask("open_actions", as_of=date(2018, 2, 28))

A question is a file in `questions/`, and shared folding is a file in `state/`; each is a DuckDB
table macro with the file's name. Opening uses the newest generation, read-only, and reads the
events recorded since (the tail) from the ledger, so every answer is up to date and nothing is
locked.

DuckDB is loaded with the first of these names, and not by who needs another module of the package:
the sandbox asks it in a process of its own.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from projections.projecting import Answer as Answer
    from projections.projecting import Projections as Projections
    from projections.queries import Query as Query
    from projections.queries import library as library
    from projections.queries import needed as needed
    from projections.queries import questions as questions


def __getattr__(name: str) -> Any:
    if name in ("Answer", "Projections"):
        from projections import projecting

        return getattr(projecting, name)
    if name in ("Query", "library", "needed", "questions"):
        from projections import queries

        return getattr(queries, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
