"""Adopt the programme of a body for a year: 2018, or 2018/19."""

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
    desk.record("programme", ref, programmes.adopt, new=True, title=title, **facts)
