"""Raise an action: what shall be done, by which post, by when."""

import re
from datetime import date

from commands.desk import dates
from commands.desk.desk import Desk
from commands.desk.options import argument, meeting_options, option
from commands.desk.recording import recording
from ledger import actions
from ledger.problems import InputNeeded, Misused


@recording
@argument("title")
@option(
    "--owner",
    "owners",
    multiple=True,
    metavar="POST",
    help="Who is to do it; again, or with commas, for several.",
    needed="An action needs --owner, or --no-owner where the paper states none.",
    unless="no_owner",
)
@option("--no-owner", is_flag=True, help="The paper states no owner.")
@option("--due", help="A day, or a meeting: HTA/2019-02-15.")
@option("--due-words", help="The due date in words, as printed.")
@meeting_options
def command(
    desk: Desk,
    title: str,
    owners: tuple[str, ...],
    no_owner: bool,
    due: str | None,
    due_words: str | None,
    meeting: str | None,
    item: str | None,
) -> None:
    if owners and no_owner:
        raise Misused("An action has owners (--owner) or none stated (--no-owner), not both.")
    posts = desk.posts(owners)
    if owners and not posts:
        raise InputNeeded("--owner names nobody. Name a post, or say --no-owner.")
    meeting = desk.meeting(meeting)
    due_meeting, due_day = _due(desk, due)
    desk.create(
        "action",
        actions.raise_action,
        title=title,
        owners=posts,
        due=due_day,
        due_meeting=due_meeting,
        due_words=due_words,
        meeting=meeting,
        item=item,
    )


def _due(desk: Desk, text: str | None) -> tuple[str | None, date | None]:
    if text is None:
        return None, None
    body, slash, on = text.partition("/")
    if slash and re.match("[A-Za-z]", body):  # the meeting itself may not be in the ledger yet
        due = dates.parse(on, desk.app.today, ahead=True)
        return f"{desk.ref('body', body)}/{due}", due
    return None, dates.parse(text, desk.app.today, ahead=True)
