"""Record who was present at a meeting, and who sent apologies."""

from commands.desk.desk import Desk
from commands.desk.options import PersonName, argument, option, ref
from commands.desk.recording import recording
from ledger import meetings
from ledger.nil_returns import no_nil
from ledger.problems import InputNeeded


@recording
@ref("meeting", "meeting")
@argument("posts", nargs=-1, metavar="[POST]...")
@option("--apology", "apologies", multiple=True, metavar="POST", help="Who sent apologies.")
@option("--name", type=PersonName(unless="post"), help="A person who is there without a post.")
@option("--capacity", help="In which capacity that person is there.")
def command(
    desk: Desk,
    meeting: str,
    posts: tuple[str, ...],
    apologies: tuple[str, ...],
    name: str | None,
    capacity: str | None,
) -> None:
    if not posts and not apologies and not name:
        raise InputNeeded("Say who: posts, --apology POST, or --name PERSON.")
    ref = desk.meeting(meeting)
    assert ref is not None
    if apologies:
        no_nil(desk.nil_of("apologies", ref, None), "apologies", ref, None)
    for rule, texts in ((meetings.attend, posts), (meetings.apologise, apologies)):
        for post in desk.posts(texts):
            desk.record("meeting", ref, rule, attendee=post, person=desk.holder(post))
    if name:
        desk.record("meeting", ref, meetings.attend, attendee=name, person=None, capacity=capacity)
