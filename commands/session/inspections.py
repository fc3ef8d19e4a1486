"""An inspection's reference, and its year."""

import re
from typing import Any

import click

from ledger.errors import Misused

year_option = click.option(
    "--year",
    type=click.IntRange(1990, 2999),
    help="The inspection's year, if not in its reference.",
)


def reference_and_year(text: str, year: int | None) -> tuple[str, Any]:
    """EFF17, and 2017: the reference of an inspection and the year it is of."""
    found = re.fullmatch(r"([A-Z]+)(\d\d)", text.upper())
    if found is None:
        raise Misused(f"{text!r} is not an inspection's reference: letters and year, as in EFF17.")
    return found[0], year or 2000 + int(found[2])
