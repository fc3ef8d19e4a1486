"""Propose a programme: what a body is asked to agree for a year."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from commands.programme_adopt import the_year
from ledger import programmes


@recording
@ref("body", "body")
@argument("year")
@argument("title")
def command(desk: Desk, body: str, year: str, title: str) -> None:
    body, covers = desk.ref("body", body), the_year(year)
    desk.record(
        "programme",
        f"{body}-{covers}",
        programmes.propose,
        new=True,
        body=body,
        covers=covers,
        title=title,
    )
