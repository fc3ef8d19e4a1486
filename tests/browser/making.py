"""Ledgers and papers for the browser's tests, made through the commands."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from commands.menu import run
from commands.reports.model import Paper
from commands.reports.render import html
from commands.session.app import App

ROOT = Path(__file__).parent.parent.parent


class Made(NamedTuple):
    paper: Paper
    file: Path


def types(path: Path, line: str, *more: str) -> None:
    """One line as at a shell; `more` are arguments as they are."""
    run([*shlex.split(line), *more], App(str(path)))


def fill(machine: pytest.MonkeyPatch, path: Path, change: Callable[[str], str]) -> None:
    """A ledger of the demo's batches and minutes, each changed first."""
    types(path, "init")
    for file in sorted([*(ROOT / "demo").glob("*.batch"), *(ROOT / "demo").glob("*.minutes")]):
        text = file.read_text(encoding="utf-8")
        clock = re.search(r"^(?:#|//) clock: (\S+)", text, re.MULTILINE)
        assert clock is not None, file
        machine.setenv("GOVLEDGER_NOW", clock[1])
        copy = path.with_name(file.name)
        changed = change(text) if file.suffix == ".batch" else re.sub(TITLE, r"\1", text)
        copy.write_text(changed, encoding="utf-8")
        types(path, "batch" if file.suffix == ".batch" else "minute --file", str(copy))


def written(path: Path, line: str, folder: Path) -> Made:
    """A paper written by its command, with all that it says."""
    said: list[Paper] = []
    real = html.html

    def heard(paper: Paper) -> str:
        said.append(paper)
        return real(paper)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "html", heard)
        types(path, f"{line} -o", str(folder))
    (file,) = folder.glob("*.html")
    return Made(said[0], file)


MARKUP = (
    "=1+1<script>alert(1)</script><img src=x onerror=alert(2)><a href=javascript:alert(3)>k</a>"
    "<svg onload=alert(4)></style></title></table>{{ 7*7 }}\u200bgnp.exe\u2060 'x' [bold]b[/bold]"
    " &lt;i&gt; "
)
# What a minute says again of a record, whose title may be another here.
TITLE = re.compile(r"^([A-Z]-\d{4}-\d{3}) .*$", re.MULTILINE)
LONG = "W" * 10_000
QUOTED = r'(--cadence |activity SWMP )?"([^"]*)"'
# Comments, and what is one of a few words, or names something.
NO_TEXT = r"\s*(#|//|inspection grade|post alias|commitment refer)"


SHORT = "=1+1<script>alert(1)</script> "  # An office's name has 120 characters at most.
# Of persons, in whose names nothing may be that shows nothing.
NAMES = r"\s*(post appoint|post end|body member|body left|meeting attend)"


def hostile_text(text: str) -> str:
    """A batch in which every quoted text begins with what would harm."""

    def harmed(line: str) -> str:
        harm = re.sub("[\u200b\u2060]", "", MARKUP) if re.match(NAMES, line) else MARKUP
        harm = SHORT if line.startswith("office name") else harm

        def one(found: re.Match[str]) -> str:
            return found[0] if found[1] or "£" in found[2][:1] else f'"{harm}{found[2]}"'

        return re.sub(QUOTED, one, line)

    lines = text.splitlines()
    return "\n".join(line if re.match(NO_TEXT, line) else harmed(line) for line in lines)


def fill_hostile(machine: pytest.MonkeyPatch, path: Path) -> None:
    """The demo with harm in every free text of its batches; and in those of actions and questions,
    ten actions closed and one extended, so that there is each kind of chart."""
    fill(machine, path, hostile_text)
    machine.setenv("GOVLEDGER_NOW", "2018-12-01T10:00")
    harm = f'{MARKUP}" onmouseover="alert(5)" \\x1b[31m'
    at = "--meeting HTA/2018-02-27 --on 2018-02-27"
    for number in range(10):
        types(path, f"action raise {at} --owner CC --due 2018-03-27", f"{harm}{number}")
        ref = f"A-2018-{number + 4:03}"
        done = f"--by CC --on 2018-0{3 + number % 6}-01"
        types(path, f"action complete {ref} {done}", "--evidence", harm)
        closed = f"--verified-by PCC --on 2018-0{3 + number % 6}-02"
        types(path, f"action close {ref} {closed}", "--evidence", harm)
    for title in (harm, LONG, f"{MARKUP}{LONG}"):
        types(path, f"action raise {at} --owner CC --due 2018-03-27", title)
    for ref in ("A-2018-014", "A-2018-015", "A-2018-016"):
        moved = "--to 2018-04-24 --approved-by PCC --on 2018-11-01"
        types(path, f"action extend {ref} {moved}", "--reason", harm)
        types(path, f"action progress {ref} --on 2018-11-02", f"{harm}{LONG}")
    types(path, "action dispute A-2018-014 --by CC --on 2018-11-03", harm)
    types(path, "action evidence A-2018-014 --on 2018-11-03", harm)
    types(path, "action withdraw A-2018-016 --on 2018-11-04", "--reason", harm)
    types(path, f"question put {at}", harm)
    types(path, f"question put {at}", LONG)
    types(path, f"finding record {at}", f"{harm}{LONG}")
    types(path, "item progress EFF17/SOC-R1 --told PANEL/2018-11-27", f"{harm}{LONG}")
