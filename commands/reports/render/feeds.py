"""A calendar (RFC 5545) and a feed of changes (RFC 4287), for whoever follows a body.

The same record gives the same bytes: nothing in them says when they were made, and an entry has the
same name for ever.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from commands.reports.gather.following import BEGUN, Change, Entry
from commands.reports.render.cells import text
from commands.terminal.text import one_line

ATOM = "http://www.w3.org/2005/Atom"
TITLE_MOST = 160


def name(ledger: str, what: str) -> str:
    """A name that nothing else has, and that is the same whenever it is asked for."""
    return str(uuid5(NAMESPACE_URL, f"govledger:{ledger}:{what}"))


def calendar(ledger: str, title: str, marking: str, entries: Sequence[Entry]) -> bytes:
    """The entries as whole days that block nobody's time. One that is over is cancelled, so that
    calendars that have it remove it."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//govledger//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", _line(title))
    made.add("x-wr-calname", _line(title))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        one = Event()
        one.add("uid", name(ledger, entry.what))
        one.add("dtstamp", entry.stamp.at.astimezone(UTC).replace(microsecond=0))
        one.add("last-modified", entry.stamp.at.astimezone(UTC).replace(microsecond=0))
        one.add("sequence", entry.stamp.times)
        one.add("dtstart", entry.on)
        one.add("dtend", entry.on + timedelta(1))
        one.add("summary", _line(entry.title))
        one.add("description", text(f"{entry.text}\n{marking}"))
        one.add("categories", [entry.kind])
        one.add("status", "CANCELLED" if entry.over else "CONFIRMED")
        one.add("transp", "TRANSPARENT")
        one.add("class", "PUBLIC" if marking == "OFFICIAL" else "CONFIDENTIAL")
        made.add_component(one)
    found: bytes = made.to_ical()
    return found


def atom(
    ledger: str, body: str, title: str, author: str, marking: str, changes: Sequence[Change]
) -> bytes:
    """The changes, the latest first; each in one sentence, with the number of its event."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "en-GB"})
    _say(feed, "id", f"urn:uuid:{name(ledger, f'changes/{body}')}")
    _say(feed, "title", title)
    _say(feed, "updated", _at(max((one.updated_at for one in changes), default=BEGUN)))
    _say(ElementTree.SubElement(feed, f"{{{ATOM}}}author"), "name", author)
    _say(feed, "rights", marking)
    for change in changes:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _say(entry, "id", f"urn:uuid:{name(ledger, change.what)}")
        _say(entry, "title", _short(change.title))
        _say(entry, "published", _at(change.recorded_at))
        _say(entry, "updated", _at(change.updated_at))
        ElementTree.SubElement(entry, f"{{{ATOM}}}category", {"term": change.kind})
        _say(entry, "content", change.text)
    ElementTree.indent(feed)
    made: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _say(under: ElementTree.Element, tag: str, said: str) -> None:
    ElementTree.SubElement(under, f"{{{ATOM}}}{tag}").text = _line(said)


def _line(said: str) -> str:
    return one_line(text(said))


def _short(said: str) -> str:
    line = _line(said)
    return line if len(line) <= TITLE_MOST else f"{line[: TITLE_MOST - 1].rstrip()}…"


def _at(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
