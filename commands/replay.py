"""Replay the ledger in the order in which it was written, with the counts that changed."""

from collections import Counter
from datetime import date
from typing import Any

import click

from commands.desk import screen
from commands.desk.app import App
from commands.desk.options import Date, Page
from commands.desk.text import one_line
from commands.history import recorded_on
from ledger.kinds import record_kind, split
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
    rows: list[tuple[Any, ...]] = []
    for recorded in app.reader.after(0):
        if (last and recorded.position > last) or (known_by and recorded_on(recorded) > known_by):
            break
        stream = recorded.stream
        kind, ref = split(stream)
        histories.setdefault(stream, []).append(recorded)
        state = fold(ref, histories[stream], record_kind(kind).evolve)
        status[stream] = state.status if state else "retracted"
        if recorded.position >= first:
            rows.append(
                (
                    recorded.position,
                    recorded_on(recorded),
                    recorded.envelope.effective_on,
                    ref,
                    one_line(told(recorded)),
                    *(_count(status, kind, ending) for kind, ending in OPEN.items()),
                )
            )
    narrow = ["event", "ref", "what", "open_actions", "open_items"]
    screen.show(COLUMNS, rows, form, narrow=narrow, wide=["recorded_on", "effective_on"])
    if form is None:
        for line in _summary(status):
            screen.say(line)


def _count(status: dict[str, str], kind: str, statuses: set[str]) -> int:
    return sum(1 for stream, now in status.items() if now in statuses and split(stream)[0] == kind)


def _summary(status: dict[str, str]) -> list[str]:
    counted = Counter((split(stream)[0], now) for stream, now in status.items())
    lines = []
    for kind in dict.fromkeys(sorted(kind for kind, _ in counted)):
        by_status = {now: n for (of, now), n in sorted(counted.items()) if of == kind}
        listed = ", ".join(f"{n} {now}" for now, n in by_status.items())
        lines.append(f"{kind}: {sum(by_status.values())} ({listed})")
    return lines
