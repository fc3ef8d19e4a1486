"""The desk: where the events of a command are recorded."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from commands.session.app import App
from commands.session.understanding import Understanding
from ledger.application import Ledger
from ledger.errors import Problem
from ledger.events import Recorded, Rule
from ledger.registry import split
from ledger.services import filing
from ledger.system.contents import taken


class Desk(Understanding):
    """One recording command at work."""

    def __init__(self, app: App, ledger: Ledger, flags: dict[str, Any]) -> None:
        super().__init__(app, ledger, flags)
        self.own_ref: str | None = None  # The office's own, of the first record that is begun.
        self.recorded: list[Recorded] = []
        self.given: list[str] = []
        self.before: list[str] = []  # If several records change: what each was, to be said first.
        self.afterwards: list[Callable[[], object]] = []  # Called once all is recorded.

    def record(
        self, record: str, ref: str, rule: Rule, /, *, new: bool = False, **facts: Any
    ) -> str:
        entry, own_ref = self.entry(), None
        if new:
            own_ref, self.own_ref = self.own_ref, None
        appended = self.ledger.record(record, ref, rule, entry, new=new, own_ref=own_ref, **facts)
        if new:
            self.given.append(ref)
        self.take(ref, appended)
        return ref

    def record_of(self, record: str, text: str, rule: Rule, /, **facts: Any) -> str:
        """The same for the record of that kind that `text` means."""
        return self.record(record, self.ref(record, text), rule, **facts)

    def take(self, ref: str, appended: list[Recorded]) -> None:
        """Take over what a service recorded about one record, and about others that follow it."""
        if not appended:
            self.notes.append(f"{ref}: already recorded; nothing was written twice.")
        self.recorded += appended

    def begun(self, appended: list[Recorded]) -> None:
        """Take over what a service recorded to begin a record."""
        self.given.append(split(appended[0].stream)[1])
        self.recorded += appended

    def create(self, record: str, rule: Rule, /, **facts: Any) -> str:
        """Record the first event of a numbered kind under the next free reference, and print it."""
        ref = self.ledger.next_ref(record, self.day.year)
        self.record(record, ref, rule, new=True, **facts)
        return ref

    def each(self, record: str, texts: Iterable[str], work: Callable[[str], object]) -> None:
        """Do the same to several records of a kind, all or none."""
        named: dict[str, list[str]] = {}
        for text in texts:
            named.setdefault(self.ref(record, text), []).append(text)
        for ref, forms in named.items():
            if len(forms) > 1:
                times = "twice" if len(forms) == 2 else f"{len(forms)} times"
                told = f"{ref} is named {times} ({', '.join(forms)}): it is taken once."
                self.notes.append(told)
        for ref, forms in named.items():
            if len(named) > 1 or len(forms) > 1:
                self.named[f"{record}:{ref}"] = self.with_title(record, ref)
            try:
                work(ref)
            except Problem as problem:
                if len(named) == 1:
                    raise
                said = str(problem) if ref in str(problem) else f"{ref}: {problem}"
                problem.args = (f"{said}\nNone of the {len(named)} was recorded.",)
                raise problem from None

    def keep(self, file: str, title: str) -> str:
        """Keep a file beside the ledger from today; returns its SHA-256. The title is in a person's
        own words."""
        return self.keep_bytes(taken(Path(file)), title)

    def keep_bytes(self, data: bytes, title: str) -> str:
        """Keep these bytes beside the ledger, as `keep` does."""
        self.app.attached.add(sha256(data).hexdigest())
        digest, stored = filing.keep(self.ledger, data, title, self.entry())
        self.implied += stored
        return digest
