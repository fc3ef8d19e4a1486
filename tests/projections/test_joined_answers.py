"""Many offices, each with the same references for other things: what they answer together is what
each answers alone, put together, for every question."""

import random
import sys
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from folded import each
from others import key_of
from packs import packed, seal

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import _synth  # noqa: E402

from commands.menu import run  # noqa: E402
from commands.session import joined  # noqa: E402
from commands.session.app import App  # noqa: E402
from commands.session.joined import Asked  # noqa: E402
from commands.session.offices import members  # noqa: E402
from ledger.application import Ledger  # noqa: E402
from projections import Projections, own_refs, questions  # noqa: E402

pytestmark = pytest.mark.slow

NAMES = ("AVON", "KENT")
EVENTS = 300


@pytest.fixture
def region(made, monkeypatch):
    _at(made.folder, monkeypatch)
    return made


def _at(folder, patch):
    for name in ("STATE", "CACHE", "CONFIG"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name))
    patch.setenv("GOVLEDGER_ACTOR", "M Clerk")
    patch.setenv("GOVLEDGER_NOW", "2026-01-05T09:00")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Offices, made from one template with other random events, and who reads them."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("region")
        _at(folder, patch)
        Ledger.create(folder / "own.ledger")
        sizes = {}
        for number, name in enumerate(NAMES):
            path, key = folder / f"{name}.ledger", key_of(name)
            _synth.make(path, EVENTS + 50 * number, seed=number)
            ledger = Ledger.open(path)
            ref = seal(ledger, key)
            sizes[name] = int(ref.partition("-")[2])
            pack = packed(ledger, folder / f"{name}.zip", ref=ref)
            ledger.close()
            types = ["--ledger", str(folder / "own.ledger"), "office"]
            run([*types, "add", name, "--seal-key", key.public.line])
            run([*types, "take", str(pack), "--with-personal"])
        yield SimpleNamespace(folder=folder, sizes=sizes, app=App(str(folder / "own.ledger")))


@pytest.fixture(scope="module")
def alone(made):
    """What an office answers by itself, from its own ledger's bytes up to the seal."""
    ledgers = {n: Ledger.open(made.folder / f"{n}.ledger", read_only=True) for n in NAMES}
    each = {n: Projections(ledgers[n], upto=made.sizes[n], fresh=True) for n in NAMES}

    def ask(name, question, on, known_by, parameters):
        answer = each[name].ask(question, as_of=on, known_by=known_by, **parameters)
        columns, rows = own_refs.beside(each[name], *answer, on, known_by)
        return columns, list(rows)

    yield ask
    for name in NAMES:
        each[name].close()
        ledgers[name].close()


DAYS = [
    date(2010, 1, 1) + timedelta(random.Random(17).randrange(5_900)),
    date(2025, 12, 31),
]


@pytest.fixture(scope="module")
def offices(made):
    with pytest.MonkeyPatch.context() as patch:
        _at(made.folder, patch)
        found = members(made.app)
    assert [one.ref for one in found] == list(NAMES) and not any(o.why for o in found)
    return found


@each("name", questions(), sharing="region")
def test_joined_answers_are_the_single_ones_put_together(region, alone, offices, name):
    question = questions()[name]
    on = DAYS[list(questions()).index(name) % 2]
    given = {"from": on - timedelta(900), "meeting": f"B01/{on}", "inspection": "EFF17"}
    needed = {n.removeprefix("p_"): given[n.removeprefix("p_")] for n in question.needed}
    rest = tuple(f"--{flag}={value}" for flag, value in needed.items())
    known_by = None if on == DAYS[-1] else on + timedelta(40)
    found = joined.ask_offices(region.app, offices, Asked(question, on, known_by, rest))
    together = []
    for office in NAMES:
        columns, rows = alone(office, name, on, known_by, needed)
        together += [(office, *row) for row in rows]
    assert found.columns == ("office", *columns)
    assert list(found.rows) == together


def test_the_offices_are_different_and_their_references_collide(region):
    """Else the test above would show nothing."""
    offices = members(region.app)

    def ask(question):
        return joined.ask_offices(region.app, offices, Asked(question, DAYS[-1], None, ()))

    found = ask(questions()["action_status"])
    ref, title = found.columns.index("ref"), found.columns.index("title")
    each = {n: {r[ref]: r[title] for r in found.rows if r[0] == n} for n in NAMES}
    assert all(each.values())
    assert any(
        each[one][key] != each[two][key]
        for one in NAMES
        for two in NAMES
        for key in each[one].keys() & each[two].keys()
    )
    plain = [question for question in questions().values() if not question.needed]
    each = (ask(one).rows for one in plain)
    assert len(list(islice(filter(None, each), 16))) == 16
