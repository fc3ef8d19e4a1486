"""Raise a discrepancy: what the papers say that cannot all be so."""

from typing import Any

from commands.session.page import Desk, Reference, argument, beginning, option, recording
from commands.session.sources import source_of
from ledger.errors import Misused
from ledger.records import discrepancies


@recording
@beginning
@argument("title")
@option("--should-hold", needed=True, help="What should hold.")
@option(
    "--says",
    multiple=True,
    needed=True,
    metavar='"WORDS @ PAPER:LINE"',
    help="What a paper says, and where; once for each place.",
)
@option("--about", multiple=True, type=Reference(), metavar="REF", help="What it is about.")
def command(desk: Desk, says: tuple[str, ...], about: tuple[str, ...], **said: Any) -> None:
    quoted = [_quoted(desk, one) for one in says]
    desk.create(
        "discrepancy",
        discrepancies.raise_discrepancy,
        quotes=[words for words, _ in quoted],
        quoted_from=[place for _, place in quoted],
        about=[desk.any_ref(one)[1] for one in about],
        **said,
    )


def _quoted(desk: Desk, text: str) -> tuple[str, str]:
    """The words and their place, which must be in a paper that the ledger knows, or in a file."""
    words, at, place = (part.strip() for part in f" {text}".rpartition(" @ "))
    if not at or not place.rpartition(":")[0]:
        raise Misused(f"{text!r} does not say where: write it as WORDS @ PAPER:LINE.")
    source_of(desk.ledger, place)
    return words, place
