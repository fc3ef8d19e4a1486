"""Compare the projections with the ledger, cell by cell and both ways.

Every generation there is, and the events since the newest as a question reads them, against a table
built again from the ledger's own bytes: rows that one has and the other has not, and cells that
differ, each with what it says and what the ledger says. Exits with 5 where there is one. Whether
the ledger itself holds is another matter: verify.
"""

import click

from commands.session.app import App
from commands.session.options import Command
from commands.terminal import screen
from commands.terminal.progress import progress
from ledger.errors import Broken
from ledger.words import counted

SHOWN = 20


@click.command(cls=Command, help=__doc__)
@click.option("--json", "form", flag_value="json", help="about, covered, problems, of each.")
@click.pass_context
def command(ctx: click.Context, form: str | None) -> None:
    from projections.audit import audit

    app: App = ctx.obj
    ledger = app.reader
    with progress("Building projections", ledger.size) as done:
        checks = audit(ledger, done)
    if form == "json":
        click.echo(screen.json_text(checks))
        ctx.exit(Broken.exit_code if any(check.problems for check in checks) else 0)
    for check in checks:
        count = len(check.problems)
        found = counted(count, "difference") if count else "no difference"
        click.echo("\n".join(screen.wrapped([f"{check.about}: {check.covered}, {found}"])))
    problems = [one for check in checks for one in check.problems]
    if problems:
        more = f"\n  and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        listed = "".join(f"\n  {one}" for one in problems[:SHOWN])
        raise Broken(
            f"The projections differ from the ledger:{listed}{more}\n"
            "Delete that file, or the whole folder: the next question builds it again."
        )
