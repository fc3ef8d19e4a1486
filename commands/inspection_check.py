"""Record that a draft report was checked for factual accuracy."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import inspections


@recording
@ref("inspection", "inspection", inspections.InspectionAccuracyChecked)
@option("--text")
def command(desk: Desk, inspection: str, text: str | None) -> None:
    desk.record(
        "inspection", desk.ref("inspection", inspection), inspections.check_draft, text=text
    )
