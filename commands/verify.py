"""Verify the ledger: hash every event again and hold the tree against the head."""

import click

from commands.desk import screen
from commands.desk.options import Page
from commands.desk.progress import progress
from ledger.problems import Broken

HELP = """Verify the ledger: hash every event again and hold the tree against the head.

Names the first bad event, and exits with 5, where an event was changed, removed, inserted or put in
another place since it was recorded. It is evidence of tampering, not protection from it: somebody
who rewrites the whole file with its hashes leaves one that verifies. Note the root somewhere else,
and compare.
"""


@click.command(cls=Page, help=HELP)
@click.option("--json", "form", flag_value="json", help="ok, events, size, root, problems.")
@click.pass_context
def command(ctx: click.Context, form: str | None) -> None:
    from ledger.verify import verify

    ledger = ctx.obj.reader
    with progress("Verifying", ledger.recorder.max_notification_id() or 0) as done:
        report = verify(ledger, done)
    if form == "json":
        click.echo(screen.json_text(report))
        ctx.exit(0 if report.ok else Broken.exit_code)
    if not report.ok:
        listed = "".join(f"\n  {problem}" for problem in report.problems)
        raise Broken(f"{ledger.path} does not hold:{listed}")
    click.echo(f"{report.events} events verified, root {report.root}")
