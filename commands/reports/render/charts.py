"""Charts as SVG, drawn from their figures: no script, and nothing told by colour alone.

A chart is 360 units wide and grows with the page. Every value is printed beside its mark; series
differ by pattern, dash and mark.
"""

from collections.abc import Iterable
from html import escape

from commands.reports.model import Chart
from commands.terminal.text import one_line

WIDTH = 360
EDGE = 50  # room at the right for a value
FILLS = ("#1d70b8", "url(#hatch)", "url(#dots)")
MARKS = ("circle", "square", "diamond")
LETTERS = 46  # how many fit on a line


def svg(chart: Chart) -> str:
    """The chart; its patterns are in `PATTERNS`, once a page."""
    draw = {"bars": _bars, "lines": _lines, "spans": _spans}[chart.shape]
    parts, height = draw(chart)
    name = escape(chart.name)
    return (
        f'<svg role="img" class="chart" viewBox="0 0 {WIDTH} {height}"'
        f' aria-labelledby="{name}-title {name}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{_text(chart.title)}</title>'
        f'<desc id="{name}-desc">{_text(chart.description)}</desc>{"".join(parts)}</svg>'
    )


PATTERNS = (
    '<svg width="0" height="0" aria-hidden="true" focusable="false" class="patterns"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<rect width="3" height="6" fill="#0b0c0c"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.8" fill="#0b0c0c"/>'
    "</pattern></defs></svg>"
)


def _text(text: str) -> str:
    return escape(one_line(text))


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _words(x: float, y: float, text: str, anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{_text(text)}</text>'


def _wrapped(label: str) -> list[str]:
    """A label on two lines at most; the table has it whole."""
    label = one_line(label)
    if len(label) <= LETTERS:
        return [label]
    cut = label.rfind(" ", 0, LETTERS) if " " in label[:LETTERS] else LETTERS
    rest = label[cut:].strip()
    return [label[:cut], rest if len(rest) <= LETTERS else rest[: LETTERS - 1] + "…"]


def _most(chart: Chart) -> float:
    return max((v for one in chart.series for v in one.values if v is not None), default=0) or 1


def _bars(chart: Chart) -> tuple[list[str], int]:
    most, y, parts = _most(chart), 4, list[str]()
    several = len(chart.series) > 1
    for at, label in enumerate(chart.labels):
        for line in _wrapped(label):
            y += 16
            parts.append(_words(0, y, line))
        for number, series in enumerate(chart.series):
            value = series.values[at] or 0
            width = (WIDTH - EDGE - (60 if several else 0)) * value / most
            said = f"{_shown(value)} {series.name}" if several else _shown(value)
            parts.append(
                f'<rect x="0.5" y="{y + 5}" width="{max(width, 1):.1f}" height="13"'
                f' fill="{FILLS[number % 3]}" stroke="#0b0c0c"/>'
            )
            parts.append(_words(max(width, 1) + 6, y + 16, said, more=' class="value"'))
            y += 18
        y += 8
    return parts, y + 4


def _lines(chart: Chart) -> tuple[list[str], int]:
    top, height, left, right = 16.0, 150.0, 8.0, WIDTH - 82.0
    most, steps = _most(chart), max(len(chart.labels) - 1, 1)
    base = top + height
    parts = [f'<path d="M{left} {base}H{right}" stroke="#0b0c0c" fill="none"/>']

    def x(at: int) -> float:
        return left + (right - left) * at / steps

    ends = []
    for number, series in enumerate(chart.series):
        points = [
            (x(at), base - height * value / most)
            for at, value in enumerate(series.values)
            if value is not None
        ]
        path = "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        dash = "" if number == 0 else f' stroke-dasharray="{6 - 2 * number} 4"'
        colour = "#1d70b8" if number == 0 else "#0b0c0c"
        parts.append(f'<path d="M{path}" stroke="{colour}" stroke-width="2.5" fill="none"{dash}/>')
        parts += [_mark(number, px, py, colour) for px, py in points]
        if points:
            ends.append((points[-1][1], f"{series.name} {_shown(series.values[-1] or 0)}"))
    parts += [_words(right + 8, y + 4, said, more=' class="value"') for y, said in _apart(ends)]
    shown = {0, len(chart.labels) // 2, len(chart.labels) - 1}
    for at in sorted(shown):
        anchor = "start" if at == 0 else "end" if at == len(chart.labels) - 1 else "middle"
        parts.append(_words(x(at), base + 18, chart.labels[at], anchor))
    return parts, int(base + 26)


def _apart(ends: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Labels that do not lie on each other."""
    placed: list[tuple[float, str]] = []
    for y, said in sorted(ends):
        placed.append((max(y, placed[-1][0] + 14) if placed else y, said))
    return placed


def _mark(number: int, x: float, y: float, colour: str) -> str:
    kind = MARKS[number % 3]
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if kind == "diamond" else ""
    return (
        f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="#fff"'
        f' stroke="{colour}" stroke-width="2"{turn}/>'
    )


def _spans(chart: Chart) -> tuple[list[str], int]:
    most, y, parts = _most(chart), 4, list[str]()
    for at, label in enumerate(chart.labels):
        for line in _wrapped(label):
            y += 16
            parts.append(_words(0, y, line))
        known = [(n, s.name, s.values[at]) for n, s in enumerate(chart.series)]
        placed = [
            (n, name, v, 8 + (WIDTH - 60) * v / most) for n, name, v in known if v is not None
        ]
        first, last = min(p[3] for p in placed), max(p[3] for p in placed)
        parts.append(
            f'<path d="M{first:.1f} {y + 14}H{last:.1f}" stroke="#0b0c0c" stroke-width="2"/>'
        )
        for number, _, _, px in placed:
            parts.append(_mark(number, px, y + 14, "#1d70b8" if number == 0 else "#0b0c0c"))
        said = ", ".join(f"{name} {_shown(value)}" for _, name, value, _ in placed)
        if chart.unit:
            parts.append(_words(0, y + 34, f"{said} {chart.unit}", more=' class="value"'))
        y += 44 if chart.unit else 30
    return parts, y + 4
