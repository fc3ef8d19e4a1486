"""Raise an action: what shall be done, by which post, by when."""

import click

from commands.session.desk import Desk
from commands.session.due import due_of
from commands.session.options import argument, meeting_options, option
from commands.session.parameters import Reference
from commands.session.recording import beginning, recording
from ledger.errors import InputNeeded, Misused
from ledger.records import actions


@recording
@beginning
@argument("title")
@option(
    "--owner",
    "owners",
    multiple=True,
    metavar="POST|PARTY",
    help="Who will do it; repeat, or use commas, for several.",
    needed="An action needs --owner, or --no-owner where the paper states none.",
    unless="no_owner",
)
@option("--lead", metavar="POST|PARTY", help="Which of several owners leads.")
@option("--no-owner", is_flag=True, help="The paper states no owner.")
@option("--due", help="A day, a meeting (HTA/2019-02-15), or words that mean one: end of Q2.")
@option("--due-words", help="The due date in words, as printed.")
@option(
    "--due-basis",
    type=click.Choice(["stated", "inferred", "none"]),
    help="How the day is known; none: work out no day from the words.",
)
@option("--past-due", is_flag=True, help="Allow a due day before the day it was raised.")
@option(
    "--body",
    type=Reference("body"),
    metavar="BODY",
    help="The body whose action it is, if no meeting raised it.",
)
@meeting_options
def command(
    desk: Desk,
    title: str,
    owners: tuple[str, ...],
    lead: str | None,
    no_owner: bool,
    due: str | None,
    due_words: str | None,
    due_basis: str | None,
    past_due: bool,
    body: str | None,
    meeting: str | None,
    item: str | None,
) -> None:
    if owners and no_owner:
        raise Misused("An action has owners (--owner) or none stated (--no-owner), not both.")
    desk.ledger.past_due_meant = past_due or desk.app.past_due_meant
    meeting = desk.meeting(meeting)
    owned = desk.owners(owners, meeting or desk.told_at)
    if owners and not owned:
        raise InputNeeded("--owner names nobody. Name a post, or say --no-owner.")
    of = _body(desk, body, meeting)
    when = due_of(desk, due, due_words, due_basis, of or (meeting or "").partition("/")[0] or None)
    desk.create(
        "action",
        actions.raise_action,
        title=title,
        owners=owned,
        lead=desk.owner(lead) if lead else None,
        meeting=meeting,
        item=item,
        body=of,
        **when,
    )


def _body(desk: Desk, text: str | None, meeting: str | None) -> str | None:
    """The body whose action it is, where no meeting says it."""
    body = desk.ref("body", text) if text is not None else None
    if body is not None and meeting is not None and meeting.partition("/")[0] != body:
        raise Misused(f"{meeting} is not a meeting of {body}. Leave --body out.")
    return None if meeting is not None else body
