"""Name the office whose ledger it is, as its pages, papers and answers are headed."""

from commands.session.page import Desk, argument, recording
from ledger.records import offices


@recording
@argument("name")
def command(desk: Desk, name: str) -> None:
    desk.record("office", offices.OFFICE, offices.name, new=True, title=name)
