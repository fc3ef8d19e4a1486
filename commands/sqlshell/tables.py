"""The tables and columns for SQL, printed on the terminal: for `schema` and for \\d."""

import sys
from collections.abc import Iterable

import click

from commands.terminal import screen


def overview(form: str | None) -> None:
    """Every table, with what it answers."""
    from projections import schema

    rows = [(name, schema.asks(name), schema.group_of(name)) for name in schema.names()]
    menu(["table", "asks", "group"], rows, form, [f"{k}: {v}" for k, v in schema.KINDS.items()])
    if form is None:
        screen.say("What a table's columns mean: govledger schema NAME")


def explain(name: str, form: str | None) -> None:
    """One table: what it answers, what it has to be told, and each column. Raises NotFound."""
    from projections import schema

    table = schema.table(name)
    if form == "json":
        return click.echo(screen.json_text(table))
    rows = [(c.name, c.type, c.says, ", ".join(c.kinds)) for c in table.columns]
    heads = ["column", "type", "means", "of_events"]
    if form == "csv" or not sys.stdout.isatty():
        screen.show(heads, rows, form)
        return None
    lines = [table.asks, "", f"  {table.example}", ""]
    lines += [f"  {parameter}: {says}" for parameter, says in table.parameters.items()]
    lines += ["", "Columns:"]
    for column, type_, says, kinds in rows:
        lines.append(f"  {column} ({type_.lower()}): {says}{f' [{kinds}]' if kinds else ''}")
    return screen.tell(lines, hanging=2)


def menu(
    heads: list[str],
    rows: Iterable[tuple[str, str, str]],
    form: str | None,
    headings: Iterable[str] = (),
) -> None:
    """Names, with what each asks, under the group that stands third; on a terminal the group is
    said once, as the one of `headings` that begins with it."""
    rows = list(rows)
    if form or not sys.stdout.isatty():
        screen.show(heads, rows, form)
        return None
    width = max(len(name) for name, _, _ in rows)
    lines: list[str] = []
    for group in dict.fromkeys(group for _, _, group in rows):
        heading = next((h for h in headings if h.startswith(f"{group}:")), group)
        lines += ["", heading[:1].upper() + heading[1:]]
        lines += [f"  {name:<{width}}  {asks}" for name, asks, of in rows if of == group]
    return screen.tell(lines[1:], hanging=width + 2)
