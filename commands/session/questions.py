"""A question as a person asks it: by name, with its parameters as typed."""

import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.session.app import App
from commands.session.parameters import is_number, without_commas
from commands.session.resolving import find
from commands.terminal import dates, screen
from commands.terminal.progress import progress
from commands.terminal.text import acceptable
from ledger import unknown
from ledger.errors import InputNeeded, Misused, NotFound
from ledger.naming import known_post
from ledger.records import offices
from ledger.words import asked_on, counted, did_you_mean
from ledger.words import words as in_words

if TYPE_CHECKING:
    from projections import Query

MEETING = "meeting"
OFFICE = "office"  # The first column of an answer from several offices.

FEW_KINDS = 3
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")

# Looking there loads no DuckDB.
QUESTIONS = Path(__file__).parents[2] / "projections" / "questions"


def day_meant(
    app: App, question: "Query", parameters: dict[str, Any], known_by: date | None
) -> date:
    """The default day of a question: the last of its own days, the known-by day, the meeting's day,
    otherwise today."""
    named: date | None = parameters.get("to") or known_by
    if named is None and f"split_part(p_{MEETING}, '/', 2)::date" in question.sql:
        return min(date.fromisoformat(parameters[MEETING].partition("/")[2][:10]), app.today)
    return named or app.today


def named(name: str) -> "Query":
    """The question with that name. Raises NotFound, naming similar ones."""
    from projections import questions

    asked = questions().get(name.replace("-", "_"))
    if asked is None:
        from difflib import get_close_matches

        near = get_close_matches(name, questions(), 3)
        raise NotFound(f"There is no question {name!r}.{did_you_mean(near)} See: govledger ask")
    return asked


def answer(
    app: App,
    question: "Query",
    as_of: date,
    known_by: date | None,
    form: str | None,
    parameters: dict[str, Any],
    **how: Any,
) -> None:
    """Ask, and print the answer in the chosen form; the question goes to stderr. `how` the
    projections are opened."""
    from projections import Projections, own_refs, span

    ledger, drawn = app.reader, form is None and sys.stdout.isatty()
    with ExitStack() as held:
        with progress("Building projections", ledger.size) as done:
            now = held.enter_context(Projections(ledger, done, **how))
            asked = now.ask_in_parts(question.name, as_of=as_of, known_by=known_by, **parameters)
            days = as_of, known_by
            columns, rows = own_refs.beside(now, asked.columns, asked, *days)
            strange = unknown.notice(now.unknown_kinds(known_by))
            outside = span.outside(now, as_of, app.today, known_by)
            nothing = "" if asked else now.nothing_of(question.name)
            if drawn:  # A table needs every row, and nothing may stay open while a person reads.
                rows = list(rows)
                held.close()
        if drawn:
            if office := offices.name_on(ledger, as_of):
                screen.say(office)
            screen.say(question.asks, bold=True)
        upto = f", of events 1 to {how['upto']}" if how.get("upto") else ""
        show(question, columns, rows, form, as_of, known_by, upto)
    for note in (nothing, outside, _no_meeting(app, parameters), strange):
        if note:
            screen.say(note)


def show(
    question: "Query",
    columns: Sequence[str],
    rows: Iterable[Any],
    form: str | None,
    as_of: date,
    known_by: date | None,
    of: str = "",
) -> None:
    """Print the rows of a question, which may be gone through twice, and how many there are. An
    office stands before all else; its own references are left out where no row has one."""
    from projections import own_refs
    from projections.rows import Each, Passed

    shown = question.shown
    if own_refs.COLUMN in columns and own_refs.COLUMN not in question.columns:
        shown["sparse"] = (*shown["sparse"], own_refs.COLUMN)
        if form != "json" and not own_refs.any_of(rows):
            columns, rows = columns[:-1], Each(rows, lambda row: row[:-1])
            shown["sparse"] = shown["sparse"][:-1]
    if columns[0] == OFFICE:
        shown["narrow"] = (OFFICE, *shown["narrow"])
    passed = Passed(rows)
    hidden = screen.show(columns, passed, form, **shown)
    if form is None:
        count = f"{counted(passed.count, 'row')}{of}"
        screen.say(f"{count}, {asked_on(as_of, known_by)}.{screen.left_out(hidden)}")


