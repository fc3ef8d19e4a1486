"""Minute a meeting in one plain text: type it, see what was understood, record it whole.

With a meeting (HTA/2018-02-27) or a body, opens the text in $EDITOR, prefilled with the agenda, who
attends, and the matters brought forward; or reads a file (- for standard input). Every event it
would record is shown first. The same text saved again records only what is new; a line that was
changed becomes a correction, for which a reason is asked. How a minute is written: govledger help
minute.
"""

from datetime import date
from pathlib import Path

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import Date, PathName, Reference, Words
from commands.session.signing import signing
from commands.terminal import streams
from ledger.errors import InputNeeded, Misused
from ledger.system import contents


@click.command(cls=Command, help=__doc__)
@click.argument("meeting", required=False, type=Reference("meeting"), metavar="[MEETING|BODY]")
@click.option(
    "--on", type=Date(), help="With a body: the day of the meeting (default: the one at hand)."
)
@click.option(
    "--file",
    type=PathName(dir_okay=False, allow_dash=True, path_type=Path),
    help="Read the minute from a file; - for standard input.",
)
@click.option("--print", "printed", is_flag=True, help="Print the text as it stands, and stop.")
@click.option("--fresh", is_flag=True, help="Start again, without the draft that was kept.")
@click.option("--correct", "reason", type=Words(), metavar="REASON", help="Correct changed lines.")
@click.option("--as-new", is_flag=True, help="Record changed lines as new ones.")
@click.option("--yes", is_flag=True, help="Record without asking.")
@click.option("--mixed-alphabets", is_flag=True, help="Allow words that mix two alphabets.")
@click.option("--past-due", is_flag=True, help="Allow due days before the meeting.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded; record nothing.")
@click.pass_obj
@signing
def command(
    app: App,
    meeting: str | None,
    on: date | None,
    file: Path | None,
    printed: bool,
    fresh: bool,
    reason: str | None,
    as_new: bool,
    yes: bool,
    mixed_alphabets: bool,
    past_due: bool,
    dry_run: bool,
) -> None:
    app.mixed_meant, app.past_due_meant = mixed_alphabets, past_due
    from commands.minutes import draft
    from commands.minutes.session import Flags, Session

    if (meeting is None) == (file is None):
        raise InputNeeded("Say which: a meeting or body to open in an editor, or --file FILE.")
    if reason is not None and as_new:
        raise Misused("Changed lines are corrected (--correct) or new (--as-new), not both.")
    if file is not None and (printed or fresh or on is not None):
        raise Misused("--file gives the whole minute: --print, --fresh and --on do not go with it.")
    if printed and (fresh or yes or dry_run or as_new or reason is not None):
        raise Misused("--print only prints the text: no other flag but --on goes with it.")
    flags = Flags(reason=reason, as_new=as_new, yes=yes, dry_run=dry_run)
    if file is not None:
        Session(app, flags, _read(file), None if str(file) == "-" else file).record()
        return
    body, day = draft.meeting_at_hand(app, meeting or "", on)
    if printed:
        click.echo(draft.beginning(app, body, day), nl=False)
    else:
        draft.sit(app, flags, body, day, fresh=fresh)


def _read(file: Path) -> str:
    from commands.minutes import finished

    try:
        if str(file) == "-":
            return streams.read()
        content = contents.read(file, contents.LONG)
        finished.refuse_file(content, str(file))
        return contents.decoded(content)
    except OSError as error:  # Only this file is read.
        raise Misused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Misused(contents.not_text(str(file), error)) from None
