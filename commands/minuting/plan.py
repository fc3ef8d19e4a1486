"""What recording a minute would do: which of its lines the ledger has, which are new, and which
differ from what was recorded; and doing it, all or nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import msgspec

from commands.desk.app import App
from commands.minuting import forms
from commands.minuting.forms import Form
from commands.minuting.reading import Fault, Line, Minute, Unclear, denies
from ledger.kinds import split
from ledger.problems import Misused, NotFound, Problem, Refused
from ledger.records import Recorded

ALIKE = 0.6


class Change(msgspec.Struct, eq=False):
    """A line that says otherwise than what was recorded, and in which fields."""

    line: Line
    kept: Line
    fields: dict[str, Any]


class Plan(msgspec.Struct, eq=False):
    """`new`: lines to record; `changed`: recorded otherwise; `left`: recorded, and not in the
    text."""

    minute: Minute
    new: list[Line] = []
    changed: list[Change] = []
    left: list[Line] = []


def compare(minute: Minute, kept: Minute) -> Plan:
    """What the text says against what the ledger has. A line is known by its reference, by saying
    the same, or by being alike under the same heading. Raises Unclear."""
    _titled(minute, kept)
    _chaired(minute, kept)
    plan = Plan(minute=minute)
    there = list(kept.lines)
    unmatched = []
    for line in minute.lines:
        found = next((one for one in there if _is(line, one)), None)
        if found is None and line.ref is not None:
            problem = NotFound(f"{line.ref} is not of this meeting. Leave the brackets out if new.")
            raise Unclear([Fault(line.number, str(line.form.label), problem)])
        if found is None:
            unmatched.append(line)
            continue
        there.remove(found)
        _known(plan, line, found)
    for line in unmatched:
        found = max((one for one in there if _alike(line, one)), key=_likeness(line), default=None)
        if found is None:
            plan.new.append(line)
        else:
            there.remove(found)
            _known(plan, line, found)
    for change in plan.changed:
        _not_denied(change, kept)
    plan.left = [one for one in there if not (one.elsewhere or _taken_up(one, minute))]
    return plan


def _titled(minute: Minute, kept: Minute) -> None:
    """Give the items that are named without a title the one they have in the ledger."""
    titles = {line.item: line.facts["title"] for line in kept.lines if line.form is forms.HEADING}
    there = {line.item for line in kept.lines}
    for item, number in minute.untitled.items():
        if item not in there:
            problem = Misused(f"{minute.meeting} has no item {item} yet. Give its title too.")
            raise Unclear([Fault(number, f"## {item}", problem)])
    for line in minute.lines:
        if line.item in minute.untitled:
            line.heading = titles.get(line.item)
            if line.form is forms.NOTED and line.heading is None:
                problem = Misused(
                    f"item {line.item} was never tabled. Give its title: ## ITEM TITLE"
                )
                raise Unclear([Fault(line.number, line.facts["text"], problem)])


def _chaired(minute: Minute, kept: Minute) -> None:
    """Whoever asks is the chair: where the text does not say who that was, the ledger's."""
    chairs = [
        line.facts["chair"]
        for one in (minute, kept)
        for line in one.lines
        if line.form is forms.HELD and line.facts["chair"]
    ]
    for line in minute.asked_by_chair:
        line.facts["put_by"] = chairs[0] if chairs else None


def _known(plan: Plan, line: Line, kept: Line) -> None:
    line.ref, line.position = kept.ref, kept.position
    before, now = _facts(kept), _facts(line)
    fields = {name: value for name, value in now.items() if value != before.get(name)}
    if line.form is forms.HELD:  # What the text leaves out of its head, it does not deny.
        fields = {name: value for name, value in fields.items() if value is not None}
    if line.form is forms.COMPLETE and fields.get("next_on", "") is None:
        # The next meeting that the text names, where one was recorded with the closing.
        fields["next_on"] = plan.minute.next_on
        if fields["next_on"] in (None, before["next_on"]):
            del fields["next_on"]
    if line.item != kept.item and line.form.main and not line.form.about:
        fields["item"] = line.item
    if fields:
        plan.changed.append(Change(line, kept, fields))


