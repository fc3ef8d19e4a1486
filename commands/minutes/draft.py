"""The template a minute starts from, and the draft kept until it is recorded."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from commands.minutes import grammar
from commands.minutes import recorded as kept
from commands.minutes.minute import Minute
from commands.minutes.printer import chaired, write
from commands.minutes.session import Flags, Session
from commands.session.app import App
from commands.session.places import drafts
from commands.session.resolving import find
from commands.terminal import screen
from commands.terminal.screen import terminal
from commands.terminal.text import one_line
from ledger.errors import InputNeeded, Misused, NotFound, Unavailable
from ledger.records.actions import UNDER_WAY
from ledger.records.meetings import Meeting
from ledger.registry import split
from ledger.services import meetings
from ledger.storage_errors import concerns
from ledger.system import disk, paths, underway
from ledger.words import due_in_words, words
from projections import Projections

_HEAD = """\
// How a minute is written: govledger help minute. Lines that begin with // are not recorded: take
// the // away from what was so, and write what else was.
"""


def meeting_at_hand(app: App, text: str, on: date | None) -> tuple[str, date]:
    """The body and day of the meeting that is meant: the named one; of a named body, the one on
    that day, or the last past one that is not closed, or today's."""
    ledger = app.reader
    try:
        body = find(ledger, ["body"], text)[1]
    except NotFound:
        ref = find(ledger, ["meeting"], text)[1]
        if on is not None:
            raise Misused(f"{ref} already names the day: use --on only with a body.") from None
        return _body_and_day(app, ref)
    if on is not None:
        return body, on
    open_ones = []
    for ref in ledger.refs("meeting"):
        state = ledger.state("meeting", ref) if ref.startswith(f"{body}/") else None
        if isinstance(state, Meeting) and state.status in ("scheduled", "held"):
            open_ones.append(state.meets_on)
    return body, max((one for one in open_ones if one <= app.today), default=app.today)


def _body_and_day(app: App, ref: str) -> tuple[str, date]:
    state = app.reader.state("meeting", ref)
    if not isinstance(state, Meeting):
        raise NotFound(f"{ref} was retracted. Name another meeting.")
    return state.body, state.meets_on


def beginning(app: App, body: str, on: date) -> str:
    """The text to begin with: the meeting as the ledger has it. If it was not minuted yet, its
    agenda, who came last time, and what is brought forward."""
    minute = kept.minute_of(app.reader, body, on)
    text = write(minute, kept.titles(app, minute))
    if any(line.form is grammar.HELD for line in minute.lines):
        return text
    head, *agenda = text.split("\n##", 1)
    rest = [*_last_time(app, body, on), "", *_brought_forward(app, minute)]
    begins = "\n".join([_HEAD + head.rstrip(), *rest, ""])
    return begins + "".join(f"\n##{one}" for one in agenda)


def _last_time(app: App, body: str, on: date) -> Iterator[str]:
    """The chair and attendance of the previous meeting, as a suggestion for this one."""
    ledger = app.reader
    last = meetings.last_held(ledger, body, on)
    if last is None:
        yield "// Chair: PCC"
        yield "// Present: PCC, CC, CEX"
    else:
        posts = set(ledger.refs("post"))
        yield f"// Chair: {chaired(last.chair, last.chairs, posts) or 'PCC'}"
        present = ", ".join(one for one in last.present if one in posts)
        yield f"// Present: {present or 'PCC, CC, CEX'}"
    yield "// Apologies: None"
    yield "// Next meeting: "


def _brought_forward(app: App, minute: Minute) -> Iterator[str]:
    with Projections(app.reader) as now:
        matters = now.named_rows(
            "outstanding_matters", as_of=minute.meets_on, meeting=minute.meeting
        )
    told = {split(line.about)[1] for line in minute.lines if isinstance(line.about, str)}
    matters = [one for one in matters if one["ref"] not in told and _still(app, one)]
    if not matters:
        return
    yield "## Brought forward"
    for one in matters:
        if one["matter"] == "deferred item":
            meeting, _, item = one["ref"].partition(" ")
            yield f"// ## {item} (from {meeting}) {one_line(one['title'])}"
            continue
        if one["matter"] == "action" and one["of_body"] is None:
            yield f"// {one['ref']} {one_line(one['title'])} (of no body yet)"
            continue
        yield f"{one['ref']} {one_line(one['title'])}"
        yield "// " + "; ".join(_state_of(one))
        if one["matter"] == "action" and one["ledger_holds"].startswith("open"):
            yield "// > carried forward"


def _still(app: App, matter: dict[str, Any]) -> bool:
    """Whether an action is outstanding now, not only before the meeting."""
    if matter["matter"] != "action":
        return True
    state = app.reader.state("action", matter["ref"])
    return state is not None and state.status in UNDER_WAY


def _state_of(matter: dict[str, Any]) -> Iterator[str]:
    if matter["matter"] == "action":
        yield f"owner {words(tuple(matter['owners']))}"
        if due := due_in_words(matter["due"], matter["due_words"]):
            yield f"due {due}"
    yield str(matter["ledger_holds"])


# Drafts


def sit(app: App, flags: Flags, body: str, on: date, *, fresh: bool) -> None:
    """Work on the minute of a meeting in the person's editor until it is recorded; until then the
    draft is kept."""
    if not terminal():
        raise InputNeeded("There is no terminal to edit at. Give the minute with --file FILE.")
    draft = _draft(app, body, on)
    try:
        disk.private_folder(draft.parent)
        if fresh or not draft.exists():
            _write(draft, begun := beginning(app, body, on))
        else:
            begun = None
            screen.say(f"Continuing the draft that was kept ({draft}); --fresh starts again.")
    except OSError as error:  # The draft is at fault; what it begins with is read from elsewhere.
        if not concerns(error, draft.parent):
            raise
        raise Unavailable(
            f"The draft {draft} cannot be written: {error.strerror}. Give the minute with"
            " --file FILE."
        ) from None
    session = Session(app, flags, "", draft)
    recorded = untouched = False
    try:
        session.edit()
        untouched = begun is not None and session.left_as(begun)
        if untouched:
            screen.say("The text was not changed: nothing is recorded.")
        else:
            recorded = session.record() and not flags.dry_run
    finally:
        if recorded or untouched:
            with suppress(OSError):  # It is recorded, which is what the person must be told.
                draft.unlink(missing_ok=True)
        elif draft.exists():
            screen.say(f"The draft is kept. Continue with: govledger minute {body}/{on}")


def _write(draft: Path, text: str) -> None:
    """Write a draft completely or not at all, so that nobody continues with half a text."""
    with underway.gone_after(draft.with_suffix(".new")) as half:
        half.touch(0o600)  # It may contain what not everybody may read.
        half.write_text(text, encoding="utf-8")
        disk.replace(half, draft)


def _draft(app: App, body: str, on: date) -> Path:
    return drafts(app.reader) / f"{paths.part(body)}-{on}.txt"
