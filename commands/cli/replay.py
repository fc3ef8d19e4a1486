"""Replay the ledger in the order in which it was written, with the counts that changed.

Each event is applied to its record by the same rules that recorded it. On a terminal it shows one
event at a time: Enter or n goes on, < or p goes back, a number goes to that event, /word to the
next one with that word, and q ends. With --list, or elsewhere, it prints a row for each event, with
how many actions were then open and how many inspection items not closed. At the end it prints how
many records of each kind there are, by status.

With --ask QUESTION and its own options (--NAME VALUE), it prints the answer instead, read from the
ledger's own bytes and not from the projections, as it was on --to by what was known on --known-by.
After an EVENT, the day is the one on which that event was recorded.
"""

import sys
from bisect import bisect_left
from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

import click

from commands.session.app import App
from commands.session.own_options import Asking, OwnOptions
from commands.session.parameters import FileName, KnownBy, is_number
from commands.session.questions import QUESTIONS, answer, named, parameters_of
from commands.terminal import dates, screen
from commands.terminal.prompts import BACK, read_line
from commands.terminal.screen import terminal
from commands.terminal.text import one_line
from commands.wording.histories import Holders, recorded_on, story
from commands.wording.steps import Step, steps_of, whole
from ledger import unknown
from ledger.characters import folded
from ledger.errors import Misused
from ledger.events import Recorded
from ledger.registry import record_kinds, split
from ledger.words import LONG_STANDING, calendar_day, counted, day, format_event

OPEN = {kind: record_kinds()[kind].counted for kind in ("action", "item")}
COLUMNS = ["event", "recorded_on", "effective_on", "ref", "what", "open_actions", "open_items"]
KEYS = "Enter goes on, < back; a number goes to that event, /word finds, q ends."


@click.command(cls=Asking, help=__doc__, context_settings={"ignore_unknown_options": True})
@click.option("--from", "first", metavar="EVENT", help="Begin with this event.")
@click.option(
    "--to",
    metavar="DATE|EVENT",
    help="What was so by this day; or what was written by this event, whole commands only.",
)
@click.option("--known-by", type=KnownBy(), help="Stop after what was recorded by this day.")
@click.option(
    "--ask", "question", type=FileName(QUESTIONS), help="Ask this question of what was replayed."
)
@click.option("--list", "listed", is_flag=True, help="The table, on a terminal too.")
@screen.output_options
@click.argument("rest", nargs=-1, type=OwnOptions(), metavar="[--NAME VALUE]...")
@click.pass_obj
def command(
    app: App,
    first: str | None,
    to: str | None,
    known_by: date | None,
    question: str | None,
    listed: bool,
    form: str | None,
    rest: tuple[str, ...],
) -> None:
    until = _until(app, to)
    if question is not None:
        own = rest if first is None else ("--from", first, *rest)
        return _ask(app, question, own, until, known_by, form)
    if rest:
        raise Misused(f"replay has no {rest[0]}. See: govledger replay --help")
    if first is not None and not is_number(first):
        raise Misused(f"--from is an event's number, and {first!r} is not one.")
    begin = int(first or 1)
    last, by = (until, None) if isinstance(until, int) else (None, until)
    steps = list(steps_of(app.reader, last, by, known_by))
    beyond = _beyond(app, begin, until, known_by, steps)
    if terminal() and sys.stdout.isatty() and form is None and not listed:
        for line in beyond:
            screen.say(line)
        if not steps:
            return None
        return Walk(steps, Holders(app.reader, known_by)).begin(begin)
    rows, counts = _table(steps, begin)
    narrow = ["event", "ref", "what", "open_actions", "open_items"]
    screen.show(COLUMNS, rows, form, narrow=narrow, wide=["recorded_on", "effective_on"])
    if form is None:
        for line in _summary(counts):
            screen.say(line)
    for line in beyond:
        screen.say(line)
    strange = unknown.notice(unknown.kinds(unknown.among(step.recorded for step in steps)))
    return screen.say(strange) if strange else None


def _table(steps: list[Step], begin: int) -> tuple[list[tuple[Any, ...]], Counter[tuple[str, str]]]:
    """A row an event, from `begin` on, with what is open then; and the counts at the end."""
    counts: Counter[tuple[str, str]] = Counter()
    rows: list[tuple[Any, ...]] = []
    for _, together in groupby(steps, lambda step: step.last):
        command = list(together)
        for step in command:
            counts.update(step.changed)
        opened = [_open(counts, kind) for kind in OPEN]
        rows += [(*_row(s.recorded), *opened) for s in command if s.recorded.position >= begin]
    return rows, counts


def _until(app: App, said: str | None) -> date | int | None:
    """What --to means: a day, or the event that ends the last whole command by that number."""
    if said is None:
        return None
    return int(said) if is_number(said) else dates.parse(said, app.today)


def _ask(
    app: App,
    name: str,
    rest: tuple[str, ...],
    until: date | int | None,
    known_by: date | None,
    form: str | None,
) -> None:
    """Ask a question of the ledger's own bytes, whatever the projections hold."""
    asked = named(name)
    if rest and rest[0] not in ("--help", "-h") and not rest[0].startswith("-"):
        raise Misused(f"{rest[0]!r} is not an option of {name}. See: govledger ask {name} --help")
    parameters = parameters_of(app, asked, rest)
    as_of, upto = known_by or app.today, None
    if isinstance(until, int):
        upto = whole(app.reader, until)
        as_of = known_by or (recorded_on(app.reader.at(upto)) if upto else app.today)
    elif until is not None:
        as_of = until
    answer(app, asked, as_of, known_by, form, parameters, upto=upto, fresh=True)
    for line in _beyond(app, 1, until, known_by):
        screen.say(line)


