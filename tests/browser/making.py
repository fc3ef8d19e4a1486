"""Ledgers and papers for the browser's tests, made through the commands."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from commands import run
from commands.desk.app import App
from commands.reporting import page
from commands.reporting.model import Paper

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
        copy.write_text(change(text) if file.suffix == ".batch" else text, encoding="utf-8")
        types(path, "batch" if file.suffix == ".batch" else "minute --file", str(copy))


def written(path: Path, line: str, folder: Path) -> Made:
    """A paper written by its command, with all that it says."""
    said: list[Paper] = []
    real = page.html

    def heard(paper: Paper) -> str:
        said.append(paper)
        return real(paper)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "html", heard)
        types(path, f"{line} -o", str(folder))
    (file,) = folder.glob("*.html")
    return Made(said[0], file)
