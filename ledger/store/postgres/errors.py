"""What PostgreSQL reports, turned into one sentence for a person. A cause is named only if the
error's code shows it; no sentence has a password.
"""

from eventsourcing import persistence
from eventsourcing.persistence import DataError, PersistenceError

from ledger.errors import Broken, Misused, Problem, Refused, Unavailable
from ledger.storage_errors import DAMAGED, FAILING, FULL, LOCKED, unavailable, why
from ledger.store.postgres.address import Address, driver

_VERIFY = "Run: govledger verify"
_CODES = {
    "53100": FULL, "58030": FAILING, "55P03": LOCKED, "40P01": LOCKED,
    "XX001": DAMAGED, "XX002": DAMAGED,
}  # fmt: skip
REFUSED, CHANGED, KEPT, INADMISSIBLE = "GL001", "GL002", "GL003", "GL004"  # The schema's own.


class LostAtCommit(Exception):
    """The connection ended after the commit was sent, and before it was acknowledged."""


def library_error(error: Exception) -> Exception:
    """One of psycopg's as one of the eventsourcing library's."""
    for cls in type(error).__mro__:
        ours = getattr(persistence, cls.__name__, None)
        if cls.__module__.startswith("psycopg") and ours is not None:
            return ours(error)  # type: ignore[no-any-return]
    return PersistenceError(error)


def code(error: BaseException | None) -> str | None:
    """The server's code of an error, if there is one."""
    while error is not None:
        if isinstance(found := getattr(error, "sqlstate", None), str):
            return found
        error = error.__cause__
    return None


class translated(unavailable):
    """Turn an error of the database, inside a `with`, into one sentence."""

    __slots__ = ("address", "driver")

    def __init__(self, address: Address) -> None:
        super().__init__(address.path)
        self.address = address
        self.driver = driver()

    def tell(self, error: BaseException) -> None:
        if isinstance(error, LostAtCommit):
            raise Unavailable(
                f"The connection to {self.address.name} was lost while it was recorded: it may"
                " stand or not. See before you repeat it: govledger history --who NAME"
            ) from error
        if isinstance(error, (self.driver.Error, PersistenceError)):
            raise self._as_problem(error) from error
        super().tell(error)

    def _as_problem(self, error: BaseException) -> Problem:
        name, number = self.address.name, code(error) or ""
        said = self.address.harmless(_words(error))
        if number == REFUSED:
            return Refused(said)
        if number == CHANGED:
            return Broken(f"{name} does not end as it did. {said} {_VERIFY}")
        if number == KEPT:
            return Unavailable(said)
        if number in (INADMISSIBLE, "23514") or number.startswith("22"):
            return Misused(f"That cannot be recorded: {said.rstrip('.')}.")
        if isinstance(error, DataError):
            return Misused(f"That cannot be recorded: {said.rstrip('.')}.")
        if number in ("3F000", "42P01"):
            return Unavailable(f"There is no ledger in {name}. Make one with: govledger init")
        if number == "42501":
            return Unavailable(
                f"{name} cannot be used by your role: {said}. Whoever runs the database can grant"
                " it: govledger help shared"
            )
        if number == "25006":
            return Unavailable(f"{name} can only be read here: it is a standby. Use the primary.")
        if number in ("25P03", "57014"):
            return Unavailable(
                f"{name} ended what took too long: nothing was recorded. Do it again."
            )
        if number in _CODES:
            return Unavailable(why(name, _CODES[number], said))
        return Unavailable(f"{name} could not be used: {said.rstrip('.')}.")


def _words(error: BaseException) -> str:
    found: BaseException | None = error
    while found is not None:
        primary = getattr(getattr(found, "diag", None), "message_primary", None)
        if primary:
            return str(primary)
        found = found.__cause__
    return str(error)
