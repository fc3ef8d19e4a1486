"""The random forger: nothing false is said to hold, and a check made blind is found out."""

import pytest
from books import filled
from torture import Missed, forger, ledger_forger, office, second_opinion, witness_forger

from commands.exports.pack import verify as stranger
from ledger.application import Ledger
from ledger.checks import Check
from ledger.errors import Broken
from ledger.fold import fold
from ledger.integrity import cosignatures, judging
from ledger.records import actions, seal_signatures, witnesses

pytestmark = pytest.mark.slow

PACKS, FILES, WITNESSED = 160, 25, 15


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return forger.true_packs(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return office.office(tmp_path_factory.mktemp("office") / "true")


def test_no_forged_pack_holds_and_each_refusal_has_a_name(packs):
    did = forger.rounds(packs, 1, PACKS)
    assert did.pop("held") > 10
    assert len(did) > 8 and did.total() > 2 * PACKS


def test_no_forged_ledger_holds(held, tmp_path):
    did = ledger_forger.rounds(held, tmp_path, 1, FILES)
    assert did.pop("held") > 3
    assert {"seals", "the events, hashed again"} <= set(did)


def no_chain(_, makers, __):
    return [(0, makers[max(makers)], False)]


@pytest.mark.parametrize(
    ("module", "name", "blind", "words"),
    [
        (stranger, "seal_keys", no_chain, "verify.py"),
        (stranger, "cover", lambda _, found, *__: (max(found), ""), "verify.py"),
        (second_opinion, "_chain", lambda _, notes, by: [(by[max(notes)], 0)], "second"),
        (second_opinion, "_given", lambda *facts: facts[-1], "second opinion"),
        (forger, "CHECKS", {}, "no check that has a name"),
    ],
)
def test_a_verifier_that_does_not_look_is_found_out(module, name, blind, words, packs, monkeypatch):
    monkeypatch.setattr(module, name, blind)
    with pytest.raises(Missed, match=words):
        forger.rounds(packs, 1, 20 * PACKS)


def test_a_ledger_that_is_held_against_nothing_is_found_out(held, monkeypatch, tmp_path):
    monkeypatch.setattr(judging, "_trusted", lambda *_: Check(about="", covered="all"))
    with pytest.raises(Missed, match="verify says"):
        ledger_forger.rounds(held, tmp_path, 1, 4 * FILES)


@pytest.fixture(scope="module")
def cosigned(tmp_path_factory):
    return witness_forger.office(tmp_path_factory.mktemp("witnesses") / "true")


def test_no_forged_witness_counts(cosigned, tmp_path):
    did = witness_forger.rounds(cosigned, tmp_path, 1, WITNESSED)
    assert did["held"] > 3 and did["seals"] > 3


@pytest.mark.parametrize(
    ("module", "name", "blind"),
    [
        (witnesses, "wanted", lambda history, _: fold("WITNESSES", history, witnesses.evolve)),
        (seal_signatures, "_cosigner", lambda event, _: cosignatures.key(event.public_key).public),
        (judging, "_trusted", lambda *_: Check(about="", covered="all")),
    ],
)
def test_a_count_of_witnesses_that_does_not_look_is_found_out(
    module, name, blind, cosigned, monkeypatch, tmp_path
):
    monkeypatch.setattr(module, name, blind)
    with pytest.raises(Missed, match="verify says"):
        witness_forger.rounds(cosigned, tmp_path, 8, 4 * WITNESSED)


def test_a_history_that_no_rule_writes_is_told(tmp_path):
    """A cosignature as the first event of a seal was once a fault of the program."""
    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    headless = ledger.history("action:A-2018-001")[1:]
    with pytest.raises(Broken, match="Event 5 contradicts the earlier events of A-2018-001"):
        fold("A-2018-001", headless, actions.evolve)
    ledger.close()
