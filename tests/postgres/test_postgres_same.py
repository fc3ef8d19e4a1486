"""The same commands make the same ledger in a file and in a database: root, tables, answers, pack;
and a ledger copied from one to the other is the same, there and back."""

import os
import random
import re
import sys
from datetime import date
from itertools import count, pairwise
from pathlib import Path
from uuid import UUID

import postgres_server
import pytest
from signing import key_file

from commands.menu import run
from commands.session import app as sessions
from commands.session.app import App
from ledger.application import Ledger
from ledger.integrity.verify import verify
from projections import Projections, library, questions

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
IDENTITY = "11111111-2222-4333-8444-555555555555"
OF_EVENTS = ("ledger.entries", "ledger.privacy.personal")
AS_OF = date(2018, 11, 27)


def random_batch(seed: int, lines: int = 150) -> str:
    """Commands of which many are refused, and the rest stand."""
    rng, made, raised = random.Random(seed), [], 0
    for number in range(lines):
        if raised == 0 or rng.random() < 0.4:
            raised += 1
            marked = f"[[Jane {rng.randint(1, 9)}]]" if rng.random() < 0.3 else "them"
            made.append(f'action raise "Write to {marked}, {number}" --owner ACC')
            continue
        ref = f"A-2019-{rng.randint(1, raised):03}"
        made.append(
            rng.choice(
                [
                    f'action progress {ref} "On its way, {number}"',
                    f"action reassign {ref} CEX",
                    f'action close {ref} --verified-by CEX --evidence "minute {number}"',
                    f'action reopen {ref} --reason "not done, {number}"',
                    f'action withdraw {ref} --reason "no longer, {number}"',
                ]
            )
        )
    return "\n".join(made)


