"""One statement of SQL, asked of several offices, and the answers joined.

Each office answers it in a process of its own, which can read that office's ledger and no other: so
a sum or an order in the statement is of one office's rows.
"""

from collections.abc import Iterable
from datetime import date
from threading import Event

import msgspec

from commands.session.app import App
from commands.session.joined import Joined, at_once, none
from commands.session.offices import Member
from commands.session.questions import OFFICE
from ledger.errors import Misused, NotFound, Problem, Refused, Unavailable
from projections.messages import ResultSet
from projections.sandbox import Sandbox


def queried(
    app: App,
    members: Iterable[Member],
    sql: str,
    as_of: date,
    known_by: date | None,
    rows: int,
    gone: Event | None = None,
) -> tuple[Joined, bool]:
    """The joined answer, at most so many rows, with the office as first column; and whether
    there were more rows. An office that refused the statement is missing. No further office is
    asked once `gone` is set. Raises what every office says, and Misused if two answers have
    different columns."""

    def ask(member: Member) -> tuple[str, ResultSet | Problem]:
        assert member.place is not None
        if gone is not None and gone.is_set():
            return member.ref, Unavailable("The reader has gone.")
        try:
            with Sandbox(member.place, app.today, anchors=app.anchors) as box:
                return member.ref, box.run(sql, as_of, known_by, rows=rows)
        except (NotFound, Refused, Misused) as problem:
            return member.ref, problem

    members = list(members)
    said = dict(at_once(members, ask))
    answers = {ref: answer for ref, answer in said.items() if isinstance(answer, ResultSet)}
    if not answers:
        raise none((one for one in said.values() if isinstance(one, Problem)), members)
    columns = _columns([answer.columns for answer in answers.values()])
    found = [(ref, *row) for ref, answer in answers.items() for row in answer.rows]
    refused = {ref: str(one) for ref, one in said.items() if isinstance(one, Problem)}
    joined = Joined(
        columns=(OFFICE, *columns),
        rows=tuple(found[:rows]),
        on=as_of,
        members=tuple(_with_refusal(one, refused) for one in members),
        notes=("Each office was asked by itself: a sum or an order is of one office's rows.",),
    )
    return joined, len(found) > rows or any(answer.cut for answer in answers.values())


def _with_refusal(member: Member, refused: dict[str, str]) -> Member:
    if member.ref not in refused:
        return member
    return msgspec.structs.replace(member, why=refused[member.ref], place=None)


def _columns(each: list[list[str]]) -> list[str]:
    """The columns of every answer. Raises Misused if they differ, or if one is called office."""
    if OFFICE in each[0]:
        raise Misused(f"The first column will be called {OFFICE}: give that column another name.")
    if any(one != each[0] for one in each):
        raise Misused("The offices answer with different columns: name those that you want.")
    return each[0]
