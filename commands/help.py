"""Explain a topic: dates, references, corrections, batch, contract, and so on."""

from pathlib import Path

import click

from commands.desk.options import FileName, Page
from commands.desk.screen import page
from ledger.problems import NotFound

TOPICS = Path(__file__).parent / "help"


@click.command(cls=Page, help="Explain a topic; without one, list the topics.")
@click.argument("topic", required=False, type=FileName(TOPICS), metavar="[TOPIC]")
def command(topic: str | None) -> None:
    files = {file.stem: file for file in sorted(TOPICS.glob("*.txt"))}
    if topic is None:
        width = max(map(len, files))
        for name, file in files.items():
            click.echo(f"{name:<{width}}  {file.read_text(encoding='utf-8').splitlines()[0]}")
        return
    if topic not in files:
        raise NotFound(f"There is no topic {topic!r}; there is {', '.join(files)}.")
    page(files[topic].read_text(encoding="utf-8"))
