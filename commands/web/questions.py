"""The questions, in the words that people use, each with the whole question under it."""

from collections.abc import Iterable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from commands.web import rendering
from commands.web.reading import Reading
from ledger.events import Frozen
from projections import Query, questions

OF_THE_LEDGER = "the record itself"


class Group(msgspec.Struct, metaclass=Frozen):
    about: str
    asked: tuple[Query, ...]


def grouped(asked: Iterable[Query]) -> list[Group]:
    """The questions by subject, the largest group first and those about the ledger itself last;
    sorted within each group."""
    found: dict[str, list[Query]] = {}
    for one in asked:
        found.setdefault(one.about, []).append(one)
    groups = [
        Group(about=about, asked=tuple(sorted(of, key=lambda one: one.called.casefold())))
        for about, of in found.items()
    ]
    return sorted(groups, key=lambda g: (g.about == OF_THE_LEDGER, -len(g.asked), g.about))


def show(reading: Reading, request: Request) -> Response:
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    return rendering.response(
        "questions.html", reading.frame, "What can be asked",
        of, groups=grouped(questions().values()),
    )  # fmt: skip
