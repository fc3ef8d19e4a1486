"""What the charts of a page show: their labels, values, lengths and heights, against the tables."""

import re
from collections.abc import Callable
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
    live = [row for row in rows if row[3] != "0"][-10:]
    meant = [(row[0], [f"{row[1]} found", f"{row[2]} settled"]) for row in live]
    shown = rows_of(chart["texts"])
    return ([] if shown == meant else [f"by inspection: {shown}"]) + bars(
        chart, numbers(live, 1, 2)
    )


def _over_time(chart: dict[str, Any], rows: Rows) -> list[str]:
    ends = {text for text, value, _ in chart["texts"] if value}
    labels = [text for text, value, _ in chart["texts"] if not value]
    figures = numbers(rows, 1, 2)
    wrong = [] if ends == {f"found {rows[-1][1]}", f"settled {rows[-1][2]}"} else [f"ends: {ends}"]
    if not set(labels) <= {row[0] for row in rows}:
        wrong.append(f"labels: {labels}")
    unit = 150 / (max(max(row) for row in figures) or 1)
    for which, heights in enumerate(chart["heights"]):
        meant = [166 - unit * row[which] for row in figures]
        if len(heights) != len(meant) or any(
            abs(a - b) > 0.2 for a, b in zip(heights, meant, strict=True)
        ):
            wrong.append(f"over time: points at {heights}, not {meant}")
    return wrong


def _slippage(chart: dict[str, Any], rows: Rows) -> list[str]:
    shown = [label for label, _ in rows_of(chart["texts"])]
    text = " ".join(shown)
    days = [f"{row[0]}, {row[4]} day{'' if row[4] == '1' else 's'} later: {row[2]} to {row[3]}"
            for row in rows[:10]]  # fmt: skip
    return [] if text == " ".join(days) else [f"slippage: {shown}"]


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
    return wrong