def _taken_up(kept: Line, minute: Minute) -> bool:
    """Whether it is a heading that the text has by its number alone."""
    return kept.form is forms.HEADING and kept.item in minute.untitled


def _not_denied(change: Change, kept: Minute) -> None:
    """Refuse to move a line under a heading of which a nil return says that there was nothing."""
    line = change.line
    nil = next((one for one in kept.lines if denies(one, line)), None)
    if nil is not None and "item" in change.fields:
        where = f"item {nil.item}" if nil.item else "the whole meeting"
        raise Unclear(
            [
                Fault(
                    line.number,
                    str(line.facts[line.form.main]),
                    Refused(
                        f"{nil.ref} says that there were no {nil.facts['nil_of']} ({where})."
                        f" Retract that first (undo {nil.position}), if it is wrong."
                    ),
                )
            ]
        )


def _is(line: Line, kept: Line) -> bool:
    if kept.form is not line.form:
        return False
    if line.ref is not None:
        return kept.ref == line.ref
    if line.form in (forms.HELD, forms.COMPLETE):
        return True
    if line.form is forms.NEXT:
        return bool(kept.facts["meets_on"] == line.facts["meets_on"])
    if line.form is forms.HEADING:
        return kept.item == line.item
    return kept.item == line.item and _about(kept) == _about(line) and _facts(kept) == _facts(line)


def _alike(line: Line, kept: Line) -> bool:
    """Whether a line may be another version of one that was recorded."""
    if kept.form is not line.form or _about(kept) != _about(line):
        return False
    if kept.item != line.item:  # The same words moved to another heading.
        main = line.form.main
        return (
            line.ref is None
            and main in ("text", "title")
            and kept.ref is not None
            and (line.facts[main] == kept.facts[main])
        )
    if line.form in (forms.PRESENT, forms.APOLOGY):
        return bool(kept.facts["attendee"] == line.facts["attendee"])
    if line.form in (forms.NIL, forms.NEXT):
        return False
    return not line.form.main or _likeness(line)(kept) >= ALIKE


def _likeness(line: Line) -> Any:
    def ratio(kept: Line) -> float:
        main = line.form.main
        if not main:
            return 1.0
        if kept.item != line.item:  # Under the same heading comes first.
            return 0.0
        return SequenceMatcher(None, line.facts[main], kept.facts[main]).ratio()

    return ratio


def _about(line: Line) -> Any:
    """The record a > line is about, by its reference once it has one."""
    about = line.about
    if isinstance(about, Line):
        return about.ref or about
    return split(about)[1] if about is not None else None


def _facts(line: Line) -> dict[str, Any]:
    return {name: _known_by(value) for name, value in line.facts.items()}


def _known_by(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_known_by(one) for one in value)
    if isinstance(value, Line):
        return value.ref or value
    if isinstance(value, str) and ":" in value and value.startswith(("action:", "question:")):
        return split(value)[1]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


# Recording


def record(
    plan: Plan, app: App, reasons: dict[int, str], *, rehearse: bool = False
) -> list[tuple[Line, list[Recorded]]]:
    """Record what is new, and correct what has changed; each line with its events. `reasons`: of
    each correction, by the event's number. `rehearse` takes all of it back again. Raises the
    problem of the first line that is refused, naming it; then nothing is recorded."""
    done: list[tuple[Line, list[Recorded]]] = []
    was_batch, app.batch, recorded = app.batch, True, app.recorded
    try:
        with app.writer.writing():
            for line, arguments in _commands(plan, reasons):
                done.append((line, _carried_out(line, arguments(), app)))
            if rehearse:
                raise _TakenBack
    except _TakenBack:
        for line in plan.new:
            line.ref = None
    finally:
        app.batch = was_batch
        app.recorded = recorded  # Each command said so of itself; the transaction may yet fail.
    return done


