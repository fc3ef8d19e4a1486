"""Record that an inspection was announced, or that an audit is in the plan of its issuer."""

from commands.session.inspections import issued, issuer_options, year_option
from commands.session.page import Desk, argument, beginning, recording
from ledger.records import inspections


@recording
@beginning
@argument("inspection")
@argument("title")
@year_option
@issuer_options
def command(
    desk: Desk,
    inspection: str,
    title: str,
    year: int | None,
    issuer: str | None,
    issued_by: str | None,
    body: str | None,
) -> None:
    ref = inspections.REFERENCE.of(inspection)
    year = year or inspections.year_of(ref)
    desk.record(
        "inspection",
        ref,
        inspections.announce,
        new=True,
        title=title,
        inspection_year=year,
        **issued(desk, issuer, issued_by, body),
    )