def _beyond(
    app: App,
    begin: int,
    until: date | int | None,
    known_by: date | None,
    steps: list[Step] | None = None,
) -> list[str]:
    """What there is, where more or other was asked for."""
    size = app.reader.size
    if not size:
        return ["Nothing is recorded yet."]
    there = f"the ledger has {counted(size, 'event')}"
    if isinstance(until, int) and until > size:
        return [f"There is no event {until}: {there}."]
    if begin > size:
        return [f"There is no event {begin}: {there}."]
    if isinstance(until, int) and (end := whole(app.reader, until)) < until:
        if not end:
            return [f"The first command ends after event {until}, so nothing is replayed: {there}."]
        return [f"Event {until} is in the middle of a command: the replay ends at event {end}."]
    if steps is not None and size and (early := _early(app, until, known_by)):
        return [f"Nothing is replayed: {early}" if not steps else f"{early[0].upper()}{early[1:]}"]
    if until == 0 or steps == []:
        return [f"Nothing is replayed: {there}, numbered from 1."]
    return []


def _early(app: App, until: date | int | None, known_by: date | None) -> str:
    """That a day asked for is before the record begins, or before anything was known."""
    first = recorded_on(app.reader.at(1))
    if known_by is not None and known_by < first:
        return f"the first event was recorded on {day(first)}, after {calendar_day(known_by)}."
    if not isinstance(until, date):
        return ""
    days = (one.envelope.effective_on for one in app.reader.after(0))
    began = min((on for on in days if on > LONG_STANDING), default=until)
    return (
        f"the record begins on {day(began)}, after {calendar_day(until)}." if until < began else ""
    )


def _open(counts: Counter[tuple[str, str]], kind: str) -> int:
    return sum(counts[kind, status] for status in OPEN[kind])


# A step at a time


class Walk:
    """Where a person is in the replay. The counts move with them, by what each step changed."""

    def __init__(self, steps: list[Step], holders: Holders) -> None:
        self.steps = steps
        self.holders = holders
        self.at = -1
        self.counts: Counter[tuple[str, str]] = Counter()

    def begin(self, position: int) -> None:
        screen.say(KEYS)
        self.show(self.place(position))
        while True:
            try:
                said = read_line()
            except click.Abort:
                return
            if said in ("q", "Q"):
                return
            if said in ("", "n", "N"):
                self.show(self.at + 1)
            elif said in (BACK, "p", "P"):
                self.show(self.at - 1)
            elif is_number(said):
                self.show(self.place(int(said)))
            elif said.startswith("/"):
                self.find(folded(said[1:]))
            else:
                screen.say(KEYS)

    def show(self, at: int) -> None:
        """Go to a step, and tell it."""
        if not 0 <= at < len(self.steps):
            last = at > 0
            end = self.steps[-1 if last else 0].recorded.position
            return screen.say(f"The {'last' if last else 'first'} is event {end}.")
        self.move(at)
        step, told = self.steps[at], self.story(at)
        title = one_line(step.title)
        title = "" if title in "\n".join(told) else f"  {title}"
        ref = split(step.recorded.stream)[1]
        lines = ["", screen.strong(f"{at + 1} of {len(self.steps)}  {ref}{title}"), *told]
        for (kind, status), by in step.changed.items():
            now = self.counts[kind, status]
            lines.append(f"  {kind} {status}: {now - by} -> {now}")
        if step.last != step.recorded.position:
            lines.append(f"  (counted at event {step.last}: one command recorded both)")
        opened = ", ".join(
            f"{counted(count, record_kinds()[kind].called)} open"
            for kind in OPEN
            for count in [_open(self.counts, kind)]
        )
        return click.echo("\n".join(screen.wrapped([*lines, f"  now: {opened}"])))

    def place(self, position: int) -> int:
        """Where an event stands among the steps, or the next of them after it."""
        at = bisect_left(self.steps, position, key=lambda step: step.recorded.position)
        return at if position > 0 else -1

    def move(self, to: int) -> None:
        while self.at < to:
            self.at += 1
            self.counts.update(self.steps[self.at].changed)
        while self.at > to:
            self.counts.subtract(self.steps[self.at].changed)
            self.at -= 1

    def find(self, word: str) -> None:
        for at in range(self.at + 1, len(self.steps)):
            ref = split(self.steps[at].recorded.stream)[1]
            if word in folded("\n".join([ref, *self.story(at)])):
                return self.show(at)
        return screen.say(f"No later event has “{word}” in it.")

    def story(self, at: int) -> list[str]:
        return story(self.steps[at].recorded, holders=self.holders)


def _marked(recorded: Recorded) -> str:
    marking = recorded.envelope.marking
    return "" if marking == "OFFICIAL" else f" [{marking}]"


def _row(recorded: Recorded) -> tuple[Any, ...]:
    return (
        recorded.position,
        recorded_on(recorded),
        recorded.envelope.effective_on,
        split(recorded.stream)[1],
        one_line(format_event(recorded)) + _marked(recorded),
    )


def _summary(counts: Counter[tuple[str, str]]) -> list[str]:
    lines = []
    for kind in dict.fromkeys(sorted(kind for kind, _ in counts)):
        by_status = {now: n for (of, now), n in sorted(counts.items()) if of == kind and n}
        listed = ", ".join(
            f"{n} set to {now}" if now.isdecimal() else f"{n} {now}" for now, n in by_status.items()
        )
        called = record_kinds()[kind].called if kind in record_kinds() else kind
        lines.append(f"{counted(sum(by_status.values()), called)}: {listed}")
    return lines
