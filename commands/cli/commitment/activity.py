"""Define an activity of a commitment, its reference as printed: SWMP (A1.2)(1) is part of A1."""

from commands.session.page import Desk, Reference, argument, beginning, option, recording
from ledger import plan_references
from ledger.records import commitments


@recording
@beginning
@argument("plan")
@argument("printed", metavar="REF")
@argument("title")
@option(
    "--of", type=Reference("commitment"), help="What it is part of (default: read from its number)."
)
def command(desk: Desk, plan: str, printed: str, title: str, of: str | None) -> None:
    ref = plan_references.reference(plan, printed)
    part_of = plan_references.parent_of(ref)
    if of is not None:
        within = of if "/" in of else f"{ref.partition('/')[0]}/{of}"
        part_of = desk.ref("commitment", within)
    desk.record(
        "commitment",
        ref,
        commitments.define_activity,
        new=True,
        plan=plan,
        printed=printed,
        title=title,
        part_of=part_of,
    )
