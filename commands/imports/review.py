"""Going through what a paper proposes, at a terminal: one screen a proposal.

The paper's words stand on the left, what would be recorded on the right. What was said of each is
kept as it is said, so that the person may stop and go on another day.
"""

import re
import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from shutil import get_terminal_size

import click
import msgspec

from commands.imports.beside import RECORDED
from commands.imports.minuting import Drafted
from commands.papers import contradicted, draft
from commands.papers.draft import ACCEPTED, LATER, REJECTED, UNREAD, Decision, Entry
from commands.session import places
from commands.terminal import screen
from commands.terminal.prompts import Back, Offer, Prompt, ask
from commands.terminal.text import one_line
from ledger.errors import Unavailable
from ledger.paper_lines import Line
from ledger.system import contents, disk

ACCEPT = Offer("accept", "record what stands on the right")
EDIT = Offer("edit", "write it otherwise, in your editor")
REJECT = Offer("reject", "it is not so, or nothing to record")
PUT_OFF = Offer("later", "leave it as a comment in the draft")
QUIT = Offer("quit", "stop; what was said so far is kept")
CHOICES = {ACCEPT.answer: ACCEPTED, REJECT.answer: REJECTED, PUT_OFF.answer: LATER}
NARROWEST = 60  # Columns: on a narrower terminal, one below the other.


