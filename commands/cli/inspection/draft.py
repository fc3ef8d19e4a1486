"""Record that an embargoed draft report arrived."""

from commands.session.inspections import year_option
from commands.session.page import Desk, argument, beginning, option, recording
from ledger.records import inspections


@recording
@beginning
@argument("inspection")
@option("--title", help="Its title, where it was not announced.")
@year_option
def command(desk: Desk, inspection: str, title: str | None, year: int | None) -> None:
    ref = inspections.REFERENCE.of(inspection)
    year = year or inspections.year_of(ref)
    desk.record(
        "inspection", ref, inspections.receive_draft, new=True, title=title, inspection_year=year
    )
