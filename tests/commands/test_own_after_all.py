"""Who closed their own, found out afterwards: what is told later of the holders of posts says so at
once, and is recorded all the same."""

import pytest
from clerk import REFUSED
from test_minute import minuting

from ledger.store.sqlite.store import SQLiteStore

pytestmark = pytest.mark.slow

__all__ = ["minuting"]  # The fixture.

REF = "A-2018-001"
WARNED = f"Warning: {REF} was closed on 5 March 2018"
CLOSED = (
    f"action complete {REF} --by CEX --evidence done --on 2018-03-01",
    f"action close {REF} --verified-by HFO --evidence seen --on 2018-03-05",
)


@pytest.fixture
def raised(minuting):
    minuting.done("action raise ride --owner CC --on 2018-02-27")
    return minuting


def appoint(post, name="Ann Lee", on="2018-01-01"):
    return f"post appoint {post} '{name}' --on {on}"


@pytest.mark.parametrize("name", ["Ann Lee", "Ms Ann Lee", "Lee, Ann", "Cllr  ANN LEE, OBE"])
def test_a_holder_told_after_the_closure_is_warned_of_once(raised, name):
    raised.done(*CLOSED)
    assert "Warning" not in raised.done(appoint("HFO")).err
    said = raised.done(appoint("CEX", name)).err
    assert WARNED in said and "holds both HFO and CEX, which reported this complete" in said
    assert "Warning" not in raised.done(appoint("PCC", "Jo Day")).err
    assert raised.state("action", REF).status == "closed"


def test_an_appointment_that_was_undone_and_is_told_again_is_warned_of(raised):
    raised.done(appoint("HFO"), appoint("CEX"), CLOSED[0])
    raised.refuses(REFUSED, CLOSED[1], "holds both HFO and CEX")
    raised.done(f"undo {raised.events[-2].position}", CLOSED[1])
    assert WARNED in raised.done(appoint("CEX")).err


def test_a_day_that_is_corrected_and_a_name_that_is_told_are_warned_of(raised):
    raised.done(appoint("HFO"), appoint("CEX", on="2018-04-01"), *CLOSED)
    at = next(r.position for r in reversed(raised.events) if r.kind == "PostHolderAppointed")
    assert WARNED in raised.done(f"correct {at} --reason slip --on 2018-01-01").err
    assert "Warning" not in raised.done(f"correct {at + 4} --reason slip --on 2018-04-01").err


def test_an_end_that_is_taken_back_is_warned_of(raised):
    raised.done(appoint("HFO"), appoint("CEX"), "post end CEX --on 2018-02-01", *CLOSED)
    at = next(r.position for r in raised.events if r.kind == "PostHolderEnded")
    assert WARNED in raised.done(f"undo {at}").err


def test_a_holder_after_the_closure_is_no_warning(raised):
    raised.done(*CLOSED, appoint("HFO"))
    assert "Warning" not in raised.done(appoint("CEX", on="2018-03-06")).err


def test_a_person_with_another_title_does_not_verify_their_own(raised):
    raised.done(appoint("CEX", "Ms Ann Lee"), appoint("HFO", "Lee, Ann"), CLOSED[0])
    raised.refuses(REFUSED, CLOSED[1], "holds both HFO and CEX")


def test_a_batch_warns_once_of_all_that_it_recorded(raised, tmp_path):
    raised.done(*CLOSED)
    told = tmp_path / "holders.batch"
    told.write_text(f"{appoint('HFO')}\n{appoint('CEX')}\n")
    assert raised.done(f"batch {told}").err.count(WARNED) == 1


def test_all_closures_are_read_together(raised, monkeypatch):
    many = [f"action raise 'number {n}' --owner CC --on 2018-02-27" for n in range(20)]
    raised.done(*many, *CLOSED)
    for n in range(2, 21):
        raised.done(*(line.replace(REF, f"A-2018-{n:03}") for line in CLOSED))
    statements = []
    read = SQLiteStore.histories

    def counted(self, *asked):
        statements.append(asked)
        return read(self, *asked)

    monkeypatch.setattr(SQLiteStore, "histories", counted)
    raised.done(appoint("HFO"))
    assert len(statements) < 12, "and not one for each closure"
