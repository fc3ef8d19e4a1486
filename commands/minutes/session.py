"""One session with a minute: read it, show how it was understood, ask, and record it as a whole."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from commands.minutes import due, finished, preview, recorded, settling
from commands.minutes.diff import Plan, compare
from commands.minutes.minute import Unclear
from commands.minutes.parser import read
from commands.minutes.recording import record
from commands.minutes.resolver import LedgerResolver
from commands.session.app import App
from commands.session.prompting import offered
from commands.session.recording import is_meant
from commands.session.tidying import settle
from commands.terminal import screen
from commands.terminal.prompts import Offer, Prompt, interview
from commands.terminal.screen import terminal
from ledger.characters import folded
from ledger.errors import Doubted, InputNeeded, Misused, Moved, Problem, Unavailable
from ledger.events import Frozen
from ledger.naming import NoPost
from ledger.services import confirmed
from ledger.system import contents
from ledger.words import counted

# What to do with the whole minute.
RECORD = Offer("record", "all of it, in one transaction")
EDIT = Offer("edit", "go back to the text")
# Whether words in a title say when it is due.
DUE = Offer(due.YES, "yes; the title keeps the words")
NOT_DUE = Offer(due.NO, "no: it is part of what shall be done")
QUIT = Offer("quit", "record nothing, and keep the draft")


class Flags(msgspec.Struct, metaclass=Frozen):
    """Answers given in advance. `reason`: correct changed lines, and why."""

    reason: str | None = None
    as_new: bool = False
    yes: bool = False
    dry_run: bool = False


class Session:
    """`draft` is the file that holds the text while it is worked on. Answers are kept by the
    question, so none is lost when the text is edited or a step is taken back."""

    def __init__(
        self, app: App, flags: Flags, text: str | bytes, draft: Path | None = None
    ) -> None:
        self.app = app
        self.flags = flags
        self.text: str | bytes = text
        self.draft = draft
        self.understood: dict[str, str] = {}  # Of `meant`: asked since the last edit.
        self.answers: dict[str, str] = {}
        self.meant: dict[str, str] = {}
        self.asks = terminal() and not flags.yes and not flags.dry_run

    def record(self) -> bool:
        """Continue until the minute is recorded or the person quits; returns whether it was
        recorded."""
        try:
            return self._recorded()
        finally:
            settle(self.app)  # A paper that was only shown, and not recorded, is not kept.

    def _recorded(self) -> bool:
        while True:
            try:
                decided = self._once()
            except Problem as problem:
                if isinstance(problem, Moved):
                    screen.say(f"{problem} Again:")
                    continue
                if not self.asks:
                    problem.args = (f"{problem}\nNothing of this minute was recorded.",)
                    raise
                if isinstance(problem, Unclear) and self._clear_up(problem):
                    continue
                if isinstance(problem, Doubted):
                    is_meant(self.app, problem)
                    continue
                screen.tell(str(problem).split("\n"))
                decided = interview([Prompt("", "What now?", (EDIT, QUIT), only=True)])[""]
            if decided == EDIT.answer:
                self.edit()
            else:
                return decided == RECORD.answer

    def edit(self) -> None:
        """Open the text in the person's editor; the result is the draft."""
        if self.draft is None:
            raise InputNeeded("Standard input cannot be edited. Give the minute as a file.")
        click.edit(filename=str(self.draft))
        self.understood = {}
        try:
            self.text = contents.read(self.draft, contents.LONG)
        except OSError as error:
            raise Unavailable(f"The draft {self.draft} cannot be read: {error.strerror}.") from None

    def left_as(self, begun: str) -> bool:
        """Whether the text is unchanged, apart from line endings."""
        text = self.text if isinstance(self.text, bytes) else self.text.encode()
        return text.replace(b"\r\n", b"\n") == begun.encode()

    def _decoded(self) -> str:
        if isinstance(self.text, str):
            return self.text
        try:
            return contents.decoded(self.text)
        except UnicodeDecodeError as error:
            line = self.text.count(b"\n", 0, error.start) + 1
            raise Misused(contents.not_text(f"line {line}: this", error)) from None

    def _once(self) -> str:
        """Read, compare, rehearse, show and ask; record if the answer is yes."""
        reader = self.app.reader
        with reader.snapshot():
            size = reader.size
            reader.read_ahead([], ["post", "body"])
            text = self._decoded()
            finished.refuse_text(text, str(self.draft) if self.draft is not None else None)
            minute = read(text, LedgerResolver(self.app, self.understood))
            named = [line.about for line in minute.lines if isinstance(line.about, str)]
            plan = compare(minute, recorded.minute_of(reader, minute.body, minute.meets_on, named))
        answers = self._given(plan) if not self.asks else self._answered(plan)
        if answers.get("whole", RECORD.answer) != RECORD.answer:
            return answers["whole"]
        settled = settling.settled(plan, answers)
        if self.flags.dry_run:
            self._show(settled, answers)
            screen.say("A dry run: none of this was recorded.")
            return RECORD.answer
        with self.app.writer.writing(since=size):
            done = record(settled, self.app, settling.reasons(settled, answers))
            beside = self._beside(done)
        if not self.asks:
            for note in preview.notes(minute):
                screen.say(note)
        count = sum(len(events) for _, events in done)
        self.app.recorded = bool(count)
        if not self.asks and (count or settled.left):
            self._put(preview.plan_lines(self.app, settled, done))
        for ref in dict.fromkeys(line.ref for line, _ in done if line in settled.new and line.ref):
            click.echo(ref)
        events = f"recorded in {counted(count, 'event')}"
        screen.say(f"{minute.meeting}: {events if count else 'the ledger already has all of it'}.")
        for sentence in beside:
            screen.say(sentence)
        return RECORD.answer

    def _answered(self, plan: Plan) -> Mapping[str, str]:
        steps = [step for change in plan.changed for step in settling.steps(change)]
        answers = interview([*steps, lambda said: self._whole(plan, said)], self.answers)
        # Whether to record it is asked again after each edit.
        self.answers |= {name: answer for name, answer in answers.items() if name != "whole"}
        return answers

    def _beside(self, done: preview.Rehearsed) -> list[str]:
        """What the person should know about minutes that were confirmed before."""
        recorded = [one for _, events in done for one in events]
        return list(confirmed.beside_minutes(self.app.writer, recorded))

    # What is asked

    def _whole(self, plan: Plan, answers: Mapping[str, str]) -> Prompt | None:
        # Answers are kept even if a rule refuses the minute.
        self.answers |= answers
        settled = settling.settled(plan, answers)
        count = self._show(settled, answers)
        if not count:
            return None
        events = "this event" if count == 1 else f"these {counted(count, 'event')}"
        offers = (RECORD, EDIT, QUIT) if self.draft else (RECORD, QUIT)
        return Prompt("whole", f"Record {events}?", offers, only=True)

    def _show(self, plan: Plan, answers: Mapping[str, str]) -> int:
        """Show what would be recorded, by recording it and rolling back; returns how many
        events."""
        rehearsed = record(plan, self.app, settling.reasons(plan, answers), rehearse=True)
        lines = [*preview.plan_lines(self.app, plan, rehearsed), *preview.notes(plan.minute)]
        self._put([*lines, *self._beside(rehearsed)])
        return sum(len(events) for _, events in rehearsed)

    def _put(self, lines: list[str]) -> None:
        if self.asks and sys.stdout.isatty():
            screen.tell(lines)
        else:
            for line in lines:
                screen.say(line)

    def _given(self, plan: Plan) -> dict[str, str]:
        """The flags' answers about changed lines."""
        if not plan.changed:
            return {}
        doubtful = [one for one in plan.changed if one.doubtful]
        if doubtful and not (self.flags.as_new and self.flags.reason is None):
            raise InputNeeded(settling.which(doubtful))
        if self.flags.reason is not None:
            why = {f"{settling.name(one)} why": self.flags.reason for one in plan.changed}
            return why | {settling.name(one): settling.CORRECT.answer for one in plan.changed}
        if self.flags.as_new:
            return {settling.name(one): settling.NEW.answer for one in plan.changed}
        lines = "\n".join(line for one in plan.changed for line in preview.change_lines(one))
        raise InputNeeded(
            f"These lines differ from what was recorded:\n{lines}\nGive a reason to correct it"
            " (--correct REASON), or record them as new (--as-new)."
        )

    def _clear_up(self, unclear: Unclear) -> bool:
        """Ask which post is meant, or whether a title says when it is due, if nothing else is
        unclear. Returns whether it was asked."""
        questions: dict[str, Prompt] = {}
        for fault in unclear.faults:
            problem, line = fault.problem, f"line {fault.number}: {fault.said}\n"
            if isinstance(problem, NoPost):
                posts = [*offered(self.app.reader, "post"), EDIT]
                prompt = f"{line}Which post is {problem.said!r}?"
                asked = Prompt(folded(problem.said), prompt, posts, only=True, exact=True)
            elif isinstance(problem, due.WhichDue):
                prompt = f"{line}Is it due {problem.said}?"
                name = due.question(problem.title)
                asked = Prompt(name, prompt, (DUE, NOT_DUE, EDIT), only=True)
            else:
                return False
            questions.setdefault(asked.name, asked)
        answers = interview(list(questions.values()), self.meant)
        if EDIT.answer in answers.values():
            self.edit()
            return True
        self.understood |= answers
        self.meant |= self.understood
        return True
