"""Verify the ledger: hash every event again, and compare it with seals and checkpoints.

If an event was changed, removed, inserted or moved since it was recorded, it names the first bad
event and exits with 5. --trusted takes what you have from elsewhere: a checkpoint; the line printed
in the minutes, typed in ("41 events, root 5f1c..."); or the key that seals (.pub). A checkpoint
covers the events up to it, a key those up to the last seal. If everything holds but what you gave
does not cover all of it, it says from which event on, and exits with 7.

--proof checks a proof instead: its signature, and that its key or root is the one you gave; if you
gave none, that of the ledger named, if there is one. It prints what the events of the proof say.
"""

import base64
import errno
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.session.app import App, say_practice
from commands.session.options import Command, option
from commands.session.places import located
from commands.terminal import screen
from commands.terminal.progress import progress
from ledger.errors import Broken, Misused, Partly
from ledger.words import counted

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.integrity.judging import Verdict
    from ledger.integrity.trusted import Trusted

_LIMITS = (
    "This is tamper-evident: a change shows. It cannot exclude that somebody who can write the"
    " file or the database rewrote events, hashes and all, that no checkpoint kept elsewhere"
    " covers; nor that what was recorded was untrue."
)


@click.command(cls=Command, help=__doc__)
@option("--trusted", multiple=True, metavar="FILE|LINE", help="A checkpoint or a key you have.")
@option("--proof", metavar="FILE", help="Check a proof (govledger prove) instead.")
@click.option("--json", "form", flag_value="json", help="What was checked and found, as JSON.")
@click.pass_context
def command(
    ctx: click.Context, trusted: tuple[str, ...], proof: str | None, form: str | None
) -> None:
    from ledger.application import Ledger
    from ledger.integrity import anchors
    from ledger.integrity.judging import judge
    from ledger.integrity.verify import verify

    app: App = ctx.obj
    if proof is not None:
        from commands.wording import proofs

        given = [_read_trusted(one) for one in trusted]
        proofs.check(app, located(proof), given, form)
        return
    ledger = Ledger.open(app.place, read_only=True, clock=app.clock)
    outside = [_read_trusted(one) for one in trusted]
    with ledger.store.examining() as store:
        events = max(store.head()[0], 0)
    with progress("Verifying", events) as done:
        report = verify(ledger, done)
    verdict = judge(ledger, report, outside, app.anchors)
    if verdict.ok:
        with suppress(OSError):  # A reader may have nowhere to keep the anchor.
            anchors.advance(app.anchors, ledger, outside)
    with suppress(Broken):  # The verdict says so.
        say_practice(ledger)
    if form == "json":
        click.echo(screen.json_text(verdict))
        if verdict.partly:
            raise Partly(" ".join(_uncovered(ledger, verdict)))
        ctx.exit(0 if verdict.ok else Broken.exit_code)
    _tell(ledger, verdict)


def _tell(ledger: "Ledger", verdict: "Verdict") -> None:
    """Say what was checked. Raises Broken or Partly, with that, where it does not all hold."""
    if not verdict.ok:
        listed = "".join(f"\n  {problem}" for problem in verdict.problems)
        raise Broken(f"{ledger.name} does not hold:{listed}")
    said = _report_checks(verdict)
    if verdict.partly:
        raise Partly("\n".join([" ".join(_uncovered(ledger, verdict)), *said, _LIMITS]))
    for sentence in [*said, *_uncovered(ledger, verdict), *_open_to_others(ledger.path), _LIMITS]:
        screen.say(sentence, hanging=2)


def _open_to_others(path: Path) -> list[str]:
    """What belongs to the ledger and is not for this person alone: personal values are in clear."""
    from ledger.system import disk

    beside = ("", "-wal", "-shm", ".files", ".projections")
    open_ones = [f"{path}{one}" for one in beside if disk.others_may(Path(f"{path}{one}"))]
    if not open_ones:
        return []
    return [
        f"Others on this machine can use {', '.join(open_ones)}. If they should not:"
        " chmod -R go= FILE"
    ]


def _uncovered(ledger: "Ledger", verdict: "Verdict") -> list[str]:
    from ledger.integrity import covered

    said = []
    if verdict.covered < verdict.events:
        first, last = verdict.covered + 1, verdict.events
        events = f"Event {first} is" if first == last else f"Events {first} to {last} are"
        said.append(f"{events} under nothing that you gave (--trusted).")
        if of := covered.only_of_proof(ledger, verdict.covered, last):
            they = "It records" if first == last else "They record"
            said.append(f"{they} {' and '.join(of)}, and nothing else.")
    if verdict.unvouched:
        said.append(
            f"Event {verdict.unvouched} replaced the seal key, and the key before did not sign for"
            " the new one. Compare the new key with its owner, then give it (--trusted KEY.pub)."
        )
    return said


def _report_checks(verdict: "Verdict") -> list[str]:
    """What each check covered; the root, as the minutes have it, is printed."""
    from ledger.integrity import checkpoints

    root = base64.b64decode(verdict.root).hex()[: checkpoints.SHOWN]
    events = counted(verdict.events, "event")
    screen.tell([f"{events} verified, root {root}"])
    by_hash = []
    if verdict.hashes_only:
        of = "1 of them" if verdict.hashes_only == 1 else f"{verdict.hashes_only:,} of them"
        by_hash = [
            f"{of} by hash alone: what they say is beyond your clearance (OFFICIAL-SENSITIVE), and"
            " was not held against it. The root is that of every event."
        ]
    return by_hash + [
        f"{check.about}: {check.covered}." for check in verdict.checks if not check.nothing
    ]


def _read_trusted(text: str) -> "Trusted":
    """What the text is, or what is in the file of that name."""
    from ledger.integrity import checkpoints, trusted
    from ledger.system import contents

    if (
        "\n" in text
        or trusted.PRIVATE in text
        or checkpoints.typed(text)
        or trusted.seal_keys_in(text)
    ):
        return trusted.read(text)
    try:
        content = contents.text(located(text), contents.SHORT)
    except (OSError, ValueError) as error:  # Neither a file nor the text of one.
        if isinstance(error, OSError) and error.errno in (errno.EINVAL, errno.EFBIG):
            raise Misused(f"{text!r} cannot be read: {error.strerror}.") from None
        raise Misused(
            f"{text!r} is neither a file that can be read nor a key (ssh-ed25519 AAAA...) nor the"
            f" line printed in the minutes, with {checkpoints.SHOWN} digits of its root or more (41"
            " events, root 5f1c...)."
        ) from None
    with contents.of(text):
        return trusted.read(content)
