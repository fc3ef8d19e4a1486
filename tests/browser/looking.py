"""A page as a browser shows it, and what can be wrong with it: each check gives what it found."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from commands.reports.model import Column, Paper
from commands.terminal.text import one_line
from ledger.words import LONG_STANDING

AXE = (Path(__file__).parent / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
LOOKED_AT = {"color-contrast", "html-has-lang", "region", "target-size"}
JUST_TABLES = 660  # Pixels: a little less, and each row of a table is a card.
FOCUSABLE = 'a[href], input, select, textarea, button, summary, [tabindex="0"]'


class Seen:
    """A page open in a profile of its own. `asked` are the requests for anything but itself, all of
    them refused; `dialogs` what scripts tried to say. The page's policy is not in force, or it
    would hide what it holds back."""

    def __init__(self, chromium: Any, address: str, width: int, **context: Any) -> None:
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self.address = address if "://" in address else f"file://{address}"
        context = {"bypass_csp": True} | context
        self.context = chromium.new_context(viewport={"width": width, "height": 800}, **context)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.context.route("**/*", self._route)
        self.answer = self.page.goto(self.address)

    def _route(self, route: Any) -> None:
        url = route.request.url
        origin = re.match(r"https?://[^/]+/", self.address)
        ours = url.startswith(origin[0]) if origin else url == self.address
        if ours:
            route.continue_()
        else:
            self.asked.append(url)
            route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 800})

    def ask(self, script: str, *given: Any) -> Any:
        return self.page.evaluate(script, *given)

    def close(self) -> None:
        self.context.close()


Check = Callable[[Seen, Paper], list[str]]


def axe(seen: Seen, _: Paper | None = None) -> list[str]:
    """What axe finds by WCAG 2.0 to 2.2, A and AA, and by good practice."""
    seen.page.evaluate(AXE)
    wrong = []
    for width in (1280, 320):
        seen.width(width)
        found = seen.ask("rules => axe.run(document, rules)", RULES)
        wrong += [
            f"at {width}, {one['id']}: {one['help']}: {[at['target'] for at in one['nodes'][:5]]}"
            for one in found["violations"]
        ]
        ran = {one["id"] for one in found["passes"]}
        wrong += [f"axe did not look at {one}" for one in sorted(LOOKED_AT - ran)]
    return wrong


def heads(seen: Seen, _: Paper | None = None) -> list[str]:
    """Tables without a caption, or whose columns or rows have no heading of their own."""
    return seen.ask("""() => [...document.querySelectorAll('table')].flatMap(table => {
        const wrong = [], name = table.caption?.innerText.trim();
        const is = (cell, tag, scope) => cell.tagName == tag && cell.getAttribute('scope') == scope;
        if (!name) wrong.push('a table without a caption');
        const columns = [...table.tHead?.rows[0]?.cells ?? []];
        if (!columns.length || !columns.every(cell => is(cell, 'TH', 'col') && cell.innerText))
            wrong.push(`${name}: a column without a heading`);
        for (const row of [...table.tBodies].flatMap(body => [...body.rows])) {
            const [first, ...rest] = row.cells;
            if (!is(first, 'TH', 'row')) wrong.push(`${name}: a row without a heading`);
            if (rest.some(cell => cell.tagName != 'TD')) wrong.push(`${name}: a cell as heading`);
            if (row.cells.length != columns.length) wrong.push(`${name}: cells are missing`);
        }
        return wrong;
    })""")


def tables(seen: Seen) -> dict[str, list[list[str]]]:
    """The rows of each table as they are read; an empty one has none."""
    return seen.ask("""() => Object.fromEntries([...document.querySelectorAll('[id^=t-]')].map(
        at => [at.id.slice(2),
        [...at.closest('table')?.tBodies[0].rows ?? []].map(
            row => [...row.cells].map(cell => cell.innerText.replace(/\\s+/g, ' ').trim())),
    ]))""")


def said(cell: Any, column: Column) -> str:
    """A cell in the words of this test, not in those of the page."""
    if cell is None:
        return column.blank
    if isinstance(cell, tuple):
        return ", ".join(said(one, column) for one in cell)
    if cell == LONG_STANDING:
        return "long-standing"
    if isinstance(cell, date):
        unsure = {"inferred": " (inferred)", "unknown": " (day unknown)"}
        return f"{cell.day} {cell:%b %Y}{unsure.get(getattr(cell, 'basis', ''), '')}"
    if column.kind == "number":
        return f"{cell:,}"
    return " ".join(one_line(str(cell)).split())


def cells(seen: Seen, paper: Paper) -> list[str]:
    """Cells that say anything but what the paper says."""
    shown = tables(seen)
    wrong = []
    for table in paper.tables:
        rows = shown.get(table.name)
        meant = [[said(*one) for one in zip(row, table.columns, strict=True)] for row in table.rows]
        if rows is None or len(rows) != len(meant):
            wrong.append(f"{table.name}: {rows and len(rows)} rows for {len(meant)}")
            continue
        wrong += [
            f"{table.name}: {shown!r} for {cell!r}"
            for row, line in zip(rows, meant, strict=True)
            for shown, cell in zip(row, line, strict=True)
            if shown != cell
        ]
    return wrong


def histories(seen: Seen, paper: Paper) -> list[str]:
    """Events that are missing, or told otherwise."""
    shown = seen.ask("""() => Object.fromEntries([...document.querySelectorAll('tr[id^=e-]')].map(
        row => [row.id.slice(2), row.cells[2].innerText.replace(/\\s+/g, ' ').trim()]))""")
    meant = {
        str(event.position): " ".join(one_line(event.what).split())
        for history in paper.histories
        for event in history.events
    }
    return [f"event {at}" for at in sorted(meant | shown) if meant.get(at) != shown.get(at)]


def outline(seen: Seen, _: Paper | None = None) -> list[str]:
    """Headings out of order or twice, ids twice, links that lead nowhere, no language, no title."""
    found = seen.ask("""() => ({
        heads: [...document.querySelectorAll('h1,h2,h3,h4')].map(h => [+h.tagName[1], h.innerText]),
        ids: [...document.querySelectorAll('[id]')].map(e => e.id),
        links: [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')),
        named: [...document.querySelectorAll('[aria-labelledby]')].flatMap(
            e => e.getAttribute('aria-labelledby').split(' ')),
        lang: document.documentElement.lang, title: document.title,
    })""")
    levels = [level for level, _ in found["heads"]]
    words = [text for _, text in found["heads"]]
    ids = found["ids"]
    wrong = [f"heading twice: {one}" for one in sorted(set(words)) if words.count(one) > 1]
    wrong += [f"id twice: {one}" for one in sorted(set(ids)) if ids.count(one) > 1]
    wrong += [f"leads nowhere: {one}" for one in found["links"] if one[1:] not in ids]
    wrong += [f"names nothing: {one}" for one in found["named"] if one not in ids]
    if levels[:1] != [1] or levels.count(1) != 1 or any(b > a + 1 for a, b in pairwise(levels)):
        wrong.append(f"headings out of order: {levels}")
    return wrong + [f"no {one}" for one in ("lang", "title") if not found[one]]


def traced(seen: Seen, paper: Paper) -> list[str]:
    """Figures in a sentence that lead to no rows that make them."""
    shown, wrong = tables(seen), []
    for words, href in seen.ask("""() => [...document.querySelectorAll('main p a[href^="#t-"]')]
            .filter(a => !a.closest('figure')).map(a => [a.innerText, a.getAttribute('href')])"""):
        rows = shown.get(href[3:])
        number = re.match(r"[\d,]+", words)
        count = int(number[0].replace(",", "")) if number else 0 if words[:2].lower() == "no" else 1
        if rows is None or (len(rows) < count and count not in _totals(rows)):
            wrong.append(f"{words} leads to {href}, where there is {rows}")
    return wrong


def _totals(rows: list[list[str]]) -> set[int]:
    """What is in the cells of rows, and what each column adds up to."""
    columns = [
        [int(cell.replace(",", "")) for cell in column if re.fullmatch(r"-?[\d,]+", cell)]
        for column in zip(*rows, strict=True)
    ]
    return {one for column in columns for one in (*column, sum(column))}


def overflow(seen: Seen, _: Paper | None = None) -> list[str]:
    """Widths at which the page is wider than the window."""
    wrong = []
    for width in (320, 640, JUST_TABLES, 1280):
        seen.width(width)
        wide, room = seen.ask("""() => [document.documentElement.scrollWidth,
            document.documentElement.clientWidth]""")
        if wide > room:
            widest = seen.ask("""() => [...document.querySelectorAll('body *')].filter(at =>
                !at.closest('.scroll') && at.getBoundingClientRect().right > innerWidth + 1
            ).map(at => at.outerHTML.slice(0, 80))""")
            wrong.append(f"{wide} pixels at {width}: {widest[-3:]}")
    return wrong


def quiet(seen: Seen, _: Paper | None = None) -> list[str]:
    """What it asked for, what it said, and whether it may run or fetch anything."""
    policy = seen.ask("""() => document.querySelector(
        'meta[http-equiv=Content-Security-Policy]')?.content ?? ''""")
    wrong = [*seen.asked, *seen.dialogs]
    if "default-src 'none'" not in policy or "script" in policy:
        wrong.append(f"the policy allows more than styles: {policy}")
    return wrong


def keys(seen: Seen, _: Paper | None = None) -> list[str]:
    """What Tab does not reach, or out of order, or without its being seen."""
    meant = seen.ask(f"""() => {{
        const found = [...document.querySelectorAll('{FOCUSABLE}')].filter(
            at => at.type != 'hidden' && at.checkVisibility());
        found.forEach((one, at) => one.dataset.at = at);
        window.getSelection().removeAllRanges(); document.activeElement.blur();
        return found.length;
    }}""")
    reached, unseen = [], []
    look = """() => {
        const at = document.activeElement, of = at.type == 'checkbox' && at.labels[0];
        // A check box is drawn before its label, unless it is in it.
        const label = of && !of.contains(at) && of;
        const style = label ? getComputedStyle(label, '::before') : getComputedStyle(at);
        const box = style.boxShadow != 'none' || style.outlineStyle != 'none' &&
            parseFloat(style.outlineWidth) >= 2 && style.outlineColor != 'rgba(0, 0, 0, 0)';
        return [at.dataset.at ?? at.tagName, box, at.outerHTML.slice(0, 80)];
    }"""
    for _at in range(meant):
        seen.page.keyboard.press("Tab")
        where, visible, what = seen.ask(look)
        reached.append(where)
        if not visible:
            unseen.append(f"focus not seen: {what}")
    wrong = [] if reached == [str(at) for at in range(meant)] else [f"Tab goes {reached[:20]}"]
    first = seen.ask("() => document.querySelector('[data-at=\"0\"]').getAttribute('href')")
    return wrong + unseen[:3] + ([] if first == "#main" else ["no skip link first"])


def regions(seen: Seen, _: Paper | None = None) -> list[str]:
    """What scrolls, and cannot be scrolled by keys or has no name."""
    seen.width(JUST_TABLES)
    return seen.ask("""() => [...document.querySelectorAll('body *')].filter(at =>
        at.scrollWidth > at.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(at).overflowX) &&
        !(at.tabIndex == 0 && at.getAttribute('role') == 'region'
          && document.getElementById(at.getAttribute('aria-labelledby'))?.innerText.trim())
    ).map(at => at.outerHTML.slice(0, 80))""")


def marked(seen: Seen, paper: Paper) -> list[str]:
    """The marking above and below, and the seal line, as they are read."""
    bands = seen.ask("() => [...document.querySelectorAll('.marking')].map(at => at.innerText)")
    text = " ".join(seen.ask("() => document.body.innerText").split())
    wrong = [] if bands == [paper.marking] * 2 else [f"marked {bands}"]
    return wrong if one_line(paper.seal_line) in text else [*wrong, "no seal line"]


def wrong(seen: Seen, checks: Iterable[Check], paper: Paper | None = None) -> dict[str, list[str]]:
    """What each of the checks finds, by its name."""
    found = {check.__name__: check(seen, paper) for check in checks}  # type: ignore[arg-type]
    return {name: said for name, said in found.items() if said}
