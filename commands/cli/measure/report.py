"""Report a measure for a period: its reading, or a commentary only."""

from typing import Any

from commands.session.page import Desk, Reference, argument, beginning, option, recording
from ledger.records import measures


@recording
@beginning
@argument("measure", type=Reference("measure", new=True))
@argument("period")
@argument("reading", required=False)
@option("--title", help="The first time, or where it has a new one.")
@option("--under", "objective", help="The objective of the plan that it serves, likewise.")
@option("--commentary")
@option("--inclusion", help="When it is in the report, as printed: Quarter unless exceptional.")
def command(desk: Desk, measure: str, **said: Any) -> None:
    ref = measures.REFERENCE.of(measure)
    desk.record(
        "measure",
        ref,
        measures.report,
        new=desk.ledger.state("measure", ref, on=desk.day) is None,
        **said,
    )
