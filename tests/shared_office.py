"""A ledger in PostgreSQL as an office has it: made by a role that is no superuser, with an officer
whom the server knows as Jane Smith, and a member."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import postgres_server
from books import entry

from ledger.application import Clock, Ledger
from ledger.records import actions

_numbers = count(1)


class SharedOffice:
    def __init__(self, server: Any = None) -> None:
        self.server = server or postgres_server.shared()
        self.database = database = f"office{next(_numbers)}"
        self.dba = self.server.role(f"{database}_dba", "CREATEROLE")
        self.server.database(database, self.dba)
        Ledger.create(self.address(self.dba), person="The Administrator")
        self.jane, self.ann = (self.server.role(f"{database}_{one}") for one in ("jane", "ann"))
        self.as_owner(f"SELECT ledger.appoint('{self.jane}', 'Jane Smith')")
        self.tell(self.dba, f'GRANT "{database}_officer" TO "{self.jane}"')
        self.tell(self.dba, f'GRANT "{database}_member" TO "{self.ann}"')

    def address(self, role: str) -> str:
        return self.server.address(self.database, role)

    def tell(self, role: str, statement: str) -> list[Any]:
        """The rows of a statement, as that role gives it in psql."""
        return self.server.tell(statement, self.database, role)

    def as_owner(self, *statements: str) -> None:
        """As whoever runs the database, who has taken the owner's role."""
        with self.server.connect(self.database, self.dba) as raw:
            for one in (f'GRANT "{self.database}_owner" TO CURRENT_USER',
                        f'SET ROLE "{self.database}_owner"', *statements):  # fmt: skip
                raw.execute(one)

    def ledger(self, role: str, **more: Any) -> Ledger:
        return Ledger.open(self.address(role), **more)

    def raised(
        self, role: str, number: int, by: str = "Jane Smith", now: datetime | None = None
    ) -> int:
        """Record an action as that role: its position."""
        ledger = self.ledger(role, clock=Clock(now))
        said = entry(recorded_by=by, effective_on=datetime.now(UTC).date().replace(year=2019))
        try:
            ref = f"A-2018-{number:03}"
            rule = actions.raise_action
            return ledger.record("action", ref, rule, said, new=True, title="Do it")[0].position
        finally:
            ledger.close()
