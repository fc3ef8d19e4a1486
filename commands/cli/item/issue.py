"""Issue an inspection item: EFF17/SOC-R2, EFF17/PV-AFI1, EFF17/PV-COC1; of an audit IA17-03/R1."""

from datetime import date

import click

from commands.session.page import Date, Desk, Reference, argument, beginning, option, recording
from commands.session.recommendations import RESPONSES, responded
from ledger.errors import Misused
from ledger.records import inspection_items, item_due_dates
from ledger.services import causes


@recording
@beginning
@argument("item", metavar="INSPECTION/AREA-KIND-AND-NUMBER")
@argument("title")
@option("--cause", type=Reference("item"), help="The cause of concern a recommendation belongs to.")
@option(
    "--recommendation",
    "with_cause",
    multiple=True,
    metavar="TEXT",
    help="A recommendation that comes with a cause of concern; numbered on from the last.",
)
@option(
    "--recommendations-follow",
    is_flag=True,
    help="Those of a cause of concern are issued by later lines of the same batch (--cause).",
)
@option("--priority", help="How grave it is, in the words of its issuer: High.")
@option(
    "--response",
    type=click.Choice(RESPONSES, case_sensitive=False),
    help="What the report prints as the response to it.",
)
@option("--response-by", metavar="POST", help="Who responded.")
@option("--response-text", help="The words of the response; of a rejection, why.")
@option("--owner", metavar="POST|PARTY", help="Who is to do it, as agreed.")
@option("--due", type=Date(ahead=True), help="The day by which, as agreed.")
@option("--due-words", help="The due date in words, as printed.")
def command(
    desk: Desk,
    item: str,
    title: str,
    cause: str | None,
    with_cause: tuple[str, ...],
    recommendations_follow: bool,
    priority: str | None,
    response: str | None,
    response_by: str | None,
    response_text: str | None,
    owner: str | None,
    due: date | None,
    due_words: str | None,
) -> None:
    if response is None and (response_by or response_text):
        raise Misused("--response-by and --response-text belong to a --response: agreed, rejected.")
    if response == "rejected" and (owner or due or due_words):
        raise Misused("What is rejected has no owner and no due date.")
    item = item.upper()
    desk.record(
        "item",
        item,
        inspection_items.issue,
        new=True,
        title=title,
        cause=desk.ref("item", cause) if cause else None,
        recommendations=len(with_cause) or int(recommendations_follow),
        priority=priority,
    )
    if response:
        by = desk.post(response_by) if response_by else None
        responded(desk, item, response, by, response_text)
    if owner:
        desk.record("item", item, inspection_items.assign_lead, lead=desk.owner(owner))
    if due or due_words:
        desk.record("item", item, item_due_dates.set_due, due=due, due_words=due_words)
    _with_cause(desk, item, with_cause)
    if not desk.app.batch:  # Else it is asked at the end of all.
        causes.have_recommendations(desk.recorded)


def _with_cause(desk: Desk, cause: str, texts: tuple[str, ...]) -> None:
    """Issue the recommendations of a cause of concern, numbered on from the last."""
    inspection, area, _, _ = inspection_items.parse_reference(cause)
    prefix = f"{inspection}/{area}-R" if area else f"{inspection}/R"
    number = 0
    for text in texts:
        while desk.ledger.exists("item", f"{prefix}{number + 1}"):
            number += 1
        ref = f"{prefix}{number + 1}"
        desk.record("item", ref, inspection_items.issue, new=True, title=text, cause=cause)
