"""One run of the program: which ledger, whose identity, what time it is."""

import getpass
import os
import tomllib
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from commands.desk.text import acceptable
from ledger.problems import InputNeeded, Misused

if TYPE_CHECKING:
    from ledger.book import Clock, Ledger

UK = ZoneInfo("Europe/London")


class App:
    """What a command needs from outside, from flags, the environment or the config file.

    GOVLEDGER_LEDGER: the ledger file. GOVLEDGER_ACTOR: who is typing. GOVLEDGER_NOW: a set clock
    (every event recorded under one says so). Config: `ledger` and `actor` in govledger/config.toml
    under XDG_CONFIG_HOME.
    """

    def __init__(self, path: str | None = None) -> None:
        self._path = path
        self.batch = False

    @cached_property
    def config(self) -> dict[str, Any]:
        home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        file = Path(home) / "govledger" / "config.toml"
        try:
            return tomllib.loads(file.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Misused(f"{file} cannot be read: {error}.") from None

    @property
    def path(self) -> Path:
        said = self._path or os.environ.get("GOVLEDGER_LEDGER") or self.config.get("ledger")
        if not said:
            raise InputNeeded(
                "Say which ledger: --ledger PATH before the command, or GOVLEDGER_LEDGER."
            )
        return Path(said).expanduser()

    @cached_property
    def clock(self) -> "Clock":
        from ledger.book import Clock

        said = os.environ.get("GOVLEDGER_NOW")
        if not said:
            return Clock()
        try:
            now = datetime.fromisoformat(said)
        except ValueError:
            raise Misused(
                f"GOVLEDGER_NOW is {said!r}, which is not a time such as 2018-02-28T09:30."
            ) from None
        return Clock((now if now.tzinfo else now.replace(tzinfo=UK)).astimezone(UTC))

    @property
    def today(self) -> date:
        """The day in the United Kingdom."""
        return self.clock.now().astimezone(UK).date()

    @cached_property
    def actor(self) -> tuple[str, Literal["asserted", "os"]]:
        """Who is typing, and how sure that is."""
        said = os.environ.get("GOVLEDGER_ACTOR") or self.config.get("actor")
        if said:
            if acceptable(said := str(said).strip()) is not None or not said:
                raise Misused("GOVLEDGER_ACTOR, or actor in the config file, is not a name.")
            return said, "asserted"
        with suppress(OSError, KeyError):
            return getpass.getuser(), "os"
        raise InputNeeded("Say who you are: GOVLEDGER_ACTOR, or actor in the config file.")

    @cached_property
    def writer(self) -> "Ledger":
        from ledger.book import Ledger

        return Ledger.open(self.path, clock=self.clock)

    @cached_property
    def reader(self) -> "Ledger":
        from ledger.book import Ledger

        return Ledger.open(self.path, read_only=True, clock=self.clock)
