"""Record that a report was published or sent: HMICFRS's, or an audit's, a coroner's and so on."""

from typing import Any

import click

from commands.session.inspections import issued, issuer_options, year_option
from commands.session.page import Desk, argument, beginning, option, recording
from commands.session.parameters import Number
from ledger.errors import Misused
from ledger.records import assurances, inspections


@recording
@beginning
@argument("inspection")
@argument("title")
@year_option
@option("--afis", "afis_stated", type=Number(0), help="How many areas for improvement it states.")
@option(
    "--recommendations",
    "recommendations_stated",
    type=Number(0),
    help="How many recommendations it states.",
)
@option("--causes", "causes_stated", type=Number(0), help="How many causes of concern it states.")
@issuer_options
@option("--scale", metavar="WORDS", help="Its priorities, the gravest first: High,Medium,Low.")
@option("--assurance", help="The opinion that an audit gives, in its words: substantial.")
@option(
    "--level",
    type=click.Choice(assurances.LEVELS),
    help="What that opinion counts as, if its words are others.",
)
@option("--respondent", metavar="POST", help="Who must respond to a coroner or to the IOPC.")
@option("--no-respondent", is_flag=True, help="It is addressed to nobody here.")
def command(
    desk: Desk,
    inspection: str,
    year: int | None,
    issuer: str | None,
    issued_by: str | None,
    body: str | None,
    scale: str | None,
    assurance: str | None,
    level: assurances.AssuranceLevel | None,
    respondent: str | None,
    no_respondent: bool,
    **said: Any,
) -> None:
    if respondent and no_respondent:
        raise Misused("A report has a --respondent, or --no-respondent, not both.")
    if level and not assurance:
        raise Misused("--level says what an opinion counts as: give the opinion too (--assurance).")
    ref = inspections.REFERENCE.of(inspection)
    year = year or inspections.year_of(ref)
    desk.record(
        "inspection",
        ref,
        inspections.publish,
        new=True,
        inspection_year=year,
        scale=[one.strip() for one in (scale or "").split(",") if one.strip()],
        respondent=desk.post(respondent) if respondent else None,
        respondent_known=no_respondent,
        **issued(desk, issuer, issued_by, body),
        **said,
    )
    if assurance:
        desk.record(
            "inspection", ref, assurances.assure, assurance=assurance, assurance_level=level
        )
