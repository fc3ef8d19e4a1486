"""Open a meeting: it took place, and its notes are recorded now."""

from commands.session.page import Desk, PersonName, beginning, option, recording, ref
from ledger.records import meetings


@recording
@beginning
@ref("body", "body")
@option(
    "--chair",
    "chairs",
    multiple=True,
    metavar="POST",
    help="Who was in the chair; several: PCC; CC.",
)
@option(
    "--chair-name",
    "people",
    multiple=True,
    type=PersonName(unless="post"),
    help="A person in the chair who holds no post.",
)
@option("--subject", help="For a thematic meeting.")
@option("--venue")
@option("--minuted-by", type=PersonName(), help="Who took the notes.")
def command(
    desk: Desk,
    body: str,
    chairs: tuple[str, ...],
    people: tuple[str, ...],
    subject: str | None,
    venue: str | None,
    minuted_by: str | None,
) -> None:
    body = desk.ref("body", body)
    desk.record(
        "meeting",
        f"{body}/{desk.day}",
        meetings.hold,
        new=True,
        body=body,
        meets_on=desk.day,
        **desk.chairing(chairs, people),
        subject=subject,
        venue=venue,
        minuted_by=minuted_by,
    )
