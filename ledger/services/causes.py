"""What holds of a cause of concern once all is recorded that is recorded together."""

from collections.abc import Iterable

from ledger.errors import Refused
from ledger.events import Recorded
from ledger.records.inspection_items import ItemIssued
from ledger.registry import split


def have_recommendations(appended: Iterable[Recorded]) -> None:
    """Refuse a cause of concern among what was just recorded of which no recommendation was: it has
    at least one, though each may be issued by itself."""
    causes: list[str] = []
    followed: set[str | None] = set()
    for one in appended:
        if isinstance(one.event, ItemIssued):
            followed.add(one.event.cause)
            if one.event.category == "cause of concern":
                causes.append(split(one.stream)[1])
    for ref in causes:
        if ref not in followed:
            raise Refused(
                f"No recommendation of the cause of concern {ref} is recorded with it. Give its"
                " words (--recommendation), or issue it in the same batch (item issue, --cause"
                f" {ref})."
            )
