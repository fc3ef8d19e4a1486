"""Days are of the United Kingdom; instants are kept in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def day_of(instant: datetime) -> date:
    return instant.astimezone(UK).date()
