"""The library's own cases for a recorder, held against the one in PostgreSQL."""

import sys
import threading
from collections.abc import Sequence
from typing import Any
from unittest import mock
from uuid import UUID

import postgres_server
import pytest
from eventsourcing.persistence import StoredEvent

from ledger.store.postgres import opening
from ledger.store.postgres.recorder import Recorder

# The module of the cases imports a cipher, for cases that are not ours; it needs another package.
with mock.patch.dict(sys.modules, {"eventsourcing.cipher": mock.MagicMock()}):
    from eventsourcing.tests import persistence as cases

pytestmark = pytest.mark.slow


class _OnAServer:
    def setUp(self) -> None:
        postgres_server.needed()
        self.stores: list[Any] = []
        self.threads = set(threading.enumerate())

    def tearDown(self) -> None:
        for thread in set(threading.enumerate()) - self.threads:
            thread.join(10)
            assert not thread.is_alive(), thread
        for store in self.stores:
            store.close()

    def create_recorder(self) -> Recorder:
        opening.create(address := postgres_server.shared().new())
        self.stores.append(opening.open_store(address))
        return Recorder(self.stores[-1].connections, UUID)


class TestApplicationRecorder(_OnAServer, cases.ApplicationRecorderTestCase):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNonInterleaving(_OnAServer, cases.NonInterleavingNotificationIDsBaseCase):
    pass


class _WithoutPositions(Recorder):
    """An aggregate recorder gives no positions; an application recorder, which ours is, does."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **more: Any) -> None:
        super().insert_events(stored_events, **more)


class TestAggregateRecorder(_OnAServer, cases.AggregateRecorderTestCase):
    def create_recorder(self) -> Recorder:
        return _WithoutPositions(super().create_recorder().connections, UUID)


def test_the_cases_are_those_of_the_library_and_all_of_them():
    for ours in (TestApplicationRecorder, TestNonInterleaving, TestAggregateRecorder):
        theirs = {name for name in dir(ours.__mro__[2]) if name.startswith("test")}
        assert theirs and not theirs & set(vars(ours)), "a case of theirs is overridden"