def seeded(really, rng):
    """What is random in an event comes of `rng`; a name of a draft is as random, and no event's."""

    def urandom(size: int) -> bytes:
        asks = sys._getframe(1).f_globals["__name__"]
        return rng.randbytes(size) if asks in OF_EVENTS else really(size)

    return urandom


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The demo and a random batch, in a file and in a database."""
    postgres_server.needed()
    folder = tmp_path_factory.mktemp("same")
    server = postgres_server.shared()
    places = {"file": folder / "office.ledger", "database": server.new()}
    key_file(folder / "key", 1)
    (folder / "paper.txt").write_text("What was seen\n")
    with pytest.MonkeyPatch.context() as patch:
        for name, place in places.items():
            runs = count(1)
            patch.setattr(os, "urandom", seeded(os.urandom, random.Random(7)))
            patch.setattr(sessions, "uuid4", lambda runs=runs: UUID(int=next(runs)))
            patch.setenv("GOVLEDGER_ACTOR", "Jackie Irvin")
            patch.setenv("GOVLEDGER_ANCHORS", str(folder / f"{name}-anchors"))
            Ledger.create(place, identity=IDENTITY)
            fill(place, folder, patch)
    yield folder, places


def fill(place, folder, patch) -> None:
    def types(*words: str) -> bool:
        app = App(str(place))
        try:
            run(list(words), app)
        except Exception:  # What is refused in the one is refused in the other.
            return False
        finally:
            app.remember()
            for name in ("recording", "reader"):
                if name in app.__dict__:
                    app.__dict__[name].close()
        return True

    for file in sorted([*(ROOT / "demo").glob("*.batch"), *(ROOT / "demo").glob("*.minutes")]):
        clock = re.search(r"^(?:#|//) clock: (\S+)", file.read_text("utf-8"), re.MULTILINE)
        patch.setenv("GOVLEDGER_NOW", clock[1])
        assert types(*(["batch"] if file.suffix == ".batch" else ["minute", "--file"]), str(file))
    patch.setenv("GOVLEDGER_NOW", "2019-01-15T10:00")
    stood = [types(*map(_plain, re.findall(r'"[^"]*"|\S+', line)))
             for line in random_batch(3).splitlines()]  # fmt: skip
    assert 40 < sum(stood) < len(stood), "some are refused"
    paper = str(folder / "paper.txt")
    ledger = Ledger.open(place)
    with ledger.writing():
        last = ledger.next_ref("action", 2019)
    ledger.close()
    assert types("action", "raise", "Show it", "--owner", "ACC")
    assert types("action", "evidence", last, "a paper", "--file", paper)
    assert types("seal", "--seal-key", str(folder / "key"))
    patch.setenv("GOVLEDGER_NOW", "2019-01-16T10:00")
    assert types("action", "progress", last, "After the seal")


def _plain(word: str) -> str:
    return word.strip('"')


def opened(places) -> list[Ledger]:
    return [Ledger.open(place, read_only=True) for place in places]


def answers(ledger: Ledger) -> dict[str, object]:
    with Projections(ledger) as now:
        return {
            name: now.ask(name, as_of=AS_OF)
            for name in questions()
            if not library()[name].needed
        }  # fmt: skip


def test_root_tables_answers_and_pack_are_equal(both, tmp_path, monkeypatch):
    _, places = both
    one, other = ledgers = opened(places.values())
    rows = zip(one.store.events(), other.store.events(), strict=True)
    assert next(((a, b) for a, b in rows if a != b), None) is None
    assert one.size > 700 and one.head == other.head
    for read in (
        lambda store: store.events(),
        lambda store: store.values(),
        lambda store: store.command_keys(),
        lambda store: store.hashes(0, 0, 10_000),
        lambda store: store.hashes(8, 0, 100),
        lambda store: store.identity(),
        lambda store: sorted(digest for _, digest in store.attachments.names()),
    ):
        assert read(one.store) == read(other.store)
    assert all(verify(ledger).ok for ledger in ledgers)
    packs = []
    for name in places:
        packs.append(packed(places[name], tmp_path / f"{name}.zip", monkeypatch))
    assert packs[0] == packs[1]
    assert answers(one) == answers(other)
    print(f"{one.size} events, root {one.head[1].hex()[:16]}, pack {len(packs[0])} bytes: equal")


def packed(place, to: Path, monkeypatch) -> bytes:
    """The pack up to the seal, made by whoever may only read: nothing is recorded of it."""
    monkeypatch.setattr(Ledger, "writable", staticmethod(lambda _: False))
    app = App(str(place))
    run(["export", "audit-pack", "--to", str(to)], app)
    app.reader.close()
    return to.read_bytes()


def test_a_ledger_that_is_copied_there_and_back_is_the_same(both, tmp_path, monkeypatch):
    _, places = both
    ways = [places["file"], postgres_server.shared().new(), tmp_path / "back.ledger"]
    for source, to in pairwise(ways):
        run(["ledger", "copy", str(source), str(to)], App())
    first, *others = opened(ways)
    packs = [packed(place, tmp_path / f"{at}.zip", monkeypatch) for at, place in enumerate(ways)]
    for other, pack in zip(others, packs[1:], strict=True):
        assert other.copied and other.identity == first.identity
        assert other.head == first.head and other.store.events() == first.store.events()
        assert other.store.values() == first.store.values()
        assert other.refs("seal") == first.refs("seal") != []
        report = verify(other)
        assert report.ok, report.problems
        assert pack == packs[0]
    for digest in first.refs("file"):
        data = first.attachments.read(digest)
        assert all(other.attachments.read(digest) == data for other in others)
    for ledger in (first, *others):
        ledger.close()


def test_a_copy_that_fails_leaves_nothing(both, tmp_path, monkeypatch):
    from commands.exports.pack import unpacking

    _, places = both
    server = postgres_server.shared()
    to = server.new()

    def breaks(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(unpacking, "_personal", breaks)
    for place in (to, tmp_path / "never.ledger"):
        with pytest.raises(ZeroDivisionError):
            run(["ledger", "copy", str(places["file"]), str(place)], App())
    database = to.rpartition("/")[2]
    assert server.tell("SELECT to_regnamespace('ledger')", database) == [(None,)]
    assert server.tell(f"SELECT 1 FROM pg_roles WHERE rolname LIKE '{database}%'") == []
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    run(["ledger", "copy", str(places["file"]), to], App())
    Ledger.open(to).close()


def test_nothing_is_copied_over_a_ledger(both, tmp_path):
    from ledger.errors import Refused

    _, places = both
    before = opened([places["database"]])[0].head
    with pytest.raises(Refused, match="There already is a ledger"):
        run(["ledger", "copy", str(places["file"]), str(places["database"])], App())
    assert opened([places["database"]])[0].head == before
