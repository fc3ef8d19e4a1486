"""Recording a minute: one command for each line, in one transaction."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.minutes import grammar, proceedings
from commands.minutes.diff import Change, Plan, about, named_by
from commands.minutes.forms import Form
from commands.minutes.minute import Line, Minute
from commands.session.app import App
from commands.session.together import Faults, in_one
from ledger.errors import Broken, Misused, Problem, Unavailable
from ledger.events import Recorded
from ledger.records.documents import DocumentRegistered
from ledger.registry import split

if TYPE_CHECKING:
    from commands.menu import Runs

# The minute's paper is registered before its lines name it.
_REGISTERED = Form(event=DocumentRegistered, says="Paper file: {title}", command="")


def record(
    plan: Plan, app: App, reasons: dict[int, str], *, rehearse: bool = False
) -> list[tuple[Line, list[Recorded]]]:
    """Record what is new and correct what has changed; returns each line with its events.
    `reasons`: of each correction, by the event's number. `rehearse`: roll everything back again.
    Raises the problems of all lines that are refused, naming each; then nothing is recorded."""
    from commands.menu import Runs

    done: list[tuple[Line, list[Recorded]]] = []
    faults, recorded = Faults(), app.recorded
    try:
        runs = Runs(app)
        with in_one(app, app.writer):
            if (paper := _paper(plan.minute, app)) is not None:
                done.append((paper, _carried_out(paper, registration(plan.minute), runs)))
            for line, arguments in _commands(plan, reasons):
                try:
                    done.append((line, _carried_out(line, arguments(), runs)))
                except (Unavailable, Broken):
                    raise
                except Problem as problem:
                    faults.take(line.number, "", problem)
            faults.tell()
            if rehearse:
                raise _TakenBack
    except _TakenBack:
        for line in plan.new:
            line.ref = None
    finally:
        app.recorded = recorded  # Each command reported success; the transaction may still fail.
    return done


def _paper(minute: Minute, app: App) -> Line | None:
    """The line of the paper that is to be registered with the minute, if it is not yet."""
    if minute.paper_file is None:
        return None
    if minute.paper is None:
        raise Misused("Paper file: says where the paper is. Say its name too: Paper: NAME")
    if app.writer.state("document", minute.paper) is not None:
        return None
    return Line(form=_REGISTERED, facts={}, number=minute.headed["paper_file"])


def registration(minute: Minute) -> list[str]:
    """The command that keeps the paper of a minute, with its reading."""
    file = str(minute.paper_file)
    marked = ["--sensitive", minute.sensitive] if minute.sensitive else []
    named = [str(minute.paper), Path(file).name]
    return ["document", "register", "--file", file, *marked, "--", *named]


class _TakenBack(Exception):
    """Undoes the transaction of a rehearsal."""


def _commands(
    plan: Plan, reasons: dict[int, str]
) -> Iterator[tuple[Line, Callable[[], list[str]]]]:
    """The command of each line, in order; that which closes the meeting comes last. Each is made
    when its turn has come, since it may name what an earlier one recorded."""
    minute = plan.minute
    new = {id(line) for line in plan.new}
    changes = {id(change.line): change for change in plan.changed}
    replaced = []  # Taken back last: other lines name it until then.
    for line in sorted(minute.lines, key=lambda line: line.form is grammar.COMPLETE):
        if id(line) in new:
            yield line, partial(command, line, minute)
        elif (change := changes.get(id(line))) is not None:
            reason = reasons[change.kept.position]
            if "meets_on" in change.fields:  # Its day makes it another meeting.
                replaced.append((line, partial(retraction, change, reason)))
                yield line, partial(command, line, minute)
            else:
                yield line, partial(correction, change, reason)
    yield from replaced


def _carried_out(line: Line, arguments: list[str], runs: "Runs") -> list[Recorded]:
    ledger = runs.app.writer
    size = ledger.size
    runs.run(arguments)
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
        "item": line.facts.get("item", line.item),
        "day": str(line.facts.get("moved_to", "")).rpartition("/")[2],
        "heading": line.heading,
        "following": minute.next_on,
        "ref": about(line),
    }
    options = [*_common(line, minute), *_placed(line, minute)]
    given: list[str] = []
    if form in (grammar.PRESENT, grammar.APOLOGY):
        options += _attending(line)
        given = [minute.meeting]
    else:
        told = [values[name] for name in form.arguments]
        if form.about and told[-1] is None:  # A claim needs no words.
            told.pop()
        given = [_text(value) for value in told]
        options += _options(form, values)
    if form is grammar.ACTION and not line.facts["owners"]:
        options.append("--no-owner")
    return [*form.command.split(), *options, "--", *given]


def _as_it_stands(who: Any) -> str:
    """A post, or a name that is taken as it is: see Desk.attendee."""
    return f'"{who}"' if isinstance(who, str) and " " in who else _text(who)


def _options(form: Form, values: dict[str, Any]) -> Iterator[str]:
    for option, flag in form.options.items():
        name, alone, wanted = option.partition("=")
        value = values.get(name)
        if alone:
            value = (value or "") == wanted
        if name == "due" and values.get("due_meeting"):
            value = values["due_meeting"]
        if name == "due_basis" and values["due_words"] and not values["due"]:
            value = "none"
        if name == "next_on":
            value = value or values["following"]
        if value is True:
            yield flag
        elif isinstance(value, tuple):
            for one in value:
                yield from (flag, _as_it_stands(one) if flag.startswith("--who-") else _text(one))
        elif name == "declarant":
            yield from (flag, _as_it_stands(value))
        elif value not in (None, False):
            yield from (flag, _text(value))


def _common(line: Line, minute: Minute) -> Iterator[str]:
    yield from ("--on", minute.meets_on.isoformat())
    for name in ("inferred", "undated", "sensitive"):
        own = line.sensitive if name == "sensitive" else None
        if words := own or getattr(minute, name):
            yield from (f"--{name}", words)
    if minute.paper:
        lines = f":{line.source}" if line.source else ""
        yield from ("--source", minute.paper + lines)


def _placed(line: Line, minute: Minute) -> Iterator[str]:
    """--meeting and --item, for a command that takes them; --told-at this meeting, for what is said
    about something else."""
    if line.form.about or line.form is proceedings.MOVED:
        yield from ("--told-at", minute.meeting)
    if "meeting" in line.form.event.__struct_fields__ and not line.form.about:
        yield from ("--meeting", minute.meeting)
        if line.item is not None:
            yield from ("--item", line.item)


def _attending(line: Line) -> Iterator[str]:
    flags = ("--apology", "--apology-of") if line.form is grammar.APOLOGY else ("--post", "--name")
    yield from (flags[line.named], line.facts["attendee"])
    if line.facts["capacity"]:
        yield from ("--capacity", line.facts["capacity"])


def retraction(change: Change, reason: str) -> list[str]:
    """The command that takes back an event in whose place another record is begun."""
    return ["undo", "--reason", reason, "--", str(change.kept.position)]


def correction(change: Change, reason: str) -> list[str]:
    """The command that corrects an event to what a line says now."""
    options = ["--reason", reason]
    for name, value in change.fields.items():
        options += ["--set", f"{name}={_text(value)}"]
    if change.source:
        options += ["--source", change.source]
    return ["correct", *options, "--", str(change.kept.position)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(_text(one).replace(",", "\\,") for one in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    known = named_by(value)
    if isinstance(known, Line):
        raise Misused(f"line {known.number} is not recorded yet, but another line names it.")
    return str(known)
