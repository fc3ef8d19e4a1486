"""Issue an inspection item: EFF17/SOC-R2, EFF17/PV-AFI1; a cause of concern as EFF17/PV-COC1."""

from commands.session.desk import Desk
from commands.session.options import argument, option
from commands.session.parameters import Reference
from commands.session.recording import recording
from ledger.errors import NotFound
from ledger.records import inspection_items


@recording
@argument("item", metavar="INSPECTION/AREA-KIND-AND-NUMBER")
@argument("title")
@option("--cause", type=Reference("item"), help="The cause of concern a recommendation belongs to.")
@option(
    "--recommendation",
    "recommendations",
    multiple=True,
    metavar="TEXT",
    help="A recommendation that comes with a cause of concern; numbered on from the last.",
)
def command(
    desk: Desk, item: str, title: str, cause: str | None, recommendations: tuple[str, ...]
) -> None:
    item = item.upper()
    inspection, area, _, _ = inspection_items.parse_reference(item)
    state = desk.ledger.state("inspection", inspection, on=desk.day)
    if state is None:
        raise NotFound(
            f"There is no inspection {inspection} by that day. Publish it (inspection publish)."
        )
    desk.record(
        "item",
        item,
        inspection_items.issue,
        new=True,
        ref=item,
        title=title,
        inspection_status=state.status,
        cause=desk.ref("item", cause) if cause else None,
        recommendations=len(recommendations),
    )
    prefix = f"{inspection}/{area}-R" if area else f"{inspection}/R"
    number = 0
    for text in recommendations:
        while desk.ledger.exists("item", f"{prefix}{number + 1}"):
            number += 1
        ref = f"{prefix}{number + 1}"
        desk.record(
            "item",
            ref,
            inspection_items.issue,
            new=True,
            ref=ref,
            title=text,
            inspection_status=state.status,
            cause=item,
        )
