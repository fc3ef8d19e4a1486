"""Restate a measure for a period: the reading has changed since it was reported."""

from typing import Any

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import measures


@recording
@ref("measure", "measure")
@argument("period")
@argument("reading")
@option("--reason", needed=True)
def command(desk: Desk, measure: str, **said: Any) -> None:
    desk.record_of("measure", measure, measures.restate, **said)
