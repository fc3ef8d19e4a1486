"""Adopt the programme of a body for a year: 2018, or 2018/19."""

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
    begin(desk, programmes.adopt, body, year, title)
