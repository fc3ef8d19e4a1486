"""Record that the inspectorate announced an inspection."""

from commands.desk.desk import Desk
from commands.desk.options import argument
from commands.desk.recording import recording
from commands.inspection_publish import reference_and_year, year_option
from ledger import inspections


@recording
@argument("inspection")
@argument("title")
@year_option
def command(desk: Desk, inspection: str, title: str, year: int | None) -> None:
    ref, year = reference_and_year(inspection, year)
    desk.record(
        "inspection", ref, inspections.announce, new=True, title=title, inspection_year=year
    )
