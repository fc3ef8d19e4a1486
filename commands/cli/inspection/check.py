"""Record that a draft report was checked for factual accuracy."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import inspections


@recording
@ref("inspection", "inspection", inspections.InspectionAccuracyChecked)
@option("--text")
def command(desk: Desk, inspection: str, text: str | None) -> None:
    desk.record(
        "inspection", desk.ref("inspection", inspection), inspections.check_draft, text=text
    )
