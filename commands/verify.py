"""Verify the ledger: hash every event again, and hold it against seals and checkpoints."""

import base64
from typing import TYPE_CHECKING

import click

from commands.desk import screen
from commands.desk.app import App
from commands.desk.options import Page, option
from commands.desk.places import located
from commands.desk.progress import progress
from ledger.problems import Broken, Misused

if TYPE_CHECKING:
    from ledger.verify import Verdict

_LIMITS = (
    "This is tamper-evident: a change shows. It cannot exclude that events under no checkpoint kept"
    " elsewhere were written anew, hashes and all, by somebody who can write the file; nor that"
    " what was recorded was untrue."
)
HELP = """Verify the ledger: hash every event again, and hold it against seals and checkpoints.

Names the first bad event, and exits with 5, where an event was changed, removed, inserted or put in
another place since it was recorded. --trusted takes a checkpoint that was kept elsewhere: a file,
or the line printed in the minutes, typed in ("41 events, root 5f1c...").

It says what each check covered, and the first event that no checkpoint from elsewhere covers.
"""


@click.command(cls=Page, help=HELP)
@option("--trusted", multiple=True, metavar="FILE|LINE", help="A checkpoint from elsewhere.")
@option("--proof", metavar="FILE", help="Check a proof (govledger prove) instead, by itself.")
@click.option("--json", "form", flag_value="json", help="What was checked and found, as JSON.")
@click.pass_context
def command(
    ctx: click.Context, trusted: tuple[str, ...], proof: str | None, form: str | None
) -> None:
    if proof is not None:
        return _proof(proof)
    from ledger import checkpoints
    from ledger.book import Ledger
    from ledger.verify import judge, verify

    app: App = ctx.obj
    ledger = Ledger.open(app.path, read_only=True, clock=app.clock)
    outside = [checkpoints.read(_given(one)) for one in trusted]
    with progress("Verifying", ledger.recorder.max_notification_id() or 0) as done:
        report = verify(ledger, done)
    verdict = judge(ledger, report, outside, app.anchors)
    if form == "json":
        click.echo(screen.json_text(verdict))
        ctx.exit(0 if verdict.ok else Broken.exit_code)
    if not verdict.ok:
        listed = "".join(f"\n  {problem}" for problem in verdict.problems)
        raise Broken(f"{ledger.path} does not hold:{listed}")
    return _tell(verdict)


def _tell(verdict: "Verdict") -> None:
    from ledger import checkpoints

    root = base64.b64decode(verdict.root).hex()[: checkpoints.SHOWN]  # As the minutes have it.
    events = "1 event" if verdict.events == 1 else f"{verdict.events:,} events"
    click.echo(f"{events} verified, root {root}")
    for check in verdict.checks:
        if check.nothing:
            continue
        screen.say(f"{check.about}: {check.covered}.", hanging=2)
    if verdict.covered < verdict.events:
        first, last = verdict.covered + 1, verdict.events
        events = f"Event {first} is" if first == last else f"Events {first} to {last} are"
        screen.say(f"{events} not under any checkpoint that you gave (--trusted).", hanging=2)
    screen.say(_LIMITS, hanging=2)


def _given(text: str) -> str:
    from ledger import checkpoints

    if "\n" in text or checkpoints.typed(text):
        return text
    try:
        return located(text).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise Misused(
            f"{text!r} is neither a file that can be read nor the line printed in the minutes, with"
            " 16 digits of its root or more (41 events, root 5f1c...)."
        ) from None


def _proof(file: str) -> None:
    from ledger import proofs

    try:
        content = located(file).read_bytes()
    except OSError as error:
        raise Misused(f"The proof {file} cannot be read: {error.strerror}.") from None
    check = proofs.check(proofs.read(content))
    click.echo(f"{check.about}: {check.covered}.")
    screen.say("Whether the checkpoint is the office's, its signature says: compare its root.")
