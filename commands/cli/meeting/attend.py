"""Record who was present at a meeting, and who sent apologies."""

from commands.session.page import Desk, PersonName, PostName, argument, option, recording, ref
from ledger.errors import InputNeeded
from ledger.records import meeting_attendance


@recording
@ref("meeting", "meeting")
@argument("posts", nargs=-1, type=PostName(), metavar="[POST]...")
@option("--post", "more", multiple=True, metavar="POST", help="A post, as without the option.")
@option("--apology", "apologies", multiple=True, metavar="POST", help="Who sent apologies.")
@option("--name", type=PersonName(unless="post"), help="A person who is there without a post.")
@option("--apology-of", type=PersonName(unless="post"), help="A person who sent apologies.")
@option("--capacity", help="The capacity in which each named person was there, or was to be.")
def command(
    desk: Desk,
    meeting: str,
    posts: tuple[str, ...],
    more: tuple[str, ...],
    apologies: tuple[str, ...],
    name: str | None,
    apology_of: str | None,
    capacity: str | None,
) -> None:
    if not (posts or more or apologies or name or apology_of):
        raise InputNeeded("Say who: posts, --apology POST, --name PERSON or --apology-of PERSON.")
    ref = desk.meeting(meeting)
    for rule, texts, person in (
        (meeting_attendance.attend, (*posts, *more), name),
        (meeting_attendance.apologise, apologies, apology_of),
    ):
        for post in desk.posts(texts):
            holder = desk.holder(post)
            desk.record("meeting", ref, rule, attendee=post, person=holder, capacity=capacity)
        if person:
            desk.record("meeting", ref, rule, attendee=person, person=None, capacity=capacity)
