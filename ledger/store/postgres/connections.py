"""Connections to the database, one for each thread. Nothing is kept in a session: a pooler may give
each transaction another, and one that was lost is opened anew.
"""

import threading
from typing import Any

from ledger.store.postgres.address import Address, driver
from ledger.store.postgres.errors import library_error

CONNECT_SECONDS = 20


class Connections:
    def __init__(self, address: Address) -> None:
        self.address = address
        self.driver = driver()
        self._here = threading.local()
        self._all: list[tuple[threading.Thread, Any]] = []
        self._lock = threading.Lock()
        self.closed = False

    def get(self) -> Any:
        """This thread's connection."""
        found = getattr(self._here, "connection", None)
        if found is None or found.closed:
            found = self._here.connection = self._opened()
        return found

    def _opened(self) -> Any:
        if self.closed:
            raise library_error(self.driver.InterfaceError("it was closed"))
        try:
            raw = self.driver.connect(
                self.address.said,
                autocommit=True,
                prepare_threshold=None,
                client_encoding="utf8",
                fallback_application_name="govledger",
                **({} if "connect_timeout" in self.address.said else _TIMEOUT),
            )
        except self.driver.Error as error:
            raise library_error(error) from error
        with self._lock:
            for thread, one in self._all:
                if not thread.is_alive():
                    one.close()
            self._all = [pair for pair in self._all if not pair[1].closed]
            self._all.append((threading.current_thread(), raw))
        return raw

    def read(self, statement: str, params: Any = None) -> list[Any]:
        """The rows of one statement, outside a transaction; asked again where the connection turns
        out to be lost."""
        for again in (True, False):
            raw = self.get()
            try:
                return list(raw.cursor(binary=True).execute(statement, params).fetchall())
            except self.driver.OperationalError as error:
                if not (again and raw.closed):
                    raise library_error(error) from error
            except self.driver.Error as error:
                raise library_error(error) from error
        raise AssertionError

    def close(self) -> None:
        self.closed = True
        with self._lock:
            for _, one in self._all:
                one.close()
            self._all.clear()


_TIMEOUT = {"connect_timeout": CONNECT_SECONDS}
