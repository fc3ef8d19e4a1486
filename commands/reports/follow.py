"""From a command to what a body's readers follow: feeds in a folder, and a digest for an e-mail."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commands.exports.recorded import Outgoing
from commands.reports.publish import body_of, meeting_before, slug
from commands.session.app import App
from commands.session.places import output
from commands.terminal import dates, screen
from ledger.errors import Misused
from ledger.practice import is_practice
from ledger.uk import day_of
from ledger.words import counted, day

if TYPE_CHECKING:
    from commands.reports.gather.following import Following

WHAT = "feeds: calendars and changes"


def feeds(
    app: App,
    bodies: Sequence[str],
    to: str,
    *,
    internal: bool,
    replace: bool,
    recipient: str | None,
) -> None:
    """Write the feeds of these bodies, or of all, whole into a folder, and record the export."""
    from commands.reports.gather.asking import PaperQuery
    from commands.reports.gather.following import Following
    from commands.reports.making import publishable, withheld_of
    from commands.reports.model import OFFICIAL, SENSITIVE
    from ledger.records import exports
    from projections import Projections

    out = Outgoing(app)
    marking = SENSITIVE if internal else OFFICIAL
    made: dict[str, bytes] = {}
    told = []
    with Projections(out.ledger) as now:
        query = PaperQuery(now, "", app.today, None, set() if internal else withheld_of(now))
        of = Following(query)
        followed = bodies or of.bodies()
        for body in followed:
            both, said = _of_body(of, body, marking)
            made |= both
            told.append(said)
        if not internal:
            publishable(now, of.shown, "feed")
        left_out, size = len(of.left_out(followed)), exports.size_without(out.ledger, now.size)
    place = output(app, to).absolute()
    digest = _written(place, made, replace=replace)
    left = f" Left out because withheld: {left_out}." if left_out else ""
    out.record(place, once="These very feeds are", what=WHAT, tree_size=size, sha256=digest,
               discloses=True, recipient=recipient)  # fmt: skip
    told = told or ["No body has a meeting, an action or a recommendation: there is no feed."]
    screen.say(*told, f"{marking}.{left}")
    out.tell()


def _written(place: Path, made: dict[str, bytes], *, replace: bool) -> str:
    """The SHA-256 of what was written."""
    from commands.reports.render import files

    with files.whole(place, replace=replace) as folder:
        for file, data in made.items():
            (folder / file).write_bytes(data)
        return files.listing(folder)


def _of_body(of: "Following", body: str, marking: str) -> tuple[dict[str, bytes], str]:
    """The calendar and the changes of one body, by their files, and how much is in them."""
    from commands.reports.render import feeds
    from ledger.records import offices

    ledger, on = of.query.now.ledger, of.query.on
    practice = "PRACTICE, not a record: " if is_practice(ledger.identity) else ""
    office = offices.name_on(ledger, on) or "govledger"
    title = f"{practice}{of.titles.get(body, body)} ({body})"
    entries, changes = of.calendar(body), of.changes(body)
    news = feeds.atom(ledger.identity, body, f"{title}: changes", office, marking, changes)
    made = {f"{slug(body)}.xml": news}
    if entries:  # A calendar must have a day in it.
        days = f"{title}: what is due, and meetings"
        made[f"{slug(body)}.ics"] = feeds.calendar(ledger.identity, days, marking, entries)
    return made, f"{body}: {counted(len(entries), 'day')}, {counted(len(changes), 'change')}."


def digest(app: App, body: str, since: str, on: date, *, internal: bool) -> str:
    """The text of a digest. `since`: "last", a day, or the number of an event."""
    from commands.reports.gather.asking import PaperQuery
    from commands.reports.gather.digest import Digest
    from commands.reports.making import publishable, withheld_of
    from commands.reports.model import OFFICIAL, SENSITIVE
    from commands.reports.render.plain import WIDTH, plain
    from projections import Projections, span

    ref, title = body_of(app.reader, body)
    after, told, words = _since(app, ref, since, on)
    with Projections(app.reader) as now:
        query = PaperQuery(now, ref, on, after, set() if internal else withheld_of(now))
        parts = Digest(query, told).parts()
        if not internal:
            publishable(now, query.seen, "digest")
        left_out = len(query.left_out)
        outside = span.outside(now, on, app.today)
    practice = "PRACTICE, not a record: " if is_practice(app.reader.identity) else ""
    left = f"{counted(left_out, 'record')} withheld and left out." if left_out else ""
    marking = SENSITIVE if internal else OFFICIAL
    about = (f"As of {day(on)}; since {words}. {marking}. {left}", *filter(None, [outside]))
    return plain(f"{practice}{title} ({ref})", about, parts, screen.room(WIDTH))


def _since(app: App, body: str, said: str, on: date) -> tuple[date | None, int | None, str]:
    """The day or the event number after which something is new, and that in words. Raises Misused
    if there is none."""
    if said.isdecimal():
        event = int(said)
        if not 0 < event <= app.reader.size:
            has = counted(app.reader.size, "event")
            raise Misused(f"There is no event {event}: the ledger has {has} (--since).")
        recorded = app.reader.at(event).envelope.recorded_at
        return day_of(recorded), event, f"event {event}, recorded on {day(day_of(recorded))}"
    if said == "last":
        came = meeting_before(app.reader, body, on, None)
        return came, None, f"the meeting of {day(came)}" if came else "the record began"
    since = dates.parse(said, app.today)
    if since >= on:
        raise Misused(f"{day(since)} is not before {day(on)}: name an earlier day (--since).")
    return since, None, day(since)
