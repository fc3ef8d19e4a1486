"""One run of the program: which ledger, who is using it, what time it is."""

import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

import click

from commands.terminal.text import acceptable, plain
from ledger.errors import Broken, InputNeeded, Misused
from ledger.system import places
from ledger.uk import UK

if TYPE_CHECKING:
    from ledger.application import Clock, Ledger
    from ledger.integrity.ssh import PrivateKey
    from ledger.store.opening import Place

_COPY = (
    "{path} is a copy, unpacked from an audit pack: what you record here is in this copy"
    " alone. To use it as the ledger from now on: govledger restore --reason WHY"
)


class App:
    """What a command needs from outside, from flags, the environment or the config file.

    GOVLEDGER_LEDGER: the ledger, a file or an address. GOVLEDGER_ACTOR: who is typing.
    GOVLEDGER_NOW: a set clock (every event recorded under one says so). GOVLEDGER_KEY: the key file
    that signs what is recorded; GOVLEDGER_PASSPHRASE_FILE: where its passphrase is. Config:
    `ledger`, `actor` and `key` in govledger/config.toml under XDG_CONFIG_HOME.
    """

    def __init__(self, path: str | None = None) -> None:
        self.said = path
        self.batch = False
        self.recorded = False
        self.restoring = False
        self.seal_days: int | None = None  # Days between seals; 0 without a rule.
        self.upgrading = False
        self.lowered = False  # Whether it is read as by somebody without clearance.
        self.behind = ""  # The clearance of those for whom a proxy asks.
        self.mixed_meant = False
        self.past_due_meant = False
        self.attached: set[str] = set()  # files kept by this run, or to be removed
        self.lines = count(1)  # of a batch or a minute
        self.key_file: str | None = None
        self.passphrase_file: str | None = None

    @cached_property
    def config(self) -> dict[str, Any]:
        from commands.session import config

        return config.read(warn)

    def setting(self, name: str) -> Any:
        """A setting from the environment (GOVLEDGER_ACTOR for the actor), or from the config."""
        return os.environ.get(f"GOVLEDGER_{name.upper()}") or self.config.get(name)

    @property
    def place(self) -> "Place":
        """The ledger that is meant: a file, or a database by its address."""
        from ledger.store.opening import placed

        said = self.said or self.setting("ledger")
        if not said:
            raise InputNeeded(
                "Say which ledger: --ledger PATH before the command, or GOVLEDGER_LEDGER."
            )
        try:
            return placed(said)
        except (AttributeError, TypeError, RuntimeError) as error:
            why = str(error).rstrip(".")
            raise Misused(f"The ledger {said!r} is not a path: {why}.") from None

    @property
    def writable(self) -> bool:
        """Whether this person may record in it."""
        from ledger.application import Ledger

        return Ledger.writable(self.place)

    @cached_property
    def clock(self) -> "Clock":
        from ledger.application import Clock

        said = os.environ.get("GOVLEDGER_NOW")
        if not said:
            return Clock()
        try:
            now = datetime.fromisoformat(said)
            now = (now if now.tzinfo else now.replace(tzinfo=UK)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Misused(
                f"GOVLEDGER_NOW is {said!r}, which is not a time such as 2018-02-28T09:30."
            ) from None
        # What is recorded never goes back: a clock set ahead would spoil every later "known by".
        if now > datetime.now(UTC) + timedelta(days=1):
            raise Misused(f"GOVLEDGER_NOW is {said!r}, which is in the future.")
        return Clock(now)

    @property
    def today(self) -> date:
        """The day in the United Kingdom."""
        return self.clock.now().astimezone(UK).date()

    @cached_property
    def actor(self) -> tuple[str, Literal["asserted", "os"]]:
        """Who records, and how that is known. A database that knows them accepts no other name."""
        said = self.setting("actor")
        if isinstance(self.place, str) and (known := self.recording.store.person) is not None:
            if said and str(said).strip() != known:
                raise Misused(
                    f"{self.recording.name} knows you as {known}, and GOVLEDGER_ACTOR, or actor in"
                    f" the config file, is {said}. Leave that out, or connect as yourself."
                )
            return known, "os"
        return self.named

    @cached_property
    def named(self) -> tuple[str, Literal["asserted", "os"]]:
        """Who is typing, by their own word or the system's."""
        if said := self.setting("actor"):
            if acceptable(said := str(said).strip()) is not None or not said:
                raise Misused("GOVLEDGER_ACTOR, or actor in the config file, is not a name.")
            return said, "asserted"
        # The system's word: LOGNAME and USER are only the environment's.
        with suppress(KeyError, OSError):
            try:
                import pwd
            except ImportError:  # Windows
                return os.getlogin(), "os"
            return pwd.getpwuid(os.getuid()).pw_name, "os"
        raise InputNeeded("Say who you are: GOVLEDGER_ACTOR, or actor in the config file.")

    @cached_property
    def run(self) -> str:
        return uuid4().hex

    def correlation(self) -> str:
        """The correlation id shared by everything one command records; lines of one batch or minute
        share its beginning."""
        return f"{self.run}-{next(self.lines)}" if self.batch else uuid4().hex

    @property
    def anchors(self) -> Path:
        """The folder of anchors: what was last seen of each ledger."""
        return places.anchors(self.config.get("anchors"))

    def sign_with(self, key_file: str | None, passphrase_file: str | None) -> None:
        """Open the named key, if any, before anything is locked."""
        if self.batch and (key_file or passphrase_file):
            raise Misused("the key that signs is named once, for the whole batch")
        if key_file or passphrase_file:
            self.key_file, self.passphrase_file = key_file, passphrase_file
        _ = self.signing_key

    @cached_property
    def signing_key(self) -> "PrivateKey | None":
        """The key that signs recorded events, if one is named. Its passphrase is asked for once,
        before anything is locked."""
        said = self.key_file or self.setting("key")
        if not said or said == "none":
            return None
        from commands.session.keyfiles import unlocked

        return unlocked(str(said), self.passphrase)

    @property
    def passphrase(self) -> str | None:
        """The file with a key's passphrase, if one is named."""
        return self.passphrase_file or os.environ.get("GOVLEDGER_PASSPHRASE_FILE")

    @property
    def writer(self) -> "Ledger":
        """The ledger for writing. Raises Broken if it does not continue from its anchor."""
        ledger = self.recording
        if ledger.guard is not None:
            ledger.guard(ledger)
            ledger.guard = None
        return ledger

    @cached_property
    def recording(self) -> "Ledger":
        """The same for a command that begins by writing, and is refused then."""
        from ledger.application import Ledger

        ledger = Ledger.open(self.place, clock=self.clock, upgrading=self.upgrading)
        ledger.anchors = self.anchors
        if not (self.restoring or self.upgrading):
            ledger.guard = partial(self.compare, writing=True)
        return ledger

    @cached_property
    def reader(self) -> "Ledger":
        """The ledger for reading. If it does not continue from its anchor, only a warning is
        given."""
        from ledger.application import Ledger

        ledger = Ledger.open(self.place, read_only=True, clock=self.clock)
        ledger.anchors = self.anchors
        ledger = ledger.lowered() if self.lowered else ledger
        _ = ledger.identity  # Raises Broken if it has none.
        try:
            self.compare(ledger)
        except Broken as problem:  # It can still be read.
            warn(str(problem))
        return ledger

    def compare(self, ledger: "Ledger", *, writing: bool = False) -> None:
        """Compare a ledger with its anchor. Raises Broken if it does not continue from it. Says if
        it is a copy, or if the reader is not cleared for some of it."""
        from ledger.integrity import anchors

        say_practice(ledger)
        if not ledger.store.cleared:
            from ledger.privacy import clearance

            if partly := clearance.notice(ledger.store):
                warn(partly)
        if ledger.copied:
            if writing:
                warn(_COPY.format(path=ledger.name))
            return
        anchor = anchors.read(self.anchors, ledger)
        if anchor is None:
            return
        conflict = anchors.conflict(ledger, anchor)
        if (conflict or writing) and anchors.stands(ledger, anchor):
            warn(anchors.side_by_side(ledger, anchor))
        elif conflict:
            raise Broken(conflict)

    @property
    def stands(self) -> bool:
        """Whether anything was recorded, even if the command could not say so."""
        ledger: Ledger | None = self.__dict__.get("recording")
        wrote = ledger.store.wrote if ledger else None
        return self.recorded or (wrote is not None and wrote.size != wrote.began)

    def remember(self) -> None:
        """Write the ledger's new anchor. A failure is reported and not refused, since the events
        stand."""
        ledger: Ledger | None = self.__dict__.get("recording")
        if ledger is None or (self.restoring and not self.recorded):
            return
        if ledger.guard is not None:  # Nothing was written, and nothing compared.
            return
        wrote = ledger.store.wrote
        if wrote is None or wrote.size == wrote.began or ledger.copied:
            return
        from ledger.integrity import anchors

        if self.seal_days:
            from ledger.integrity import covered

            if due := covered.overdue(ledger, self.today):
                warn(due)
        try:
            anchors.note(self.anchors, ledger)
        except OSError as error:
            warn(f"the anchor in {self.anchors} could not be written: {error.strerror}")


def warn(text: str) -> None:
    """Say something on stderr that does not stop the command."""
    from commands.terminal.wrapping import fitted

    click.echo(fitted(f"govledger: {plain(text)}", sys.stderr), err=True)


def say_practice(ledger: "Ledger") -> None:
    """Say of a practice ledger that it is one."""
    from ledger.practice import SAID, is_practice

    if is_practice(ledger.identity):
        warn(SAID)
