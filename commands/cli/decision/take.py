"""Record a decision, and who took it."""

from commands.session.desk import Desk
from commands.session.options import argument, meeting_options, option
from commands.session.recording import beginning, recording
from ledger.records import decisions


@recording
@beginning
@argument("title")
@option(
    "--by",
    "makers",
    multiple=True,
    needed=True,
    metavar="POST|BODY",
    help="Who takes it, a post or the body that resolves it; all, if joint.",
)
@option("--public-interest", is_flag=True, help="It is of significant public interest.")
@meeting_options
def command(
    desk: Desk,
    title: str,
    makers: tuple[str, ...],
    public_interest: bool,
    meeting: str | None,
    item: str | None,
) -> None:
    meeting = desk.meeting(meeting)
    desk.create(
        "decision",
        decisions.take,
        title=title,
        makers=desk.authorities(makers),
        public_interest=public_interest,
        meeting=meeting,
        item=item,
    )
