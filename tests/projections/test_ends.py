"""What a generation says is over for good must be so for whoever asks, on whatever days."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from office import Office, ask, count

from ledger.errors import Misused, NotFound, Refused
from ledger.records import actions, inspection_items, item_sign_off, questions
from projections import Projections, ends, generations
from projections.audit import audit

pytestmark = pytest.mark.slow

FIRST, DAYS = date(2018, 3, 1), 30
REFS = [f"A-2018-{number:03}" for number in range(1, 7)]
ITEMS = [f"EFF17/AFI{number}" for number in range(1, 4)]
ASKED = [f"Q-2018-{number:03}" for number in range(1, 4)]


def day(number: int) -> date:
    return FIRST + timedelta(number)


class Chance:
    """An office in which anything lawful may happen to actions, inspection items and questions, on
    its day or told later."""

    def __init__(self, path: Path, seed: int) -> None:
        self.office, self.rng = Office(path), random.Random(seed)
        self.today = 0

    def go_on(self, steps: int) -> None:
        for _ in range(steps):
            self.today = min(self.today + self.rng.choice((0, 0, 0, 0, 1, 2)), DAYS)
            self.office.it_is(f"{day(self.today)}T09:00")
            with suppress(Refused, Misused, NotFound):
                self.rng.choice(self.rng.choice((self.deeds, self.of_items, self.of_questions))())()

    def deeds(self) -> list[Callable[[], object]]:
        ref, on = self.rng.choice(REFS), day(self.rng.randint(max(0, self.today - 6), self.today))
        say, title = self.office.say, {"title": "Something is to be done"}
        position = self.rng.randint(1, max(1, self.office.ledger.size))
        shift = {"effective_on": day(self.rng.randint(0, self.today))}
        begin = lambda: say(on, actions.raise_action, ref, owners=["PCC"], **title)  # noqa: E731
        return [
            *[begin] * 2,
            lambda: say(on, actions.progress, ref, text="a step"),
            *[lambda: say(on, actions.complete, ref, reported_by="PCC")] * 2,
            *[lambda: say(on, actions.close, ref, evidence="a minute", verified_by="CEX")] * 3,
            lambda: say(on, actions.withdraw, ref, reason="not needed"),
            lambda: say(on, actions.reopen, ref, reason="it was not done"),
            lambda: self.office.retract(position, on=on),
            lambda: self.office.correct(position, on, **shift),
        ]

    def saying(self, refs: list[str]) -> Callable[..., Callable[[], object]]:
        ref, on = self.rng.choice(refs), day(self.rng.randint(max(0, self.today - 6), self.today))
        return lambda rule, **facts: lambda: self.office.say(on, rule, ref, **facts)

    def of_questions(self) -> list[Callable[[], object]]:
        say = self.saying(ASKED)
        return [
            *[say(questions.put, text="How many?", meeting="HTA/2018-03-01")] * 2,
            say(questions.defer, reason="no figures"),
            say(questions.answer, text="Nine"),
            say(questions.withdraw, reason="not needed"),
        ]

    def of_items(self) -> list[Callable[[], object]]:
        say = self.saying(ITEMS)
        return [
            *[say(inspection_items.issue, title="Improve")] * 2,
            say(inspection_items.progress, text="a step"),
            *[say(inspection_items.complete, reported_by="ACC")] * 2,
            *[say(item_sign_off.accept, evidence="a letter")] * 3,
            say(inspection_items.no_further_action, reason="not needed"),
            say(inspection_items.reopen, reason="it was not done"),
        ]

    def agree(self, upto: int | None = None) -> dict[str, int]:
        """Hold what a generation and its tail answer against the ledger's own bytes alone, on many
        days; how many events were left out for their records being over."""
        ledger = self.office.ledger
        with (
            Projections(ledger, upto=upto) as now,
            Projections(ledger, upto=upto, fresh=True) as alone,
        ):
            assert now.generation, "it has a generation to be wrong about"
            days = [(day(a), day(k)) for a in range(1, DAYS, 9) for k in range(1, DAYS, 9)]
            days = self.rng.sample(days, 4)
            for as_of, known_by in [*days, (day(DAYS), None), (day(5), None)]:
                for asked in (open_ones, standing, moved):
                    found = asked(now, as_of, known_by)
                    assert found == asked(alone, as_of, known_by), (asked, as_of, known_by)
            over = dict[str, int]()
            for record in ("action", "item", "question"):
                condition = "live", "record = ?", [record]
                every = count(now, *condition, **LATEST)
                assert every == count(alone, *condition, **LATEST), "each once"
                over[record] = every - count(now, *condition, ended=False, **LATEST)
            return over


LATEST = {"as_of": day(DAYS), "known_by": None}


def open_ones(now: Projections, as_of: date, known_by: date | None) -> object:
    return [ask(now, name, as_of, known_by) for name in ("open_actions", "open_items")]


def standing(now: Projections, as_of: date, known_by: date | None) -> object:
    return now.state("standing", as_of=as_of, known_by=known_by, before=as_of - timedelta(5))


def moved(now: Projections, as_of: date, known_by: date | None) -> object:
    """What became of actions after an earlier day, of those that had not ended by then."""
    over = as_of - timedelta(5)
    asked = {"as_of": as_of, "known_by": known_by, "ended": False, "over": over}
    return sorted(
        now.chosen("action_state", "status_on > ?", [over], what="ref, status, status_on", **asked)
    )


@pytest.mark.parametrize("seed", range(2))
def test_nothing_open_is_left_out_on_any_day_known_by_any_day(tmp_path, seed):
    office = Chance(tmp_path / "office.ledger", seed)
    office.go_on(180)
    generations.build(office.office.ledger)
    built = office.office.ledger.size
    assert all(office.agree().values()), "some are over, and left out"
    office.agree(upto=built // 2)
    office.go_on(75)  # The tail: it may bring back what was over.
    assert office.office.ledger.size > built
    office.agree()
    office.agree(upto=built // 2)
    office.agree(upto=(built + office.office.ledger.size) // 2)


def closed(tmp_path: Path) -> Office:
    office = Office(tmp_path / "office.ledger")
    office.say("2018-03-01", actions.raise_action, REFS[0], title="Do it", owners=["PCC"])
    office.it_is("2018-03-05T09:00")
    office.say("2018-03-03", actions.complete, REFS[0], reported_by="PCC")
    office.say("2018-03-03", actions.close, REFS[0], evidence="a minute", verified_by="CEX")
    generations.build(office.ledger)
    return office


@pytest.mark.parametrize(
    ("as_of", "known_by", "events"),
    [
        ("2018-03-05", "2018-03-05", 0),
        ("2018-03-04", "2018-03-05", 3),  # Over then, but the later of both days has not come.
        ("2018-03-05", "2018-03-04", 1),
        ("2018-03-09", None, 0),
    ],
)
def test_it_is_over_from_the_later_of_its_two_days(tmp_path, as_of, known_by, events):
    now = closed(tmp_path).projections()
    days = {"as_of": date.fromisoformat(as_of)}
    days["known_by"] = known_by and date.fromisoformat(known_by)
    assert count(now, "live", "true", [], ended=False, **days) == events


@pytest.mark.parametrize("how", ["reopened", "taken back"])
def test_what_came_since_the_generation_brings_it_back(tmp_path, how):
    office = closed(tmp_path)
    office.it_is("2018-03-06T09:00")
    if how == "reopened":
        office.say("2018-03-06", actions.reopen, REFS[0], reason="it was not done")
    else:
        office.retract(3)
    (row,) = office.ask("open_actions", "2018-03-06")
    assert row["status"] == ("open" if how == "reopened" else "reported complete")
    assert office.ask("open_actions", "2018-03-06", "2018-03-05") == []


def test_an_end_that_was_taken_back_before_the_generation_does_not_count(tmp_path):
    office = closed(tmp_path)
    office.it_is("2018-03-06T09:00")
    office.retract(3)
    generations.build(office.ledger)
    (row,) = office.ask("open_actions", "2018-03-06")
    assert row["status"] == "reported complete"
    assert office.ask("open_actions", "2018-03-06", "2018-03-05") == []


def test_of_two_ends_of_which_one_was_taken_back_the_later_counts(tmp_path):
    office = closed(tmp_path)
    office.it_is("2018-03-06T09:00")
    office.retract(3)
    office.it_is("2018-03-09T09:00")
    office.say("2018-03-08", actions.close, REFS[0], evidence="a letter", verified_by="CEX")
    generations.build(office.ledger)
    (row,) = office.ask("open_actions", "2018-03-07", "2018-03-07")
    assert row["status"] == "reported complete"
    assert office.ask("open_actions", "2018-03-09") == []


def test_a_generation_that_says_it_of_another_day_is_found(tmp_path):
    office = closed(tmp_path)
    assert not [p for check in audit(office.ledger) for p in check.problems]
    (file,) = office.published()
    with duckdb.connect(file) as raw:
        raw.execute(f"UPDATE events SET over_from = {ends.NEVER} WHERE position = 2")
    said = [p for check in audit(office.ledger) for p in check.problems]
    assert said == ["event 2: its over_from is wrong"]


def test_a_generation_that_counts_what_is_retracted_is_found(tmp_path):
    office = closed(tmp_path)
    office.retract(3)
    generations.build(office.ledger)
    assert not [p for check in audit(office.ledger) for p in check.problems]
    file = max(office.published())
    with duckdb.connect(file) as raw:
        raw.execute(f"UPDATE events SET counts_until = {ends.NEVER} WHERE position > 2")
    said = [p for check in audit(office.ledger) for p in check.problems]
    assert said == ["event 3: its counts_until is wrong", "event 4: its counts_until is wrong"]


@pytest.mark.parametrize("built", [0, 3, 4])
def test_what_is_retracted_later_the_same_day_still_counts_of_the_events_before(tmp_path, built):
    office = closed(tmp_path)
    if built == 0:
        for file in office.published():
            file.unlink()
    office.retract(3)
    if built == 4:
        generations.build(office.ledger)
    for upto, events in ((3, 3), (4, 2)):
        with Projections(office.ledger, upto=upto) as then:
            assert count(then, "live", "true", [], as_of=date(2018, 3, 6)) == events


class Statements:
    """A connection that keeps what it is sent."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection, self.sent = connection, list[str]()

    def execute(self, statement: str) -> duckdb.DuckDBPyConnection:
        self.sent.append(statement)
        return self.connection.execute(statement)


