"""What a transaction keeps of a record to go on from is what its whole history comes to."""

import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from books import entry, raise_action
from hypothesis import given, settings
from hypothesis import strategies as st
from made import created

from ledger import fold
from ledger import fold as folding
from ledger.application import Ledger
from ledger.errors import NotFound, Refused
from ledger.records import actions

REF, STREAM = "A-2018-001", "action:A-2018-001"
FIRST = date(2018, 2, 27)

steps = st.lists(
    st.tuples(
        st.sampled_from(["progress", "the same", "complete", "withdraw", "reopen", "retract"]),
        st.integers(0, 3),
        st.integers(0, 8),
    ),
    max_size=12,
)


def do(ledger: Ledger, what: str, days: int, which: int) -> None:
    on = entry(effective_on=FIRST + timedelta(days))
    if what == "retract":
        events = [r.position for r in ledger.history(STREAM)[1:]]
        if events:
            ledger.retract([events[which % len(events)]], "wrong", on)
    elif what == "complete":
        facts = {"reported_by": "CC", "evidence": "a letter"}
        ledger.record("action", REF, actions.complete, on, **facts)
    elif what in ("withdraw", "reopen"):
        ledger.record("action", REF, getattr(actions, what), on, reason="so")
    else:
        text = "the same" if what == "the same" else f"step {which}"
        ledger.record("action", REF, actions.progress, on, text=text)


@settings(max_examples=40)
@given(steps)
def test_going_on_comes_to_what_the_whole_history_does(steps):
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(created(Path(folder) / "office.ledger"))
        evolve = actions.evolve
        with ledger.writing():
            raise_action(ledger, 1)
            for step in steps:
                # Refused: then what was kept must not have taken it.
                with suppress(Refused, NotFound):
                    do(ledger, *step)
                history = ledger.history(STREAM)
                assert ledger.state("action", REF) == fold.fold(REF, history, evolve)
                for days in range(4):
                    on = FIRST + timedelta(days)
                    then = [r for r in fold.standing(history) if r.envelope.effective_on <= on]
                    assert ledger.state("action", REF, on=on) == fold.fold(REF, then, evolve)
        ledger.close()


def test_many_events_on_one_record_take_a_step_each(tmp_path, monkeypatch):
    counted, plain = [], fold.step

    def step(*facts):
        counted.append(1)
        return plain(*facts)

    monkeypatch.setattr(folding, "step", step)
    ledger = Ledger.open(created(tmp_path / "office.ledger"))
    with ledger.writing():
        raise_action(ledger, 1)
        for number in range(200):
            facts = {"text": f"step {number}"}
            ledger.record("action", REF, actions.progress, entry(), **facts)
    ledger.close()
    assert len(counted) < 4 * 200
