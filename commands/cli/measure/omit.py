"""Record that a measure was left out of the report for a period, and why."""

from typing import Any

from commands.session.page import Desk, Reference, argument, beginning, option, recording
from ledger.records import measures


@recording
@beginning
@argument("measure", type=Reference("measure", new=True))
@argument("period")
@option("--reason", needed=True)
@option("--title", help="The first time, or where it has a new one.")
@option("--under", "objective", help="The objective of the plan that it serves, likewise.")
def command(desk: Desk, measure: str, **said: Any) -> None:
    ref = measures.REFERENCE.of(measure)
    desk.record(
        "measure",
        ref,
        measures.omit,
        new=desk.ledger.state("measure", ref, on=desk.day) is None,
        **said,
    )
