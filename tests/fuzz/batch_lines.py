"""The lines of a batch: each is carried out on a ledger, and taken back."""

import contextlib
import io

from commands.cli import batch
from commands.menu import Runs
from commands.session.app import App
from fuzz import common
from ledger.errors import Problem

SEEDS = [
    b'action raise "Share the findings" --owner CC --due 27/3/18 --on 27/2/18\n',
    b"govledger action progress A-2018-001 'a letter went'\n# a note\n",
    b"post define ACC \\\n 'Assistant Chief Constable'\nbody add HTA Monthly --cadence monthly\n",
    b"action close 1 2 --verified-by CEX --evidence e --yes\nundo\n",
    b"retract 3 --reason wrong\ncorrect 3 --reason wrong --title other\n",
]
KEPT = {"action", "post", "body", "finding", "question", "decision", "nil", "meeting", "subject"}


class _Back(Exception):
    """Whatever was recorded is taken back."""


def fuzz(data: bytes) -> None:
    app = App(str(common.scratch() / "office.ledger"))
    app.batch = True
    silent = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with contextlib.suppress(_Back), silent[0], silent[1], app.recording.writing():
        for _, line in batch.commands_in(data.decode("utf-8", "replace")):
            words = batch.words(line)
            if words[0] in KEPT:  # What records, and reads no file that a line may name.
                with contextlib.suppress(Problem, SystemExit):
                    Runs(app).run([word for word in words if not word.startswith("--file")])
        raise _Back
