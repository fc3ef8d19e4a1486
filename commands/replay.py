"""Replay the ledger in the order in which it was written, with the counts that changed."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import click

from commands.desk import screen
from commands.desk.app import App
from commands.desk.options import Date, Page, is_number, terminal
from commands.desk.prompts import BACK, read_line
from commands.desk.text import one_line
from commands.history import Holders, recorded_on, story
from ledger.book import Ledger
from ledger.kinds import record_kinds, split
from ledger.records import Recorded, fold, told

HELP = """Replay the ledger in the order in which it was written, with the counts that changed.

Each event is applied to its record by the same rules that recorded it. On a terminal, an event at a
time: Enter or n goes on, < or p back, a number to that event, /word to the next that has the word,
q ends. With --list, or elsewhere, a row an event: beside each stand the actions then open and the
inspection items then not closed. At the end: how many records of each kind there are, by status.
"""

OPEN = {
    "action": {"open", "reported complete"},
    "item": {"open", "in progress", "reported complete", "awaiting sign-off"},
}
COLUMNS = ["event", "recorded_on", "effective_on", "ref", "what", "open_actions", "open_items"]
KEYS = "Enter goes on, < back; a number goes to that event, /word finds, q ends."


class Step(NamedTuple):
    """An event, the title that its record then had, and what changed: how many more records, or
    fewer, are in a status of their kind. What one command recorded counts together, at its last
    event, `last`: a correction is never seen half made."""

    recorded: Recorded
    title: str
    changed: dict[tuple[str, str], int]
    last: int


@click.command(cls=Page, help=HELP)
@click.option("--from", "first", type=int, default=1, help="Begin with this event.")
@click.option("--to", "last", type=int, help="Stop after the last command that ends by this event.")
@click.option("--known-by", type=Date(), help="Stop after what was recorded by this day.")
@click.option("--list", "listed", is_flag=True, help="The table, on a terminal too.")
@screen.output_options
@click.pass_obj
def command(
    app: App,
    first: int,
    last: int | None,
    known_by: date | None,
    listed: bool,
    form: str | None,
) -> None:
    steps = list(_steps(app.reader, last, known_by))
    if terminal() and sys.stdout.isatty() and form is None and not listed:
        return Walk(steps, Holders(app.reader, known_by)).begin(first)
    counts: Counter[tuple[str, str]] = Counter()
    rows: list[tuple[Any, ...]] = []
    for _, together in groupby(steps, lambda step: step.last):
        command = list(together)
        for step in command:
            counts.update(step.changed)
        opened = [_open(counts, kind) for kind in OPEN]
        rows += [(*_row(s.recorded), *opened) for s in command if s.recorded.position >= first]
    narrow = ["event", "ref", "what", "open_actions", "open_items"]
    screen.show(COLUMNS, rows, form, narrow=narrow, wide=["recorded_on", "effective_on"])
    if form is None:
        for line in _summary(counts):
            screen.say(line)
    return None


def _steps(ledger: Ledger, last: int | None, known_by: date | None) -> Iterator[Step]:
    histories: dict[str, list[Recorded]] = {}
    status: dict[str, str] = {}
    titles: dict[str, str] = {}
    for _, command in groupby(ledger.after(0), lambda r: r.envelope.correlation):
        together = list(command)
        end = together[-1]
        if (last and end.position > last) or (known_by and recorded_on(end) > known_by):
            return
        for recorded in together:
            histories.setdefault(recorded.stream, []).append(recorded)
        changed: Counter[tuple[str, str]] = Counter()
        for stream in {recorded.stream: None for recorded in together}:
            kind, was = split(stream)[0], status.get(stream)
            now, titles[stream] = _now(stream, histories[stream])
            status[stream] = now
            if was is not None:
                changed[kind, was] -= 1
            changed[kind, now] += 1
        for recorded in together:
            moved = {key: by for key, by in changed.items() if by} if recorded is end else {}
            yield Step(recorded, titles[recorded.stream], moved, end.position)


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
        if not self.steps:
            return screen.say("There is no event to replay.")
        screen.say(KEYS)
        self.show(position - 1)
        while True:
            try:
                said = read_line()
            except click.Abort:
                return None
            if said in ("q", "Q"):
                return None
            if said in ("", "n", "N"):
                self.show(self.at + 1)
            elif said in (BACK, "p", "P"):
                self.show(self.at - 1)
            elif is_number(said):
                self.show(int(said) - 1)
            elif said.startswith("/"):
                self.find(said[1:].strip().casefold())
            else:
                screen.say(KEYS)

    def show(self, at: int) -> None:
        """Go to a step, and tell it."""
        if not 0 <= at < len(self.steps):
            last = at > 0
            return screen.say(
                f"The {'last' if last else 'first'} is event {len(self.steps) if last else 1}."
            )
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
            f"{count} {kind}{'' if count == 1 else 's'} open"
            for kind in OPEN
            for count in [_open(self.counts, kind)]
        )
        return click.echo("\n".join(screen.wrapped([*lines, f"  now: {opened}"])))

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
            if word in "\n".join([ref, *self.story(at)]).casefold():
                return self.show(at)
        return screen.say(f"No later event has “{word}” in it.")

    def story(self, at: int) -> list[str]:
        return story(self.steps[at].recorded, holders=self.holders)


def _now(stream: str, history: list[Recorded]) -> tuple[str, str]:
    """The status and the title of a record."""
    kind, ref = split(stream)
    if kind not in record_kinds():
        return "of an unknown kind", ""
    state = fold(ref, history, record_kinds()[kind].evolve)
    return (state.status, state.title) if state else ("retracted", "")


def _marked(recorded: Recorded) -> str:
    marking = recorded.envelope.marking
    return "" if marking == "OFFICIAL" else f" [{marking}]"


def _row(recorded: Recorded) -> tuple[Any, ...]:
    return (
        recorded.position,
        recorded_on(recorded),
        recorded.envelope.effective_on,
        split(recorded.stream)[1],
        one_line(told(recorded)) + _marked(recorded),
    )


def _summary(counts: Counter[tuple[str, str]]) -> list[str]:
    lines = []
    for kind in dict.fromkeys(sorted(kind for kind, _ in counts)):
        by_status = {now: n for (of, now), n in sorted(counts.items()) if of == kind and n}
        listed = ", ".join(f"{n} {now}" for now, n in by_status.items())
        lines.append(f"{kind}: {sum(by_status.values())} ({listed})")
    return lines
