"""The options of an inspection: the year that it is of, and who issues it."""

from typing import Any

import click

from commands.session.desk import Desk
from commands.session.options import option, together
from commands.session.parameters import Number, Reference
from ledger.records.inspections import ISSUERS

year_option = click.option(
    "--year", type=Number(1990, 2999), help="The inspection's year, if not in its reference."
)

# Whose report it is, and who follows it up.
issuer_options = together(
    option(
        "--issuer",
        type=click.Choice(ISSUERS, case_sensitive=False),
        help="Who issues it, if not HMICFRS.",
    ),
    option("--issued-by", help="Their name: the firm, the force, the coroner's area."),
    option(
        "--body",
        type=Reference("body"),
        metavar="BODY",
        help="The body that follows it up, as JAC; it leads that body's paper.",
    ),
)


def issued(desk: Desk, issuer: str | None, issued_by: str | None, body: str | None) -> Any:
    """The values of those options, as the rules take them."""
    of = desk.ref("body", body) if body is not None else None
    return {"issuer": issuer, "issued_by": issued_by, "body": of}