def test_a_tail_that_can_bring_nothing_back_is_held_against_no_event_of_the_generation(tmp_path):
    office = closed(tmp_path)
    done, now = office.ledger.size, office.projections()
    office.it_is("2018-03-06T09:00")
    office.say("2018-03-06", actions.raise_action, REFS[1], title="Do that", owners=["PCC"])
    office.say("2018-03-06", actions.complete, REFS[1], reported_by="PCC")
    office.retract(5)  # Of what began since.

    def sent(upto: int) -> list[str]:
        to = Statements(now.connection)
        ends.brought_back(to, done, office.ledger.rows(done, upto, 100))
        return to.sent

    assert office.ledger.size == 6 and sent(5) == sent(6) == []
    office.retract(3)
    assert ["position IN (3)" in one for one in sent(7)] == [False, False, True]


def test_a_tail_has_the_columns_of_its_kinds_and_of_what_it_brings_back(tmp_path):
    office = closed(tmp_path)
    office.it_is("2018-03-06T09:00")

    def columns() -> set[str]:
        rows = office.projections().connection.execute("DESCRIBE tail").fetchall()
        return {row[0] for row in rows}

    office.say("2018-03-06", actions.raise_action, REFS[1], title="Do that", owners=["PCC"])
    assert "title" in columns() and not {"evidence", "retracts"} & columns()
    office.retract(3)
    assert {"title", "evidence", "retracts"} <= columns()
    assert "vote_for" not in columns()