def _no_meeting(app: App, parameters: dict[str, Any]) -> str:
    """A note that the meeting asked about is not recorded, if so."""
    ref = parameters.get(MEETING)
    return f"No meeting {ref} is recorded." if ref and not app.reader.exists(MEETING, ref) else ""


def parameters_of(app: App, question: "Query", rest: tuple[str, ...]) -> dict[str, Any]:
    """The question's own parameters, as typed. Raises Misused, or InputNeeded for one that is
    missing."""
    from projections.parameters import flag as flag_of  # Imported here to keep start-up fast.

    given: dict[str, Any] = {}
    words = list(rest)
    while words:
        flag, equals, value = words.pop(0).partition("=")
        name = flag.removeprefix("--").replace("-", "_")
        if not re.fullmatch("--[a-z-]+", flag) or f"p_{name}" not in question.parameters:
            own = ", ".join(flag_of(p) for p in question.parameters if p.startswith("p_"))
            raise Misused(
                f"{flag!r} is not a parameter: {question.name} has {own or 'none'}, beside --as-of"
                " and --known-by."
            )
        if not equals:
            if not words:
                raise Misused(f"{flag} needs a value.")
            value = words.pop(0)
        if name in given:
            raise Misused(f"{flag} is given twice. Give it once.")
        given[name] = _value(app, question, name, value)
    missing = [flag_of(p) for p in question.needed if p.removeprefix("p_") not in given]
    if missing:
        raise InputNeeded(f"ask {question.name} needs {in_words(tuple(missing))}.")
    if "from" in given and given["from"] > given.get("to", app.today):
        raise Misused("--from is later than --to. Swap them.")
    return given


def _value(app: App, question: "Query", name: str, value: str) -> Any:
    """A day or number if the question's parameter is one; a reference if its file says so;
    otherwise text."""
    if re.search(rf"\bp_{name}::date\b", question.sql):
        return dates.parse(value, app.today)
    if re.search(rf"\bp_{name}::bigint\b", question.sql):
        value = without_commas(value)
        if not is_number(value):
            flag = name.replace("_", "-")
            raise Misused(f"--{flag} must be a whole number, 0 or more, not {value!r}.")
        return int(value)
    if (fault := acceptable(value)) is not None:
        raise Misused(f"--{name} cannot be read: {fault}.")
    if name == "meeting":
        return meeting_named(app, value)
    allowed = question.allowed[f"p_{name}"]
    if not allowed.kinds or value.strip().casefold() in allowed.choices:
        return value
    return _reference(app, list(allowed.kinds), value)


def _reference(app: App, kinds: list[str], value: str) -> str:
    """The record that is meant, of any of the kinds: a post that the law gives every area, too, or
    what several references begin with, such as those of one plan. Raises NotFound."""
    ledger = app.reader
    if "post" in kinds and (post := known_post(ledger, value)) is not None:
        return post
    typed = value.strip().upper()
    if ledger.existing(f"{kind}:{typed}" for kind in kinds):
        return typed
    try:
        return find(ledger, kinds, value)[1]
    except NotFound as unknown:
        refs = [ref for every in ledger.refs_of(kinds).values() for ref in every]
        if len(kinds) > 1 and any(ref.startswith(f"{typed}/") for ref in refs):
            return typed
        if "could be" in str(unknown):
            raise
        from projections.parameters import offer  # Imported here to keep start-up fast.

        called = " or ".join(kinds) if len(kinds) <= FEW_KINDS else "record"
        hint = offer(typed, refs)
        raise NotFound(f"There is no {called} {value!r} in the ledger.{hint}") from None


def meeting_named(app: App, value: str) -> str:
    """A meeting, or a body on a day, since the next meeting may not be recorded yet."""
    body, slash, on = value.partition("/")
    if _ISO_DAY.fullmatch(on) and app.reader.exists("body", body):
        return f"{body}/{dates.parse(on, app.today)}"
    try:
        return find(app.reader, ["meeting"], value)[1]
    except NotFound:
        if not slash:
            raise
        return f"{find(app.reader, ['body'], body)[1]}/{dates.parse(on, app.today)}"
