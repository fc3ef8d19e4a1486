"""Record that an inspection report was published, and how many items it states."""

import re
from typing import Any

import click

from commands.session.desk import Desk
from commands.session.options import argument, option
from commands.session.recording import recording
from ledger.errors import Misused
from ledger.records import inspections

year_option = click.option(
    "--year",
    type=click.IntRange(1990, 2999),
    help="The inspection's year, if not in its reference.",
)


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


def reference_and_year(text: str, year: int | None) -> tuple[str, Any]:
    """EFF17, and 2017: the reference of an inspection and the year it is of."""
    found = re.fullmatch(r"([A-Z]+)(\d\d)", text.upper())
    if found is None:
        raise Misused(f"{text!r} is not an inspection's reference: letters and year, as in EFF17.")
    return found[0], year or 2000 + int(found[2])
