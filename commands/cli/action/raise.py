"""Raise an action: what shall be done, by which post, by when."""

import re
from contextlib import suppress
from typing import Any

import click

from commands.session.desk import Desk
from commands.session.options import argument, meeting_options, option
from commands.session.parameters import Reference
from commands.session.recording import beginning, recording
from commands.terminal import dates
from ledger.errors import InputNeeded, Misused
from ledger.records import actions


@recording
@beginning
@argument("title")
@option(
    "--owner",
    "owners",
    multiple=True,
    metavar="POST",
    help="Who will do it; repeat, or use commas, for several.",
    needed="An action needs --owner, or --no-owner where the paper states none.",
    unless="no_owner",
)
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
    posts = desk.posts(owners)
    if owners and not posts:
        raise InputNeeded("--owner names nobody. Name a post, or say --no-owner.")
    meeting = desk.meeting(meeting)
    when = _due(desk, due, due_words, due_basis)
    desk.create(
        "action",
        actions.raise_action,
        title=title,
        owners=posts,
        meeting=meeting,
        item=item,
        body=_body(desk, body, meeting),
        raised_on=None if past_due or desk.app.past_due_meant else desk.day,
        **when,
    )


def _due(desk: Desk, text: str | None, words: str | None, basis: str | None) -> dict[str, Any]:
    """The day, the meeting and the words by which it is due; without a day, the last one that the
    words can mean."""
    said = text if text is not None else words
    inferred = "inferred" if basis == "inferred" else None
    if text is None and (words is None or basis == "none"):
        return {"due_words": words}
    if text is not None:
        body, slash, on = text.partition("/")
        if slash and re.match("[A-Za-z]", body):  # the meeting itself may not be in the ledger yet
            due = dates.parse(on, desk.day, ahead=True)
            meeting = f"{desk.ref('body', body)}/{due}"
            return {"due": due, "due_meeting": meeting, "due_words": words, "due_basis": inferred}
        with suppress(Misused):
            due = dates.parse(text, desk.day, ahead=True)
            return {"due": due, "due_words": words, "due_basis": inferred}
    from commands.session import periods  # What is due on a day needs none of its grammar.

    last = periods.last_day(said or "", desk.day)
    if last is None and text is not None:
        raise Misused(f"{text!r} is not a date. Give one, or the printed words: --due-words.")
    return {
        "due": last,
        "due_words": words or text,
        "due_basis": "inferred" if last is not None else None,
    }


def _body(desk: Desk, text: str | None, meeting: str | None) -> str | None:
    """The body whose action it is, where no meeting says it."""
    body = desk.ref("body", text) if text is not None else None
    if body is not None and meeting is not None and meeting.partition("/")[0] != body:
        raise Misused(f"{meeting} is not a meeting of {body}. Leave --body out.")
    return None if meeting is not None else body
