"""What a minute would record, for the person who decides: each event, and how it was understood."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from commands.minutes import grammar
from commands.minutes.diff import Change, Plan
from commands.minutes.forms import named
from commands.minutes.minute import Line, Minute
from commands.session.app import App
from commands.terminal import screen
from commands.terminal.cells import heading
from commands.terminal.text import one_line
from ledger.events import Entry, Event, Recorded
from ledger.records.parties import Party
from ledger.records.posts import STATUTORY, Post
from ledger.registry import split
from ledger.services.undoing import needed
from ledger.words import counted, day, format_event, words

Rehearsed = list[tuple[Line, list[Recorded]]]


def plan_lines(app: App, plan: Plan, rehearsed: Rehearsed) -> list[str]:
    """Each new event with its line, then the corrections, then what the text leaves out."""
    minute = plan.minute
    count = sum(len(events) for _, events in rehearsed)
    lines = [screen.strong(f"{minute.meeting}, {minute.meets_on:%A}: {counted(count, 'event')}")]
    item: str | None = None
    for line, events in rehearsed:
        place = line.about if isinstance(line.about, Line) else line
        if place.item != item:
            item = place.item
            title = one_line(f"{item} {place.heading or ''}".strip()) if item else ""
            lines += ["", screen.strong(title)] if title else [""]
        for one in events:
            ref = split(one.stream)[1]
            lines.append(f"{line.number:>5}  {ref} {one_line(format_event(one))}")
            if line.sensitive:
                lines.append(f"         marked {one.envelope.marking}, {one_line(line.sensitive)}")
            lines += [f"         {fact}" for fact in _understood(app, one.event, minute.meets_on)]
    for left in plan.left:
        about = left.ref or (split(left.about)[1] if isinstance(left.about, str) else "")
        said = one_line(_line_text(left))
        what = f"{about} {said}".strip()
        lines.append(f"       not in this text, and stands: {what} (undo {_undo(app, left)})")
    return lines


def _undo(app: App, left: Line) -> str:
    """The events to take back to be rid of a line: its own, and those that depend on it."""
    name, authority = app.actor
    entry = Entry(
        recorded_by=name, authority=authority, effective_on=app.today, correlation="rehearsed"
    )
    return " ".join(map(str, needed(app.writer, [left.position], entry) or [left.position]))


def notes(minute: Minute) -> list[str]:
    """Parts of the text that are not recorded, although they are not notes."""
    lines = [f"{n:>5}  {ref}: nothing is said of it" for n, ref in sorted(minute.untold.items())]
    if minute.hidden:
        where = words(tuple(map(str, minute.hidden)))
        lines.append(f"       left out, since it shows nothing: characters of line {where}")
    return lines


def change_lines(change: Change) -> list[str]:
    """What was recorded, beside what the line says now."""
    ref, position = change.kept.ref or change.kept.item or "", change.kept.position
    what = "may be, in other words," if change.doubtful else "differs from"
    lines = [f"line {change.line.number} {what} event {position} {ref}".rstrip()]
    for name, value in change.fields.items():
        if name == "due_meeting" and "due" in change.fields:
            continue  # The day already says it.
        recorded = change.kept.item if name == "item" else change.kept.facts.get(name)
        before = one_line(words(_plain(recorded)))
        lines.append(f"  {heading(name)}, recorded: {before}")
        lines.append(f"  {heading(name)}, here: {one_line(words(_plain(value)))}")
    if change.source:
        lines.append(f"  source, recorded: {change.was or 'none'}")
        lines.append(f"  source, here: {change.source}")
    return lines


def _plain(value: Any) -> Any:
    if isinstance(value, Line):
        return value.ref or f"line {value.number}"
    return tuple(_plain(one) for one in value) if isinstance(value, tuple) else value


def _line_text(line: Line) -> str:
    facts = [words(_plain(value)) for value in line.facts.values() if value]
    label = f"{line.form.label}:"
    if line.form is grammar.NIL:
        label = "no"
    if line.form is grammar.HEADING:
        label = "item"
    return f"{label} {'; '.join(facts)}"


def _understood(app: App, event: Event, on: date) -> Iterator[str]:
    """Who an owner or maker was then and is today; and which day a due date is."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if name in ("owners", "makers"):
            for post in value:
                yield f"{name.rstrip('s')} {_post(app, post, on)}"
        if name == "due_words" and value:
            inferred = getattr(event, "due_basis", None)
            meant = ", taken for the last day that it can mean" if inferred else ""
            yield f"due in words: {one_line(value)}{meant}"
        if name == "due" and named(type(event), name) is date and value is not None:
            yield f"due {value:%A} {day(value)}"


def _post(app: App, post: str, on: date) -> str:
    now = app.writer.state("post", post, on=app.today)
    if now is None and isinstance(party := app.writer.state("party", post), Party):
        return one_line(f"{post}, {party.title or party.person}, which is no post")
    if now is None and (body := app.writer.state("body", post)) is not None:
        return one_line(f"{post}, {body.title}, the body itself")
    then = app.writer.state("post", post, on=on)
    title = now.title if now is not None else STATUTORY.get(post, "")
    holder = now.shown if isinstance(now, Post) else None
    before = then.shown if isinstance(then, Post) else None
    who = f"today {holder}" if holder else "today nobody that is recorded"
    if before and before != holder:
        who += f", at the meeting {before}"
    return one_line(f"{post}, {title}: {who}")
