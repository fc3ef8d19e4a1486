"""Allocate a part of a sum, in pounds; the parts never exceed the whole."""

from typing import Any

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.parameters import Amount
from commands.session.recording import recording
from ledger.records import funding


@recording
@ref("whole", "funding")
@argument("amount", type=Amount())
@option("--to", "allocated_to", needed=True, help="To whom, or to what, it goes.")
@option("--purpose")
def command(desk: Desk, whole: str, **said: Any) -> None:
    desk.record("funding", desk.ref("funding", whole), funding.allocate, **said)