class _TakenBack(Exception):
    """Undoes the transaction of a rehearsal."""


def _commands(
    plan: Plan, reasons: dict[int, str]
) -> Iterator[tuple[Line, Callable[[], list[str]]]]:
    """The command of each line, in order, the last what closes the meeting; made when its turn has
    come, since it may name what an earlier one recorded."""
    minute = plan.minute
    new = {id(line) for line in plan.new}
    changes = {id(change.line): change for change in plan.changed}
    for line in sorted(minute.lines, key=lambda line: line.form is forms.COMPLETE):
        if id(line) in new:
            yield line, partial(command, line, minute)
        elif (change := changes.get(id(line))) is not None:
            yield line, partial(correction, change, reasons[change.kept.position])


def _carried_out(line: Line, arguments: list[str], app: App) -> list[Recorded]:
    from commands import run

    ledger = app.writer
    size = ledger.size
    try:
        run(arguments, app)
    except Problem as problem:
        raise type(problem)(f"line {line.number}: {problem}") from None
    events = [ledger.at(position) for position in range(size + 1, ledger.size + 1)]
    made = [one for one in events if isinstance(one.event, line.form.event)]
    if made and made[0].version == 1 and line.ref is None:
        line.ref = split(made[0].stream)[1]
    return events


def command(line: Line, minute: Minute) -> list[str]:
    """The command that records a line."""
    form = line.form
    values = line.facts | {
        "meeting": minute.meeting,
        "body": minute.body,
        "item": line.item,
        "heading": line.heading,
        "following": minute.next_on,
        "ref": _about(line),
    }
    options = [*_common(line, minute), *_placed(line, minute)]
    given: list[str] = []
    if form is forms.PRESENT:
        options += _named_person(line)
        given = [minute.meeting] if line.named else [minute.meeting, values["attendee"]]
    else:
        given = [_text(values[name]) for name in form.arguments]
        options += _options(form, values)
    if form is forms.ACTION and not line.facts["owners"]:
        options.append("--no-owner")
    return [*form.command.split(), *options, "--", *given]


def _options(form: Form, values: dict[str, Any]) -> Iterator[str]:
    for name, flag in form.options.items():
        value = values[name]
        if name == "due" and values.get("due_meeting"):
            value = values["due_meeting"]
        if name == "next_on":
            value = value or values["following"]
        if value is True:
            yield flag
        elif isinstance(value, tuple):
            for one in value:
                yield from (flag, _text(one))
        elif value not in (None, False):
            yield from (flag, _text(value))


def _common(line: Line, minute: Minute) -> Iterator[str]:
    yield from ("--on", minute.meets_on.isoformat())
    for flag, words in (("--inferred", minute.inferred), ("--undated", minute.undated)):
        if words:
            yield from (flag, words)
    if minute.paper:
        lines = f":{line.source}" if line.source else ""
        yield from ("--source", minute.paper + lines)


def _placed(line: Line, minute: Minute) -> Iterator[str]:
    """--meeting and --item, of a command that takes them."""
    if "meeting" in line.form.event.__struct_fields__ and not line.form.about:
        yield from ("--meeting", minute.meeting)
        if line.item is not None:
            yield from ("--item", line.item)


def _named_person(line: Line) -> Iterator[str]:
    if line.named:
        yield from ("--name", line.facts["attendee"])
    if line.facts["capacity"]:
        yield from ("--capacity", line.facts["capacity"])


def correction(change: Change, reason: str) -> list[str]:
    """The command that corrects an event to what a line says now."""
    options = ["--reason", reason]
    for name, value in change.fields.items():
        options += ["--set", f"{name}={_text(value)}"]
    return ["correct", *options, "--", str(change.kept.position)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(_text(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    known = _known_by(value)
    if isinstance(known, Line):
        raise Misused(f"line {known.number} is not recorded yet, and is named by another.")
    return str(known)
