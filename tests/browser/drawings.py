"""What the charts of a page show: their labels, values, lengths and heights, against the tables."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from looking import Seen, tables

from commands.reports.model import Paper

READ = """() => [...document.querySelectorAll('figure')].map(figure => {
    const svg = figure.querySelector('svg.chart'), all = [...svg.querySelectorAll('text')];
    const number = (at, name) => parseFloat(at.getAttribute(name));
    return {
        name: svg.querySelector('title').id.replace(/-title$/, ''),
        title: svg.querySelector('title').textContent,
        caption: figure.querySelector('figcaption').innerText,
        description: svg.querySelector('desc').textContent,
        table: figure.querySelector('a').getAttribute('href'),
        texts: all.map(at => [at.textContent, at.classList.contains('value'), number(at, 'y')]),
        bars: [...svg.querySelectorAll('rect[height="13"]')].map(at => number(at, 'width')),
        heights: ['circle', 'rect[width="8"]'].map(what => [...svg.querySelectorAll(what)].map(
            at => number(at, what == 'circle' ? 'cy' : 'y') + (what == 'circle' ? 0 : 4))),
        along: ['circle', 'rect[width="8"]'].map(what => [...svg.querySelectorAll(what)].map(
            at => number(at, what == 'circle' ? 'cx' : 'x') + (what == 'circle' ? 0 : 4))),
        collide: all.flatMap((at, n) => all.slice(n + 1).filter(other => {
            const [a, b] = [at.getBoundingClientRect(), other.getBoundingClientRect()];
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            return wide > 1 && high > a.height / 3;
        }).map(other => `${at.textContent} | ${other.textContent}`)),
        small: all.filter(at => at.getBoundingClientRect().height < 12).map(at => at.textContent),
        outside: all.filter(at => {
            const box = at.getBoundingClientRect();
            return box.left < -1 || box.right > document.documentElement.clientWidth + 1;
        }).map(at => at.textContent),
    };
})"""
Rows = list[list[str]]


def rows_of(texts: list[list[Any]]) -> list[tuple[str, list[str]]]:
    """Labels, of one line or two, each with the values written after it."""
    found: list[tuple[str, list[str]]] = []
    for text, value, _ in texts:
        if value:
            found[-1][1].append(text)
        elif found and not found[-1][1]:
            found[-1] = (f"{found[-1][0]} {text}", [])
        else:
            found.append((text, []))
    return found


def numbers(rows: Rows, *at: int) -> list[list[int]]:
    return [[int(row[one].replace(",", "")) for one in at] for row in rows]


def bars(chart: dict[str, Any], figures: list[list[int]]) -> list[str]:
    """Bars that are not as long as their figures."""
    every = [one for row in figures for one in row]
    unit = max(chart["bars"], default=0) / (max(every, default=0) or 1)
    return [
        f"{chart['name']}: a bar of {width} for {one}"
        for width, one in zip(chart["bars"], every, strict=True)
        if abs(width - max(unit * one, 1)) > 0.2
    ]


def _ageing(chart: dict[str, Any], rows: Rows) -> list[str]:
    shown = rows_of(chart["texts"])
    meant = [
        (f"{row[0]}{f', the oldest {row[2]}' if row[2] != 'none' else ''}", [row[1]])
        for row in rows
    ]
    wrong = [] if shown == meant else [f"ageing: {shown}"]
    return wrong + bars(chart, numbers(rows, 1))


def _meetings(chart: dict[str, Any], rows: Rows) -> list[str]:
    shown = rows_of(chart["texts"])
    right = len(shown) == len(rows[:8]) and all(
        f"{row[0]} {row[1]}".startswith(label.rstrip("…")) and values == [row[-1]]
        for (label, values), row in zip(shown, rows, strict=False)
    )
    return ([] if right else [f"meetings: {shown}"]) + bars(chart, numbers(rows[:8], -1))


def _by_inspection(chart: dict[str, Any], rows: Rows) -> list[str]:
    live = [row for row in rows if row[4] != "0"][-10:]
    meant = [(f"{row[1]} ({row[0]})", [f"{row[2]} found", f"{row[3]} settled"]) for row in live]
    shown = rows_of(chart["texts"])
    right = len(shown) == len(meant) and all(
        whole.startswith(label.rstrip("…")) and values == said
        for (label, values), (whole, said) in zip(shown, meant, strict=True)
    )
    return ([] if right else [f"by inspection: {shown}"]) + bars(chart, numbers(live, 2, 3))


def day_of(said: str) -> date:
    return datetime.strptime(said.partition(" (")[0], "%d %b %Y").date()  # noqa: DTZ007


def _over_time(chart: dict[str, Any], rows: Rows) -> list[str]:
    """Each point as far along as its day, and as high as its figure; and what was found when."""
    ends = {text for text, value, _ in chart["texts"] if value}
    figures = numbers(rows, 3, 2)
    wrong = [] if ends == {f"open {rows[-1][3]}", f"settled {rows[-1][2]}"} else [f"ends: {ends}"]
    text = " ".join(text for text, value, _ in chart["texts"] if not value)
    notes = [f"{row[0]}: {row[4]}" for row in rows if row[4] != "none"][-8:]
    wrong += [f"labels: no {note}" for note in notes if note not in text and "…" not in text]
    wrong += [f"labels: no {day}" for day in (rows[0][0], rows[-1][0]) if day not in text]
    unit = 150 / (max(max(row) for row in figures) or 1)
    days = [(day_of(row[0]) - day_of(rows[0][0])).days for row in rows]
    for which, heights in enumerate(chart["heights"]):
        meant = [166 - unit * row[which] for row in figures]
        if len(heights) != len(meant) or any(
            abs(a - b) > 0.2 for a, b in zip(heights, meant, strict=True)
        ):
            wrong.append(f"over time: points at {heights}, not {meant}")
    for along in chart["along"]:
        share = [(one - along[0]) / (along[-1] - along[0]) for one in along]
        if any(abs(s - d / days[-1]) > 0.01 for s, d in zip(share, days, strict=True)):
            wrong.append(f"over time: points at {share} of the way, not {days}")
    return wrong


def _slippage(chart: dict[str, Any], rows: Rows) -> list[str]:
    """Each due date in words, and as far along as its day."""
    text = " ".join(label for label, _ in rows_of(chart["texts"]))
    wrong, ways = [], []
    for row in rows[:10]:
        dues = row[-1].split(", ")
        ways.append([day_of(due) for due in dues])
        plural = "" if row[4] == "1" else "s"
        said = f"{row[0]}, {row[4]} day{plural} later: {' to '.join(dues)}"
        wrong += [] if said in text else [f"slippage: no {said} in {text}"]
    start, end = (of(day for way in ways for day in way) for of in (min, max))
    meant = sorted((day - start).days / (end - start).days for way in ways for day in way)
    every = sorted(one for along in chart["along"] for one in along)
    share = [(one - every[0]) / (every[-1] - every[0]) for one in every]
    if len(share) != len(meant) or any(
        abs(a - b) > 0.01 for a, b in zip(share, meant, strict=True)
    ):
        wrong.append(f"slippage: points at {share} of the way, not {meant}")
    return wrong


def _closing(chart: dict[str, Any], rows: Rows) -> list[str]:
    (row,) = rows
    meant = [
        (f"{row[0]} closed actions", [f"fewest {row[1]}, median {row[2]}, most {row[3]} days"])
    ]
    shown = rows_of(chart["texts"])
    return [] if shown == meant else [f"time to close: {shown}"]


SHAPES: dict[str, Callable[[dict[str, Any], Rows], list[str]]] = {
    "ageing": _ageing,
    "meetings": _meetings,
    "items-by-inspection": _by_inspection,
    "items-over-time": _over_time,
    "slippage": _slippage,
    "time-to-close": _closing,
}


def figures(seen: Seen, paper: Paper) -> list[str]:
    """Charts that show other figures than their tables, or of which something is missing."""
    shown, drawn = tables(seen), seen.ask(READ)
    meant = [chart.name for section in paper.sections for chart in section.charts]
    wrong = [] if [one["name"] for one in drawn] == meant else [f"charts: {drawn}"]
    for chart in drawn:
        wrong += SHAPES[chart["name"]](chart, shown.get(chart["table"][3:]) or [["", "0", "0"]])
        if not chart["title"].endswith("?") or chart["title"] != chart["caption"]:
            wrong.append(f"{chart['name']} answers no question: {chart['title']}")
        known = {figure for row in shown.get(chart["table"][3:], []) for cell in row
                 for figure in re.findall(r"\d+", cell)}  # fmt: skip
        told = set(re.findall(r"\d+", chart["description"]))
        if not told or not told <= known:
            wrong.append(f"{chart['name']} is described as {chart['description']}")
        wrong += [f"{chart['name']} leaves the page: {one}" for one in chart["outside"]]
        wrong += [f"{chart['name']}: one on the other: {one}" for one in chart["collide"]]
        wrong += [f"{chart['name']} is too small: {one}" for one in chart["small"]]
    return wrong
