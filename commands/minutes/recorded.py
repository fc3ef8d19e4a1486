"""What the ledger holds about a meeting, as the lines of its minute."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from commands.minutes import grammar, proceedings
from commands.minutes.forms import Form
from commands.minutes.minute import Line, Minute
from commands.session.app import App
from ledger.application import Ledger
from ledger.events import Recorded
from ledger.fold import standing
from ledger.records.meetings import Meeting
from ledger.registry import split
from ledger.services.meetings import to_minute
from projections import Projections


def minute_of(ledger: Ledger, body: str, meets_on: date, named: Iterable[str] = ()) -> Minute:
    """The meeting as the ledger has it, without lines if nothing is recorded. `named`: records of
    which what was said that day is included too, wherever they began."""
    meeting = f"{body}/{meets_on}"
    state = ledger.state("meeting", meeting)
    if isinstance(state, Meeting):
        to_minute(state)
    with Projections(ledger) as now:
        # Some of it may be recorded for a later day: when the notes were complete.
        found = now.chosen("minuted", "true", (), what="position", as_of=date.max, meeting=meeting)
    recorded = [ledger.at(position) for (position,) in found]
    own = {one.position for one in recorded}
    for stream in dict.fromkeys(named):
        for one in standing(ledger.history(stream)):
            form = proceedings.form_of(one.event)
            elsewhere = one.envelope.told_at not in (None, meeting)
            that_day = one.envelope.effective_on == meets_on and not elsewhere
            if form is not None and form.about and that_day and one.position not in own:
                recorded.append(one)
    minute = _minute(recorded, body, meets_on)
    for line in minute.lines:
        line.elsewhere = line.position not in own
    return minute


def _minute(recorded: list[Recorded], body: str, meets_on: date) -> Minute:
    minute = Minute(body=body, meets_on=meets_on)
    by_ref: dict[str, Line] = {}
    moved = [getattr(one.event, "moved_to", None) for one in recorded]
    headings: dict[str | None, str] = {}
    for one in recorded:
        form = proceedings.form_of(one.event)
        if form is None or _elsewhere(one, form, minute.meeting, moved):
            continue
        line = _line(one, form)
        paper, _, lines = (one.envelope.source or "").partition(":")
        if minute.paper is None:
            minute.paper = paper or None
        line.source = lines or None if paper == minute.paper else None
        if form is grammar.HELD:
            basis, reason = one.envelope.date_basis, one.envelope.date_reason
            minute.inferred = reason if basis == "inferred" else None
            minute.undated = reason if basis == "unknown" else None
            minute.sensitive = one.envelope.marking_reason
        if form is grammar.HEADING:
            headings[line.item] = line.facts["title"]
        if form.about:
            line.about = by_ref.get(line.ref or "", one.stream)
            line.ref = None
        elif line.ref:
            by_ref[line.ref] = line
        if form is grammar.FINDING:
            line.facts["answers"] = tuple(by_ref.get(a, a) for a in line.facts["answers"])
        line.heading = headings.get(line.item)
        minute.lines.append(line)
    return minute


def _elsewhere(one: Recorded, form: Form, meeting: str, moved: list[str | None]) -> bool:
    """Whether it is said elsewhere: in another meeting's minute, which scheduled, moved or
    confirmed this one or amended its minutes; or by another line, about the meeting moved."""
    ref, event = split(one.stream)[1], one.event
    if form is grammar.NEXT:
        return ref == meeting or ref in moved
    if form is proceedings.CONFIRMED:
        return getattr(event, "confirmed_at", None) != meeting
    other = form in (proceedings.AMENDED, proceedings.MOVED)
    return other and one.envelope.told_at != meeting


def _line(one: Recorded, form: Form) -> Line:
    record, ref = split(one.stream)
    other = proceedings.OF_ANOTHER.get(form.event)
    facts = {name: ref if name == other else getattr(one.event, name) for name in form.fields}
    item = getattr(one.event, "item", None)
    return Line(
        form=form,
        facts=facts,
        item=item if not form.about else None,
        ref=ref if record != "meeting" else None,
        position=one.position,
        sensitive=one.envelope.marking_reason,
    )


def titles(app: App, minute: Minute) -> dict[str, str]:
    """The titles of the records a minute names, and of every post."""
    ledger, found = app.reader, {}
    for line in minute.lines:
        if isinstance(line.about, str):
            kind, ref = split(line.about)
            state: Any = ledger.state(kind, ref)
            found[ref] = state.title if state else ""
    return found | dict.fromkeys(ledger.refs("post"), "")
