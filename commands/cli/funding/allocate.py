"""Allocate a part of a sum, in pounds; the parts never exceed the whole."""

from typing import Any

from commands.session.page import Amount, Desk, argument, option, recording, ref
from ledger.records import funding


@recording
@ref("whole", "funding")
@argument("amount", type=Amount())
@option("--to", "allocated_to", needed=True, help="To whom, or to what, it goes.")
@option("--purpose")
def command(desk: Desk, whole: str, **said: Any) -> None:
    desk.record_of("funding", whole, funding.allocate, **said)
