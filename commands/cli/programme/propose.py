"""Propose a programme: what a body is asked to agree for a year."""

from commands.session.page import Desk, argument, beginning, recording, ref
from ledger.records import programmes


@recording
@beginning
@ref("body", "body")
@argument("year")
@argument("title")
def command(desk: Desk, body: str, year: str, title: str) -> None:
    facts = {"body": desk.ref("body", body), "covers": programmes.year_named(year)}
    ref = "{body}-{covers}".format(**facts)
    desk.record("programme", ref, programmes.propose, new=True, title=title, **facts)
