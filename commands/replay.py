"""Replay the ledger in the order in which it was written, with the counts that changed."""

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

import click

from commands.desk import screen
from commands.desk.app import App
from commands.desk.options import Date, Page
from commands.desk.text import one_line
from commands.history import recorded_on
from ledger.kinds import record_kinds, split
from ledger.records import Recorded, fold, told

HELP = """Replay the ledger in the order in which it was written, with the counts that changed.

Each event is applied to its record by the same rules that recorded it; beside it stand the actions
then open and the inspection items then not closed. At the end: how many records of each kind there
are, by status.
"""

OPEN = {
    "action": {"open", "reported complete"},
    "item": {"open", "in progress", "reported complete", "awaiting sign-off"},
}
COLUMNS = ["event", "recorded_on", "effective_on", "ref", "what", "open_actions", "open_items"]


@click.command(cls=Page, help=HELP)
@click.option("--from", "first", type=int, default=1, help="Print from this event on.")
@click.option("--to", "last", type=int, help="Stop after this event.")
@click.option("--known-by", type=Date(), help="Stop after what was recorded by this day.")
@screen.output_options
@click.pass_obj
def command(
    app: App, first: int, last: int | None, known_by: date | None, form: str | None
) -> None:
    histories: dict[str, list[Recorded]] = {}
    status: dict[str, str] = {}
    opened = dict.fromkeys(OPEN, 0)
    rows: list[tuple[Any, ...]] = []
    # What one command recorded counts together: a correction is never seen half made.
    for _, command in groupby(app.reader.after(0), lambda r: r.envelope.correlation):
        together = list(command)
        end = together[-1]
        if (last and end.position > last) or (known_by and recorded_on(end) > known_by):
            break
        for recorded in together:
            histories.setdefault(recorded.stream, []).append(recorded)
        for stream in {recorded.stream for recorded in together}:
            kind, was = split(stream)[0], status.get(stream)
            status[stream] = now = _status(stream, histories[stream])
            if kind in OPEN:
                opened[kind] += (now in OPEN[kind]) - (was in OPEN[kind])
        counts = [opened[kind] for kind in OPEN]
        rows += [(*_row(recorded), *counts) for recorded in together if recorded.position >= first]
    narrow = ["event", "ref", "what", "open_actions", "open_items"]
    screen.show(COLUMNS, rows, form, narrow=narrow, wide=["recorded_on", "effective_on"])
    if form is None:
        for line in _summary(status):
            screen.say(line)


def _status(stream: str, history: list[Recorded]) -> str:
    kind, ref = split(stream)
    if kind not in record_kinds():
        return "of an unknown kind"
    state = fold(ref, history, record_kinds()[kind].evolve)
    return state.status if state else "retracted"


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


def _summary(status: dict[str, str]) -> list[str]:
    counted = Counter((split(stream)[0], now) for stream, now in status.items())
    lines = []
    for kind in dict.fromkeys(sorted(kind for kind, _ in counted)):
        by_status = {now: n for (of, now), n in sorted(counted.items()) if of == kind}
        listed = ", ".join(f"{n} {now}" for now, n in by_status.items())
        lines.append(f"{kind}: {sum(by_status.values())} ({listed})")
    return lines
