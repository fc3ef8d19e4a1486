"""Record that a draft report was checked for factual accuracy."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspections


@recording
@ref("inspection", "inspection", inspections.InspectionAccuracyChecked)
@option("--text")
def command(desk: Desk, inspection: str, text: str | None) -> None:
    desk.record_of("inspection", inspection, inspections.check_draft, text=text)
