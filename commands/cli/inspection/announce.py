"""Record that the inspectorate announced an inspection."""

from commands.session.desk import Desk
from commands.session.inspections import reference_and_year, year_option
from commands.session.options import argument
from commands.session.recording import recording
from ledger.records import inspections


@recording
@argument("inspection")
@argument("title")
@year_option
def command(desk: Desk, inspection: str, title: str, year: int | None) -> None:
    ref, year = reference_and_year(inspection, year)
    desk.record(
        "inspection", ref, inspections.announce, new=True, title=title, inspection_year=year
    )
