"""The SQL itself: every macro binds and runs, says what it answers, and hides no trap."""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import duckdb
import pytest
from folded import each
from macros import prepare
from office import Office
from sealing import forge

from ledger.events import Envelope
from ledger.records import (
    action_claims,
    action_disputes,
    actions,
    agenda,
    bodies,
    commitment_references,
    commitments,
    decision_steps,
    decisions,
    discrepancies,
    documents,
    files,
    findings,
    funding,
    grades,
    inspection_items,
    inspections,
    item_due_dates,
    keys,
    measures,
    meeting_proceedings,
    meetings,
    programme_requests,
    programme_sessions,
    programmes,
    risks,
    statements,
    subjects,
    withholdings,
    witnesses,
)
from ledger.records import questions as questions_put
from ledger.registry import event_kinds, record_kinds
from projections import Projections, events, library, questions, recorded
from projections.queries import HERE

pytestmark = pytest.mark.slow

DAY = date(2018, 3, 1)
NEEDED = {"p_from": date(2018, 2, 1), "p_meeting": "HTA/2018-02-27", "p_inspection": "EFF17"}
JANES_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMxPZPMoTE9PpKlMy2vIlre8sBVYGAddirN6llCFMk1/"
FILES = sorted([*HERE.glob("state/*.sql"), *HERE.glob("questions/*.sql")])
every_macro = each("name", sorted(library()))
every_question = each("name", list(questions()))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("empty") / "l.db")
    with Projections(office.ledger) as now:
        yield now
    office.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A ledger with a little of everything that a question asks about."""
    office = Office(tmp_path_factory.mktemp("small") / "l.db")
    facts: dict[str, Any] = {"title": "Write", "owners": ["CC"], "due": date(2018, 2, 20)}
    office.say("2018-02-01", actions.raise_action, "A-2018-001", **facts)
    facts = {"title": "Report", "owners": ["CC"], "due_words": "when the survey is in"}
    office.say("2018-02-01", actions.raise_action, "A-2018-009", **facts)
    office.say("2018-02-13", actions.carry, "A-2018-001", meeting="HTA/2018-02-13")
    facts = {"title": "PEEL", "inspection_year": 2017, "afis_stated": 1}
    office.say("2018-02-01", inspections.publish, "EFF17", **facts)
    office.say("2018-02-01", grades.grade, "EFF17", area="SOC", grade="inadequate")
    for ref in ("EFF17/PV-AFI1", "EFF17/SOC-R1"):
        facts = {"title": "Improve"}
        office.say("2018-02-01", inspection_items.issue, ref, **facts)
    due = date(2018, 2, 20)
    office.say("2018-02-01", item_due_dates.set_due, "EFF17/SOC-R1", due=due)
    facts = {"title": "Creditors", "inspection_year": 2018, "issuer": "internal audit"}
    office.say("2018-02-01", inspections.publish, "IA18-01", **facts)
    facts = {"title": "Check"}
    office.say("2018-02-01", inspection_items.issue, "IA18-01/R1", priority="High", **facts)
    facts = {"text": "well", "told_to": "PANEL/2018-02-20", "about": ["EFF17/PV-AFI1"]}
    office.say("2018-02-20", statements.report, "S-2018-001", **facts)
    office.say("2018-02-20", decisions.take, "D-2018-001", title="Roads", makers=["PCC"])
    facts = {"body": "PANEL", "covers": "2018", "title": "Work programme"}
    office.say("2018-02-01", programmes.adopt, "PANEL-2018", **facts)
    facts = {"session": "precept", "session_type": "scrutiny"}
    office.say("2018-02-01", programme_sessions.plan, "PANEL-2018", **facts)
    facts = {"request": "Athena", "text": "an update"}
    office.say("2018-02-01", programme_requests.request, "PANEL-2018", **facts)
    facts = {"period": "2018", "reading": "up", "title": "Robbery", "objective": "Security"}
    office.say("2018-02-01", measures.report, "ROBBERY", **facts)
    office.say("2018-02-01", funding.agree, "G-2018-001", title="Roads", amount=500_000_00)
    office.say("2018-02-20", files.store, "ab" * 32, sha256="ab" * 32, size_bytes=9)
    office.say("2018-02-20", documents.register, "notes", title="Notes", sha256="ab" * 32)
    facts = {"sha256": "ab" * 32, "reading_sha256": "cd" * 32, "reader": "1", "form": "text"}
    office.say("2018-02-20", documents.read, "notes", **facts, line_count=9, furniture="1-2,4")
    office.say("2018-02-20", risks.name, "SR04", title="Estates")
    office.say("2018-02-20", subjects.name, "SOC", title="Organised crime")
    sealed = {"tree_size": 3, "root": "00", "note": "a note", "public_key": "a key"}
    forge(office.ledger, "seal-3", office.entry("2018-02-20"), checked="all", **sealed)
    office.say("2018-02-20", subjects.link, "SOC", to="EFF17", area="SOC")
    facts = {"person": "Jane Doe", "public_key": JANES_KEY}
    office.say("2018-02-01", keys.accept, "K-2018-001", **facts)
    facts = {"witness": "The Panel", "public_key": JANES_KEY}
    office.say("2018-02-01", witnesses.accept, "WITNESSES", **facts)
    office.say("2018-02-01", bodies.constitute, "HTA", title="Holding to account")
    quoted = {"quotes": ["eight"], "quoted_from": ["minute:51"]}
    facts = {"title": "Eight or seven", "should_hold": "counts agree"} | quoted
    office.say("2018-02-20", discrepancies.raise_discrepancy, "X-2018-001", **facts)
    for printed in ("1.1", "1.2"):
        facts = {"plan": "PLAN", "printed": printed, "title": "Reassure", "objective": "Safety"}
        office.say("2017-11-20", commitments.adopt, f"PLAN/{printed}", **facts)
    office.say("2018-02-20", commitment_references.refer, "PLAN/1.2", to=["1.1"])
    moved = {"due": date(2018, 2, 25), "reason": "late figures", "approved_by": "PCC"}
    office.say("2018-02-20", actions.extend, "A-2018-001", **moved)
    moved = {"due": date(2018, 2, 26), "reason": "unsaid", "approved_by": None, "unapproved": True}
    office.say("2018-02-20", actions.extend, "A-2018-001", **moved)
    office.say("2018-02-20", actions.raise_action, "A-2018-002", title="Read", owners=["CC"])
    office.say("2018-02-21", actions.complete, "A-2018-002", reported_by="CC")
    seen: dict[str, Any] = {"evidence": "minute 12", "verified_by": "CEX"}
    office.say("2018-02-22", actions.close, "A-2018-002", **seen)
    office.say("2018-02-22", withholdings.withhold, "W-2018-001", of="A-2018-002", reason="names")
    held: dict[str, Any] = {"body": "HTA", "meets_on": date(2018, 2, 27)}
    office.say("2018-02-27", meetings.hold, "HTA/2018-02-27", **held)
    office.say("2018-02-27", agenda.table_item, "HTA/2018-02-27", item="1", title="Cells")
    office.say("2018-02-27", agenda.defer_item, "HTA/2018-02-27", item="1")
    said = {"declarant": "CC", "text": "shares", "item": "1"}
    office.say("2018-02-27", meeting_proceedings.declare_interest, "HTA/2018-02-27", **said)
    office.say("2018-02-27", agenda.table_item, "HTA/2018-02-27", item="2", title="Vetting")
    private = meeting_proceedings.hold_in_private
    office.say("2018-02-27", private, "HTA/2018-02-27", item="2", reason="exempt")
    voted: dict[str, Any] = {"votes_for": 3, "votes_against": 1}
    office.say("2018-02-27", decision_steps.vote, "D-2018-001", **voted)
    office.say("2018-02-27", decision_steps.recommend, "D-2018-001", recommended_to="CC")
    at = {"text": "How many?", "meeting": "HTA/2018-02-27"}
    office.say("2018-02-27", questions_put.put, "Q-2018-001", **at)
    office.say("2018-02-20", action_disputes.dispute, "A-2018-009", disputed_by="CC", text="no")
    claimed: dict[str, Any] = {"claimed_by": "CC", "rag": "GREEN"}
    office.say("2018-02-20", action_claims.claim, "A-2018-001", **claimed)
    office.say("2018-02-27", findings.record, "F-2018-001", **at)
    with Projections(office.ledger) as now:
        yield now
    office.close()


def run(now: Projections, name: str, **named: Any) -> duckdb.DuckDBPyConnection:
    """Run a macro with what it needs, and `named` besides."""
    prepare(now, name)
    arguments = {p: NEEDED[p] for p in library()[name].needed} | named
    said = ", ".join(f"{key} := ?" for key in arguments)
    return now.connection.execute(f"SELECT * FROM {name}({said})", list(arguments.values()))


@pytest.fixture(scope="module")
def answered(small):
    """The columns and rows that a macro has of the small ledger on two days, or on those that it
    has itself; each is asked once."""

    @cache
    def answer(name: str, *days: date) -> tuple[list[str], list[Any]]:
        found = run(small, name, **dict(zip(("as_of", "known_by"), days, strict=False)))
        return columns_of(found), found.fetchall()

    return answer


def columns_of(sql: duckdb.DuckDBPyConnection) -> list[str]:
    return [column[0] for column in sql.description]


# They run


@every_macro
def test_a_macro_runs_on_an_empty_ledger(empty, name):
    rows = run(empty, name, as_of=DAY, known_by=DAY).fetchall()
    assert rows == []


@every_macro
def test_a_macro_runs_on_a_small_ledger(answered, name):
    answered(name)
    answered(name, DAY)


@every_question
def test_a_question_has_an_answer_in_a_small_ledger(small, name):
    _, rows = small.ask(name, as_of=DAY, **{p[2:]: NEEDED[p] for p in questions()[name].needed})
    assert len(rows) > 0


def test_a_ledger_of_several_pages_is_answered_the_same(small, monkeypatch):
    monkeypatch.setattr(events, "PAGE", 7)
    with Projections(small.ledger) as paged:
        for name, question in questions().items():
            given = {p[2:]: NEEDED[p] for p in question.needed}
            assert paged.ask(name, as_of=DAY, **given) == small.ask(name, as_of=DAY, **given)


def test_columns_that_no_event_has_change_no_answer(small, monkeypatch):
    def columns(now: Projections) -> int:
        return len(
            now.of_tables("SELECT column_name FROM duckdb_columns() WHERE table_name='tail'")
        )

    monkeypatch.setattr(recorded, "FEW", 0)
    with Projections(small.ledger) as wide:
        assert columns(small) < columns(wide) - 20
        for name, question in questions().items():
            given = {p[2:]: NEEDED[p] for p in question.needed}
            assert wide.ask(name, as_of=DAY, **given) == small.ask(name, as_of=DAY, **given), name


@every_macro
def test_days_may_be_days_or_words_or_nothing(small, answered, name):
    def rows(**days: Any) -> list[str]:
        return in_any_order(run(small, name, **days).fetchall())

    words = rows(as_of="2018-03-01", known_by="2018-03-01")
    assert words == in_any_order(answered(name, DAY, DAY)[1])
    assert words == in_any_order(answered(name, DAY)[1]), "all of it was known that day"
    now = small.connection.execute("SELECT current_date").fetchall()[0][0]
    assert in_any_order(answered(name)[1]) == rows(as_of=now), "no day is today"


@every_macro
def test_no_day_is_nothing(name):
    """A macro of itself is one that is given nothing for both."""
    signature = library()[name].sql.split("as table")[0]
    assert re.search(r"\bas_of := null,\s+known_by := null\b", signature)


def in_any_order(rows: list[Any]) -> list[str]:
    """A state has no order."""
    return sorted(map(repr, rows))


@every_macro
def test_both_days_are_asked_of_everything_a_macro_is_made_of(name):
    """A macro that passes them not on would answer for today, by what is known today."""
    sql = library()[name].sql.split(" as table", 1)[1]
    for called, given in re.findall(r"\b(\w+)\(((?:[^()]|\([^()]*\))*)\)", sql):
        if called in library():
            assert "as_of :=" in given and "known_by := known_by" in given, called


def test_a_row_that_is_taken_whole_is_one_of_events():
    """A part of a question has only the columns that its file has the words for; `events` alone has
    all of them, where a row of it is taken whole."""
    whole = {n: re.findall(r"to_json\((\w+)\)", q.sql) for n, q in library().items()}
    assert any(whole.values())
    for name, aliases in whole.items():
        sql = re.sub("--.*", "", library()[name].sql)
        assert all(f"from events {alias}\n" in sql for alias in aliases), name
        assert not re.search(r"columns\(\*|struct_pack|row_to_json|::json\b|\bunpack", sql), name


# They hide no trap


def test_there_is_a_state_for_every_kind_of_record_that_moves():
    moving = {
        name
        for name, kind in record_kinds().items()
        if any(cls.moves_to for cls in kind.events) and len(kind.events) > 1
    }
    assert {f"{name}_state" for name in moving - {"document", "sealkey"}} <= set(library())


@pytest.fixture(scope="module")
def columns(small, answered):
    """The name of every column of the events, of every state and of every question."""
    known = set(columns_of(small.connection.execute("FROM events")))
    for name in library():
        known |= set(answered(name)[0])
    return known


@every_macro
def test_no_parameter_has_the_name_of_a_column(columns, name):
    """The column would be left out of account without a word: where owner = owner is always so."""
    for parameter in library()[name].parameters:
        assert parameter in ("as_of", "known_by") or parameter.startswith("p_")
        assert parameter not in columns


@every_macro
def test_no_default_is_a_moment(name):
    """A default such as current_date is frozen when the macro is created."""
    signature = library()[name].sql.split("as table")[0]
    for default in re.findall(r":=\s*([^,)]+)", signature):
        known = default.strip() in ("null", "true", "false") or default.strip().isdecimal()
        assert known or default.startswith("'")


# What may follow a value without being a name for it.
FOLLOWS = {
    "full",
    "by",
    "exclude",
    "filter",
    "first",
    "ignore",
    "join",
    "last",
    "left",
    "nulls",
    "over",
    "then",
}
FOLLOWS |= {
    "anti",
    "between",
    "distinct",
    "ignore",
    "is",
    "like",
    "macro",
    "partition",
    "recursive",
    "replace",
    "values",
}


@every_macro
def test_every_alias_is_said_with_as(empty, name):
    """DuckDB 2 reads some words differently where AS is left out; only the single letter of a table
    does without."""
    found = empty.connection.execute(
        "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    ).fetchall()
    keywords = FOLLOWS | {keyword for (keyword,) in found}
    sql = re.sub(r"--.*", "", library()[name].sql).split(" as table", 1)[1]
    words = re.findall(r"'[^']*'|\"\w+\"|\w+|\S", sql)
    for first, second in pairwise(words):
        value = first in (")", "]", "end", "null") or (
            re.match(r"['\"\w]", first) and first not in keywords
        )
        if value and re.fullmatch(r"\"\w+\"|[a-z_]\w+", second):
            assert second in keywords, f"{first} {second}"


@each("path", FILES, ids=lambda path: path.stem)
def test_a_file_makes_one_macro_and_says_what_it_answers(path):
    sql = path.read_text(encoding="utf-8")
    assert sql.count("create or replace macro") == 1
    first = sql.splitlines()[0]
    assert first.startswith("-- ") and (first.endswith("?") or "?" in first)
    assert sql.endswith(";\n")
    if path.parent.name == "questions":
        assert first.endswith("?")
        assert path.stem in library()


# They explain themselves


@every_question
def test_every_column_is_explained_and_every_column_explained_is_there(answered, name):
    question = questions()[name]
    assert answered(name)[0] == list(question.columns)
    assert all(text.strip() for text in question.columns.values())


@every_question
def test_every_parameter_is_explained(name):
    for parameter, text in questions()[name].parameters.items():
        assert text or parameter in ("as_of", "known_by")


@every_question
def test_a_narrow_terminal_shows_something_that_tells_the_rows_apart(name):
    question = questions()[name]
    assert question.narrow and set(question.narrow + question.wide) <= set(question.columns)
    identity = {"ref", "inspection", "balances", "word", "closures", "witness", "priority"}
    assert identity & set(question.narrow)


# The one table


def test_the_table_has_a_column_for_every_field(empty):
    columns = set(columns_of(empty.connection.execute("FROM events")))
    fields = {name for cls in event_kinds().values() for name in cls.__struct_fields__}
    assert fields <= columns
    left_out = {"nonce", "command", "signature", "command_key", "command_digest"}
    assert set(Envelope.__struct_fields__) - columns == left_out


def test_no_index_or_key_is_made(empty):
    found = empty.connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchall()
    assert found == [(0,)]


MOVING = [cls for cls in event_kinds().values() if cls.moves_to]


@each("cls", MOVING, ids=lambda cls: cls.__name__)
def test_what_an_event_moves_to_shows_as_its_status(small, cls):
    moves = events._moves().replace("CASE kind", "CASE ?", 1)
    said = small.connection.execute(f"SELECT {moves}", [cls.__name__]).fetchall()
    assert said == [(cls.moves_to,)]


@every_macro
@each("known_by", [None, date(2018, 2, 10)], ids=["all", "before"])
def test_written_out_a_macro_answers_the_same(small, answered, name, known_by):
    columns, rows = answered(name, DAY, *filter(None, [known_by]))
    said = {n.removeprefix("p_"): NEEDED[n] for n in library()[name].needed}
    found = small.state(name, as_of=DAY, known_by=known_by, **said)
    if library()[name].columns and name != "live":
        assert found[0] == columns
    assert sorted(map(in_order(found[0]), found[1]), key=repr) == sorted(
        map(in_order(columns), rows), key=repr
    )


def in_order(columns):
    """A row by its columns' names: one without columns of its own has them in the table's order."""
    return lambda row: sorted(zip(columns, row, strict=True))
