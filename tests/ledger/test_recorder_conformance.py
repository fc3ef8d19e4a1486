"""The library's own cases for a recorder, held against ours, on a file.

The bases are reached through their module, so that pytest does not collect them.
"""

import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import Environment

from ledger.store.sqlite.connections import Datastore
from ledger.store.sqlite.recorder import Factory, Recorder

# The module of the cases imports a cipher, for cases that are not ours; it needs another package.
with mock.patch.dict(sys.modules, {"eventsourcing.cipher": mock.MagicMock()}):
    from eventsourcing.tests import persistence as cases


class _OnAFile:
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.recorders: list[Recorder] = []
        self.threads = set(threading.enumerate())

    def tearDown(self) -> None:
        # The cases leave readers behind; closing a connection under one crashes the interpreter.
        for thread in set(threading.enumerate()) - self.threads:
            thread.join(10)
            assert not thread.is_alive(), thread
        for recorder in self.recorders:
            recorder.datastore.close()
        self.folder.cleanup()

    def create_recorder(self) -> Recorder:
        path = Path(self.folder.name) / f"{len(self.recorders)}.ledger"
        factory = Factory(Environment("", {"SQLITE_DBNAME": f"file:{path}?mode=rwc"}))
        recorder = factory.application_recorder()
        assert type(recorder) is Recorder and type(recorder.datastore) is Datastore
        self.recorders.append(recorder)
        return recorder


class TestApplicationRecorder(_OnAFile, cases.ApplicationRecorderTestCase):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNonInterleaving(_OnAFile, cases.NonInterleavingNotificationIDsBaseCase):
    pass


class _WithoutPositions(Recorder):
    """An aggregate recorder gives no positions; an application recorder, which ours is, does."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **more: Any) -> None:
        super().insert_events(stored_events, **more)


class TestAggregateRecorder(_OnAFile, cases.AggregateRecorderTestCase):
    def create_recorder(self) -> Recorder:
        return _WithoutPositions(super().create_recorder().datastore)


def test_the_cases_are_those_of_the_library_and_all_of_them():
    for ours in (TestApplicationRecorder, TestNonInterleaving, TestAggregateRecorder):
        theirs = {name for name in dir(ours.__mro__[2]) if name.startswith("test")}
        assert theirs and not theirs & set(vars(ours)), "a case of theirs is overridden"
