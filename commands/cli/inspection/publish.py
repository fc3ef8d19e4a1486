"""Record that an inspection report was published, and how many items it states."""

import click

from commands.session.desk import Desk
from commands.session.inspections import reference_and_year, year_option
from commands.session.options import argument, option
from commands.session.recording import recording
from ledger.records import inspections


@recording
@argument("inspection")
@argument("title")
@year_option
@option("--afis", type=click.IntRange(0), help="How many areas for improvement it states.")
@option("--recommendations", type=click.IntRange(0), help="How many recommendations it states.")
@option("--causes", type=click.IntRange(0), help="How many causes of concern it states.")
def command(
    desk: Desk,
    inspection: str,
    title: str,
    year: int | None,
    afis: int | None,
    recommendations: int | None,
    causes: int | None,
) -> None:
    ref, year = reference_and_year(inspection, year)
    desk.record(
        "inspection",
        ref,
        inspections.publish,
        new=True,
        title=title,
        inspection_year=year,
        afis_stated=afis,
        recommendations_stated=recommendations,
        causes_stated=causes,
    )
