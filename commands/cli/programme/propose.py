"""Propose a programme: what a body is asked to agree for a year."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import beginning, recording
from commands.session.years import begin
from ledger.records import programmes


@recording
@beginning
@ref("body", "body")
@argument("year")
@argument("title")
def command(desk: Desk, body: str, year: str, title: str) -> None:
    begin(desk, programmes.propose, body, year, title)
