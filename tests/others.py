"""Other offices for the tests: small sealed ledgers whose references collide, and their packs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from books import raise_action
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from packs import packed, seal

from ledger.application import Clock, Ledger
from ledger.integrity.ssh import PrivateKey

DAY = datetime(2018, 2, 28, 9, tzinfo=UTC)


def key_of(name: str) -> PrivateKey:
    return PrivateKey(Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b".")[:32]))


class Other:
    """An office somewhere else: its ledger, in which it raises actions, and its seal key."""

    def __init__(self, folder: Path, name: str, identity: str | None = None) -> None:
        self.folder, self.name, self.key = folder, name, key_of(name)
        self.identity = identity or str(uuid4())
        self.path = folder / f"{name}-{uuid4().hex[:4]}.ledger"
        self.raised = 0
        Ledger.create(self.path, identity=self.identity)

    def opened(self) -> Ledger:
        return Ledger.open(self.path, clock=Clock(DAY))

    def raises(self, *titles: str) -> "Other":
        ledger = self.opened()
        for title in titles:
            self.raised += 1
            raise_action(ledger, self.raised, title)
        ledger.close()
        return self

    def pack(self, name: str = "", *, key: PrivateKey | None = None, **more: Any) -> Path:
        """Seal, and give a pack of all events."""
        ledger = self.opened()
        try:
            ref = seal(ledger, key or self.key)
            to = self.folder / (name or f"{self.name}-{ref}.zip")
            return packed(ledger, to, ref=ref, personal=False, **more)
        finally:
            ledger.close()

    @property
    def line(self) -> str:
        return self.key.public.line
