"""Propose a programme: what a body is asked to agree for a year."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from commands.desk.years import begin
from ledger import programmes


@recording
@ref("body", "body")
@argument("year")
@argument("title")
def command(desk: Desk, body: str, year: str, title: str) -> None:
    begin(desk, programmes.propose, body, year, title)
