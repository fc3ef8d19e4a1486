"""A programme's year, and when it begins."""

import re

from commands.session.desk import Desk
from ledger.errors import Misused
from ledger.events import Rule


def begin(desk: Desk, rule: Rule, body: str, year: str, title: str) -> None:
    """Record by `rule` the programme of a body for a year: HTA-2018, PANEL-2018/19."""
    body, covers = desk.ref("body", body), the_year(year)
    ref = f"{body}-{covers}"
    desk.record("programme", ref, rule, new=True, body=body, covers=covers, title=title)


def the_year(said: str) -> str:
    """A year, or one that spans two, in the form of a reference. Raises Misused."""
    # With a slash: PANEL-2018-19 would look like the nineteenth of a kind with numbers.
    match = re.fullmatch(r"(\d{4})(?:[/-](?:\d\d)?(\d\d))?", said.strip(), re.ASCII)
    if match is None or (match[2] and int(match[2]) != (int(match[1]) + 1) % 100):
        raise Misused(f"{said!r} is not a year such as 2018, or 2018/19.")
    return f"{match[1]}/{match[2]}" if match[2] else match[1]