class Review:
    """One paper gone through; `folder` is where the drafts of this person are kept."""

    def __init__(self, drafted: Drafted, folder: Path) -> None:
        self.drafted = drafted
        self.entries = [one for one in drafted.entries if one.kind != UNREAD and not _recorded(one)]
        self.kept = folder / f"paper-{drafted.sha256[:16]}.json"
        self.file = self.kept.with_suffix(".txt")
        self.decided = self._before()

    def go_through(self) -> Path | None:
        """Ask about each; the file of the draft then, or None where the person stopped."""
        undecided = [e for e in self.entries if e.key not in self.decided]
        later = [e for e in self.entries if self._choice(e) == LATER]
        at = self.entries.index((undecided or later or self.entries)[0]) if self.entries else 0
        if self.decided:
            screen.say(f"Going on with what was said before ({self._count()}).")
        if not self.entries:
            screen.say("Nothing is proposed that the ledger does not have.")
            return None
        while at < len(self.entries):
            try:
                decision = self._asked(at)
            except Back:
                if at == 0:
                    screen.say("This is the first one.")
                at = max(at - 1, 0)
                continue
            except (click.Abort, KeyboardInterrupt):
                screen.say(self._stopped())
                raise
            if decision is None:
                screen.say(f"Nothing was recorded. {self._stopped()}")
                return None
            self.decided[self.entries[at].key] = decision
            self._put(self.kept, msgspec.json.encode(self.decided).decode())
            at += 1
        unread = sum(one.kind == UNREAD for one in self.drafted.entries)
        left = f"; {unread} lines were not understood" if unread else ""
        screen.say(f"{self._count()}{left}. The rest stands in the draft as comments.")
        for line in contradicted.in_words(self.drafted.conflicts):
            screen.say(line)
        text = draft.written(self.drafted.top, self.drafted.entries, self.decided)
        told = contradicted.as_comments(self.drafted.conflicts, self.drafted.document)
        self._put(self.file, text + "".join(f"{line}\n" for line in told))
        return self.file

    def _asked(self, at: int) -> Decision | None:
        """What is said of one; None where the person stops. Raises Back."""
        entry = self.entries[at]
        before = self.decided.get(entry.key)
        lines = told = (before.lines if before else ()) or entry.lines
        while True:
            for row in self._screen(at, lines):
                screen.say(row)
            offers = [*([ACCEPT] if lines else ()), EDIT, REJECT, PUT_OFF, QUIT]
            default = ACCEPT if entry.ready or lines != entry.lines else PUT_OFF
            given = next((n for n, of in CHOICES.items() if before and of == before.choice), None)
            prompt = Prompt("", "Record it?", offers, default=default.answer, only=True)
            said = ask(prompt, given if lines == told else None)
            if said == QUIT.answer:
                return None
            if said != EDIT.answer:
                return Decision(CHOICES[said], lines if lines != entry.lines else ())
            lines = _edited(lines, entry.span)

    # What is shown

    def _screen(self, at: int, lines: tuple[str, ...]) -> Iterator[str]:
        entry, width = self.entries[at], get_terminal_size().columns
        reading = self.drafted.proposed.reading
        paper = [f"{line.number:>4}  {line.text}" for line in reading.lines if _within(entry, line)]
        paper += [
            f"      [{'; '.join(line.notes)}]"
            for line in reading.lines
            if _within(entry, line) and line.notes
        ]
        paper += [f"      [cannot all be so: {one}]" for one in self._contradicted(entry)]
        under = self._under(at)
        record = [*([under] if under else ()), *lines, *(f"({one})" for one in entry.remarks)]
        sure = "sure" if entry.sure else "unsure"
        yield ""
        yield f"{at + 1} of {len(self.entries)}: {entry.kind}, {sure}"
        if width < NARROWEST:
            yield from ("The paper:", *paper, "Would be recorded:", *record)
            return
        half = (width - 4) // 2
        left, right = (_column(some, half) for some in (paper, record or ["nothing"]))
        yield f"{'The paper':{half}} | Would be recorded"
        yield f"{'-' * half} | {'-' * half}"
        yield from (f"{a:{half}} | {b}".rstrip() for a, b in zip_longest(left, right, fillvalue=""))

    def _contradicted(self, entry: Entry) -> list[str]:
        """What cannot all be so of which the lines of an entry are a part."""
        return [
            one.title
            for one in self.drafted.conflicts
            if any(entry.first <= at.line <= entry.last for at in one.places if not at.document)
        ]

    def _under(self, at: int) -> str | None:
        """The heading that an entry stands under."""
        above = (one.under for one in reversed(self.entries[: at + 1]))
        return next((one for one in above if one), None)

    def _choice(self, entry: Entry) -> str | None:
        said = self.decided.get(entry.key)
        return said.choice if said else None

    def _count(self) -> str:
        said = [self._choice(entry) for entry in self.entries]
        counts = (f"{said.count(one)} {one}" for one in (ACCEPTED, REJECTED, LATER))
        return ", ".join(counts)

    def _stopped(self) -> str:
        return f"What was said is kept ({self._count()}); the same command goes on."

    # What is kept

    def _before(self) -> dict[str, Decision]:
        try:
            return msgspec.json.decode(
                contents.read(self.kept, contents.MAX_BYTES), type=dict[str, Decision]
            )
        except (OSError, msgspec.DecodeError):
            return {}

    def _put(self, file: Path, text: str) -> None:
        try:
            disk.private_folder(file.parent)
            places.put(file, text.encode(), over=True)
            file.chmod(0o600)
        except OSError as error:  # Of the draft alone.
            raise Unavailable(f"The draft {file} cannot be written: {error.strerror}.") from None


def _recorded(entry: Entry) -> bool:
    return any(one.startswith(RECORDED) for one in entry.remarks)


def _within(entry: Entry, line: Line) -> bool:
    return entry.first <= line.number <= entry.last


def _edited(lines: tuple[str, ...], span: str) -> tuple[str, ...]:
    """The lines as the person's editor leaves them; the lines of the paper are added where they
    were taken out."""
    text = click.edit("\n".join(lines) + "\n", require_save=False) or ""
    found = [one.rstrip() for one in text.split("\n")]
    kept = [one for one in found if one and not one.startswith("//")]
    if kept and not re.search(r" @[\d][\d,-]*$", kept[-1]):
        kept[-1] += f" @{span}"
    return tuple(kept)


def _column(rows: list[str], width: int) -> list[str]:
    """Rows wrapped to a column, each further line under an indent."""
    return [
        part
        for row in rows
        for part in textwrap.wrap(one_line(row), width, subsequent_indent="      ") or [""]
    ]
