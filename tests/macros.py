"""The macros that people's own SQL calls, made where the questions of a test are asked."""

from weakref import WeakKeyDictionary

from projections import Projections, library, needed

_made: WeakKeyDictionary[Projections, set[str]] = WeakKeyDictionary()


def prepare(now: Projections, name: str) -> None:
    """Make the macro `name`, and those it is made of, where they are not there yet."""
    made = _made.setdefault(now, set())
    for macro in needed(name):
        if macro not in made:
            now.connection.execute(library()[macro].sql)
            made.add(macro)
