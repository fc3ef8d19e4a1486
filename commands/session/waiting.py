"""What waits for whoever types govledger alone: meetings, what is overdue, drafts, and what no seal
covers yet."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from commands.session.app import App
from commands.session.places import drafts
from ledger.application import Ledger
from ledger.errors import Misused
from ledger.integrity import covered
from ledger.records import offices
from ledger.words import calendar_day, counted, day

SOON = timedelta(14)
NAMED_MOST = 5
_DRAFT = re.compile(r"(.+)-(\d{4}-\d\d-\d\d)\.txt")
HELP = "The commands: govledger --help"
Row = dict[str, Any]


def lines(app: App) -> list[str]:
    """For whom and when; then each thing that waits, with the command for it."""
    from projections import Projections

    ledger, today = app.reader, app.today
    with Projections(ledger) as now:
        bodies = now.named_rows("bodies_now", as_of=today)
    waits = [*_meetings(bodies, today), *_overdue(bodies), *_drafts(ledger), *_unsealed(ledger)]
    office = offices.name_on(ledger, today) or f"The ledger {ledger.path.name}"
    head = f"{office}, {today:%A} {calendar_day(today)}"
    return [head, *(waits or ["Nothing waits."]), HELP]


def _meetings(bodies: list[Row], today: date) -> Iterator[str]:
    """The next of each body, the soonest first: by name those of the next fortnight, or the one
    that comes first."""
    coming = sorted(
        (row["next_on"], row["next_meeting"], row["title"]) for row in bodies if row["next_on"]
    )
    soon = [one for one in coming if one[0] <= today + SOON] or coming[:1]
    for on, ref, title in soon[:NAMED_MOST]:
        when = {0: "today", 1: "tomorrow"}.get((on - today).days, f"on {on:%A} {calendar_day(on)}")
        yield f"Meets {when}: {title}. Its pack: govledger ask meeting_pack --meeting {ref}"
    if len(soon) > NAMED_MOST:
        yield f"{counted(len(soon) - NAMED_MOST, 'other body', 'other bodies')} in a fortnight."


def _overdue(bodies: list[Row]) -> Iterator[str]:
    def total(name: str) -> int:
        return sum(row[name] or 0 for row in bodies)

    open_now = counted(total("open"), "open action")
    if late := total("past_due"):
        yield f"Overdue: {late:,} of {open_now}: govledger ask overdue_actions"
    if undated := total("no_date"):
        yield f"With no date: {undated:,} of {open_now}: govledger ask due_on_no_day"
    if audits := total("recommendations_late"):
        what = counted(audits, "recommendation")
        yield f"Overdue: {what} of audits: govledger ask audit_recommendations"


def _drafts(ledger: Ledger) -> Iterator[str]:
    """Minutes that were begun and not recorded."""
    with suppress(Misused, OSError):  # Without a home directory there are no drafts.
        kept = (_DRAFT.fullmatch(file.name) for file in sorted(drafts(ledger).iterdir()))
        for found in [one for one in kept if one][:NAMED_MOST]:
            yield f"Draft of a minute: govledger minute {found[1]}/{found[2]}"


def _unsealed(ledger: Ledger) -> Iterator[str]:
    beyond = covered.unsealed(ledger)
    if beyond.events:
        since = f", recorded since {day(beyond.since)}" if beyond.since else ""
        yield f"Not sealed: {counted(beyond.events, 'event')}{since}: govledger seal --help"
