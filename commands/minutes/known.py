"""Which lines of a minute the ledger already has, so that a draft proposes only what differs."""

from commands.minutes import recorded
from commands.minutes.diff import Plan, compare
from commands.minutes.minute import Unclear
from commands.minutes.parser import read
from commands.minutes.resolver import LedgerResolver
from commands.session.app import App
from ledger.errors import Problem

TRIES = 20


def known_lines(app: App, text: str) -> dict[int, str]:
    """The lines that are already recorded of that meeting, by their numbers, each with the record
    or the meeting that has it. A line that is not understood counts as not recorded."""
    plan = _plan(app, text)
    if plan is None:
        return {}
    new = {line.number for line in plan.new}
    # The same words from another paper change nothing.
    otherwise = {one.line.number for one in plan.changed if one.fields or one.doubtful}
    return {
        line.number: line.ref or plan.minute.meeting
        for line in plan.minute.lines
        if line.number and line.number not in new | otherwise
    }


def unclear_lines(app: App, text: str) -> dict[int, str]:
    """The lines that are not understood, by their numbers, each with what to write instead."""
    try:
        _compared(app, text)
    except Unclear as problem:
        return {one.number: str(one.problem) for one in problem.faults}
    except Problem:
        pass  # Of the whole, such as a meeting that does not exist: it is told when it is recorded.
    return {}


def _compared(app: App, text: str) -> Plan:
    """What recording the text would do. Raises Unclear."""
    with app.reader.snapshot():
        minute = read(text, LedgerResolver(app))
        named = [line.about for line in minute.lines if isinstance(line.about, str)]
        return compare(minute, recorded.minute_of(app.reader, minute.body, minute.meets_on, named))


def _plan(app: App, text: str) -> Plan | None:
    """What recording the text would do, without the lines that cannot be understood."""
    lines = text.split("\n")
    for _ in range(TRIES):
        try:
            return _compared(app, "\n".join(lines))
        except Unclear as problem:
            wrong = {one.number for one in problem.faults if 0 < one.number <= len(lines)}
            if not wrong - {n for n, line in enumerate(lines, 1) if line == "//"}:
                return None
            for number in wrong:
                lines[number - 1] = "//"
        except Problem:
            return None
    return None
