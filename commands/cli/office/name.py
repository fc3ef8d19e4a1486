"""Name the office whose ledger it is, as its pages, papers and answers are headed."""

from commands.session.desk import Desk
from commands.session.options import argument
from commands.session.recording import recording
from ledger.records import offices


@recording
@argument("name")
def command(desk: Desk, name: str) -> None:
    desk.record("office", offices.OFFICE, offices.name, new=True, title=name)
