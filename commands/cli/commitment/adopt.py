"""Adopt a commitment: a row of a delivery plan, its reference as printed (SWMP A.1)."""

from typing import Any

from commands.session.page import Desk, argument, beginning, option, recording
from ledger import plan_references
from ledger.records import commitments


@recording
@beginning
@argument("plan")
@argument("printed", metavar="REF")
@argument("title")
@option("--objective", help="The objective of the plan that it serves.")
@option("--part", help="Whose part of the plan it is in.")
def command(desk: Desk, plan: str, printed: str, **said: Any) -> None:
    desk.record(
        "commitment",
        plan_references.reference(plan, printed),
        commitments.adopt,
        new=True,
        plan=plan,
        printed=printed,
        **said,
    )
