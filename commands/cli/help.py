"""Explain a topic: dates, references, corrections, batch, contract, and so on."""

import shutil
import sys
from pathlib import Path

import click

from commands.session.options import Command
from commands.session.parameters import FileName
from commands.terminal.screen import page
from commands.terminal.wrapping import below_second, hanging
from ledger.errors import NotFound
from ledger.system.installation import text_of

TOPICS = Path(__file__).parents[1] / "help"
WIDTH = 102  # the longest line of a topic
FULL = 92  # a line to which no word more was added, within reason


@click.command(cls=Command, help="Explain a topic; without one, list the topics.")
@click.argument("topic", required=False, type=FileName(TOPICS), metavar="[TOPIC]")
def command(topic: str | None) -> None:
    files = {file.stem: file for file in sorted(TOPICS.glob("*.txt"))}
    if topic is None:
        width = max(map(len, files))
        for name, file in files.items():
            click.echo(hanging(f"{name:<{width}}  {text_of(file).splitlines()[0]}", _columns()))
        return
    if topic not in files:
        raise NotFound(f"There is no topic {topic!r}. The topics are {', '.join(files)}.")
    page(fitted(text_of(files[topic])))


def fitted(text: str) -> str:
    """The text as it fits the terminal, if it is one and narrower than the text was written for.
    A line that was broken only for its width is one with the next, and so is what goes on in the
    second column; what is indented stays so."""
    if _columns() >= WIDTH:
        return text
    lines: list[str] = []
    for line in text.splitlines():
        above = lines[-1] if lines else ""
        first = line.partition(" ")[0]
        full = len(above.rpartition("\n")[2]) + 1 + len(first) > FULL
        if above and first and above[0] != " " and full:
            lines[-1] += f"\n{line}"
        elif above and below_second(line, above):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(hanging(line.replace("\n", " "), _columns()) for line in lines)


def _columns() -> int:
    """Of the terminal, if it is one."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
