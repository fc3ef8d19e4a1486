"""Charts drawn from their figures as marks, in any form; nothing is told by colour alone.

A chart is 320 units wide: as wide as a small screen, and it grows with the page. Every value is
printed beside its mark; series differ by pattern, dash and mark. No label lies on another.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from commands.reports.model import Chart
from commands.reports.render.letters import lines, width
from commands.terminal.text import one_line

WIDTH = 320
EDGE = 50  # room at the right for a value
SIZE = 14  # of the letters
LINE = 16  # from one line of them to the next
LABEL_LINES = 3
NOTES_MOST = 8

Fill = Literal["blue", "hatch", "dots"]
Shape = Literal["circle", "square", "diamond"]
FILLS: tuple[Fill, ...] = ("blue", "hatch", "dots")
SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond")


class Words(NamedTuple):
    """A line of words on the base line `y`. `bold`: a value."""

    x: float
    y: float
    words: str
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False


class Bar(NamedTuple):
    x: float
    y: float
    width: float
    fill: Fill
    height: float = 13


class Path(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    blue: bool = False
    thick: float = 1
    dash: float = 0


class Dot(NamedTuple):
    """A mark around its place, 8 wide."""

    x: float
    y: float
    shape: Shape
    blue: bool


Mark = Words | Bar | Path | Dot


def drawn(chart: Chart) -> tuple[list[Mark], float]:
    """The marks of a chart, and its height."""
    return DRAW[chart.shape](chart)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _label(marks: list[Mark], y: float, label: str) -> float:
    """Writes a label in lines below `y`; returns the base line of the last. The table has it in
    full."""
    for line in lines(one_line(label), SIZE, WIDTH, LABEL_LINES):
        y += LINE
        marks.append(Words(0, y, line))
    return y


def _most(chart: Chart) -> float:
    return max((v for one in chart.series for v in one.values if v is not None), default=0) or 1


def _bars(chart: Chart) -> tuple[list[Mark], float]:
    most, y = _most(chart), 4.0
    several = len(chart.series) > 1

    def said(value: float, name: str) -> str:
        return f"{_shown(value)} {name}" if several else _shown(value)

    values = [(v or 0, one.name) for one in chart.series for v in one.values]
    edge = max(EDGE, *(width(said(*one), SIZE, bold=True) + 8 for one in values))
    marks: list[Mark] = []
    for at, label in enumerate(chart.labels):
        y = _label(marks, y, label)
        for number, series in enumerate(chart.series):
            value = series.values[at] or 0
            long = max((WIDTH - edge) * value / most, 1)
            marks.append(Bar(0.5, y + 5, long, FILLS[number % 3]))
            marks.append(Words(long + 6, y + 16, said(value, series.name), bold=True))
            y += 18
        y += 8
    return marks, y + 4


def _lines(chart: Chart) -> tuple[list[Mark], float]:
    """Over time, each value holds until the next, and days are spaced by their distance."""
    top, height, left = 16.0, 150.0, 8.0
    ends = [f"{one.name} {_shown(one.values[-1] or 0)}" for one in chart.series]
    right = WIDTH - max(width(end, SIZE, bold=True) for end in ends) - 10
    most, span = _most(chart), (chart.at[-1] - chart.at[0]) or 1
    base = top + height

    def x(at: float) -> float:
        return left + (right - left) * (at - chart.at[0]) / span

    marks: list[Mark] = [Path(((left, base), (right, base)))]
    last = []
    for number, series in enumerate(chart.series):
        points = [
            (x(at), base - height * value / most)
            for at, value in zip(chart.at, series.values, strict=True)
            if value is not None
        ]
        steps = [points[0]]
        for px, py in points[1:]:
            steps += [(px, steps[-1][1]), (px, py)]
        blue = number == 0
        marks.append(Path(tuple(steps), blue, 2.5, 0 if blue else 6.0 - 2 * number))
        marks += [Dot(px, py, SHAPES[number % 3], blue) for px, py in points]
        last.append((points[-1][1], ends[number]))
    marks += [Words(right + 8, y + 4, said, bold=True) for y, said in _apart(last)]
    marks += _ticks([(x(at), said) for at, said in chart.axis], base)
    y = base + 22
    notes = [note for note in chart.labels if note]
    if len(notes) > NOTES_MOST:
        y = _label(marks, y, f"The last {NOTES_MOST} of {len(notes)}:")
    for note in notes[-NOTES_MOST:]:
        y = _label(marks, y, note) + 3
    return marks, y + 8


def _ticks(found: Sequence[tuple[float, str]], base: float) -> list[Mark]:
    """The first and the last of them, and those of the others for which there is room."""
    marks: list[Mark] = [Path(((x, base), (x, base + 4))) for x, _ in found]
    taken: list[tuple[float, float]] = []
    for x, said in [*found[-1:], *found[:-1]]:
        wide = width(said, SIZE)
        start = min(max(x - wide / 2, 0), WIDTH - wide)
        if all(start > end + 6 or start + wide < begin - 6 for begin, end in taken):
            taken.append((start, start + wide))
            marks.append(Words(start + wide / 2, base + 18, said, "middle"))
    return marks


def _apart(ends: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Labels that do not lie on each other."""
    placed: list[tuple[float, str]] = []
    for y, said in sorted(ends):
        placed.append((max(y, placed[-1][0] + SIZE) if placed else y, said))
    return placed


def _spans(chart: Chart) -> tuple[list[Mark], float]:
    most, y = _most(chart), 4.0
    marks: list[Mark] = []
    for at, label in enumerate(chart.labels):
        y = _label(marks, y, label)
        known = [(n, s.name, s.values[at]) for n, s in enumerate(chart.series)]
        placed = [
            (n, name, v, 8 + (WIDTH - 16) * v / most) for n, name, v in known if v is not None
        ]
        first, last = min(p[3] for p in placed), max(p[3] for p in placed)
        marks.append(Path(((first, y + 14), (last, y + 14)), thick=2))
        marks += [Dot(px, y + 14, SHAPES[min(n, 2)], n == 0) for n, _, _, px in placed]
        if chart.unit:
            said = ", ".join(f"{name} {_shown(value)}" for _, name, value, _ in placed)
            for line in lines(f"{said} {chart.unit}", SIZE, WIDTH / 1.08, LABEL_LINES):
                marks.append(Words(0, y + 34, line, bold=True))
                y += LINE
            y -= LINE
        y += 44 if chart.unit else 30
    if chart.axis:
        marks.append(Path(((8, y), (WIDTH - 8, y))))
        marks += _ticks([(8 + (WIDTH - 16) * at / most, said) for at, said in chart.axis], y)
        y += 22
    return marks, y + 4


DRAW: dict[str, Callable[[Chart], tuple[list[Mark], float]]] = {
    "bars": _bars,
    "lines": _lines,
    "spans": _spans,
}
