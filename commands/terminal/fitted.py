"""Which columns of an answer a terminal shows: always the title, first what tells rows apart."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

TITLE = "title"
REF = "ref"
KEPT_LONGEST = ("status", "age_days")
NOTHING = ("", "0")


class Fitted(NamedTuple):
    """The columns that are shown, by place and name; none if not even the first and the title fit.
    `alike`: columns left out because every row has the same value, with that value."""

    kept: list[tuple[int, str]]
    alike: dict[str, str]


def fitted(
    columns: Sequence[tuple[int, str]],
    texts: Mapping[int, Sequence[str]],
    least: Callable[[Sequence[str], str], int],
    room: Callable[[Sequence[str], str], int],
    width: int,
) -> Fitted:
    """As many columns as fit into a width. `texts` are the cells of each, by its place; `least` is
    the room that cells under a name need, `room` what they should have. The first column, the
    reference and the title stay. First goes what is empty, zero or the same in every row, then what
    most rows leave empty, then what comes last, and the status and the age after all others."""
    kept, alike = list(columns), dict[str, str]()

    def fit(needed: Callable[[Sequence[str], str], int]) -> bool:
        return sum(needed(texts[at], name) for at, name in kept) <= width - 2 * len(kept)

    goes = [one for one in reversed(kept[1:]) if one[1] not in (TITLE, REF)]
    goes.sort(key=lambda one: _worth(texts[one[0]], one[1]))
    for at, name in goes:
        if fit(room):
            break
        kept.remove((at, name))
        if _alike(texts[at]):
            alike[name] = texts[at][0]
    return Fitted(kept if fit(least) else [], alike)


def _alike(texts: Sequence[str]) -> bool:
    """Whether it distinguishes no rows: all values alike; in a single row, empty or zero."""
    return len(set(texts)) == 1 and (len(texts) > 1 or texts[0] in NOTHING)


def _worth(texts: Sequence[str], name: str) -> int:
    """How late a column is dropped: the greater, the later."""
    if _alike(texts):
        return 0
    if 2 * sum(not one for one in texts) > len(texts):
        return 1
    return 3 if name in KEPT_LONGEST else 2
