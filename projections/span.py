"""Which days the record covers: not those before it begins, nor those in the future."""

from datetime import date

from ledger.words import LONG_STANDING, calendar_day
from projections import Projections
from projections.sql import STANDS


def outside(now: Projections, on: date, today: date, known_by: date | None = None) -> str:
    """A sentence if the record does not cover a day, or was empty on the day by which it is known;
    otherwise an empty one."""
    began, first, last = now.once("span", lambda: _ends(now))
    if known_by is not None and first is not None and known_by < first:
        return (
            f"Nothing had been recorded by {calendar_day(known_by)}: the first event was recorded"
            f" on {calendar_day(first)}."
        )
    if on > today:
        return ahead(on, last)
    if began is None or on >= began:
        return ""
    return (
        f"{calendar_day(on)} is before the record begins, on {calendar_day(began)}: what is not"
        " recorded of that time may have been so."
    )


def ahead(on: date, last: date | None = None) -> str:
    """That a day is in the future. `last`: the last day of recording, if it is known."""
    said = f"{calendar_day(on)} is in the future: this is not what will be so"
    return f"{said}, but what was recorded by {calendar_day(last)}." if last else f"{said}."


def _ends(now: Projections) -> tuple[date | None, date | None, date | None]:
    """The first day on which anything stands in the record, apart from what is of long standing and
    from the days on which bodies, parties and posts came to be, where there is anything else; and
    the first and the last day of recording."""
    stands = f"effective_on > ? AND kind <> 'EventRetracted' AND {STANDS}"
    ((done, began, first, last),) = now.of_events(
        f"SELECT min(effective_on) FILTER ({stands} AND record NOT IN ('body', 'party', 'post')),"
        f" min(effective_on) FILTER ({stands}), min(recorded_on), max(recorded_on) FROM events",
        [LONG_STANDING, LONG_STANDING],
    )
    return done or began, first, last
