"""The questions about a delivery plan, each on a case small enough to answer by hand."""

from datetime import date
from typing import Any

import pytest
from office import Office, only, opened

from ledger.errors import NotFound
from ledger.events import Event
from ledger.plan_references import parent_of
from ledger.records import bodies, commitment_oversight, commitment_references, commitments
from ledger.records.commitment_references import CommitmentReferred
from ledger.records.commitments import define_activity
from projections import Projections

pytestmark = pytest.mark.slow


office = opened("2018-11-29T10:00")


def adopted(office: Office, *rows: str, on: str = "2018-01-01", **facts: Any) -> None:
    """Adopt P/1.1, or define it where its number makes it an activity."""
    for row in rows:
        said: dict[str, Any] = {"plan": "P", "printed": f"({row})", "title": f"Row {row}"}
        if above := parent_of(f"P/{row}"):
            said |= {"part_of": above}
            parent = office.ledger.state("commitment", above)  # Whenever it begins.

            def defined(known: Any, parent_then: Any = parent, **facts: Any) -> list[Event]:
                return define_activity(known, parent=parent_then, **facts)

            about = office.entry(on)
            office.ledger.record("commitment", f"P/{row}", defined, about, new=True, **said)
        else:
            office.say(on, commitments.adopt, f"P/{row}", **said, **facts)


def refers(office: Office, row: str, *to: str, nowhere: tuple[str, ...] = ()) -> None:
    office.say("2018-02-01", commitment_references.refer, f"P/{row}", to=to, nowhere=nowhere)


def progressed(office: Office, *rows: str, on: str = "2018-03-01") -> None:
    for row in rows:
        office.say(on, commitments.progress, f"P/{row}", text=f"begun {on}")


def completed(office: Office, *rows: str, on: str = "2018-06-01") -> None:
    for row in rows:
        office.say(on, commitments.complete, f"P/{row}")


def status(office: Office, *asked: str) -> dict[str, tuple[str, str]]:
    rows = office.ask("commitment_status", *asked)
    return {row["ref"][2:]: (row["status"], row["status_from"]) for row in rows}


OWN = ("in progress", "its own")
THEIRS = "the rows it refers to"
PARTS = "its activities"


# What is the status of each?


def test_commitment_status(office):
    adopted(office, "3.2", objective="Reforming West Mercia", part="police")
    adopted(office, "3.2.1")
    progressed(office, "3.2.1")
    progressed(office, "3.2.1", on="2018-04-01")
    facts = {"overseen_by": ["TB", "AGG"], "overseen_words": "(1) TB (2) AGG"}
    office.say("2018-04-01", commitment_oversight.oversee, "P/3.2.1", **facts)
    office.say("2018-04-02", commitment_oversight.oversee, "P/3.2.1", overseen_by=["TB"])
    due = {"next_update": date(2018, 12, 1)}
    office.say("2018-04-02", commitment_oversight.set_next_update, "P/3.2.1", **due)
    above, activity = office.ask("commitment_status", "2018-04-30")
    assert above["status_from"] == PARTS and above["overseen_by"] == []
    assert activity == {
        "ref": "P/3.2.1",
        "printed": "(3.2.1)",
        "title": "Row 3.2.1",
        "objective": "Reforming West Mercia",
        "part": "police",
        "part_of": "P/3.2",
        "status": "in progress",
        "status_from": "its own",
        "latest_progress": "begun 2018-04-01",
        "progress_on": date(2018, 4, 1),
        "next_update": date(2018, 12, 1),
        "overseen_by": ["TB"],
        "overseen_words": None,
        "refers_to": [],
        "merged_into": None,
    }


def test_rows_come_in_the_order_of_the_plan(office):
    adopted(office, "A1", "3.10", "3.9", "A1.10", "A1.9", "2.1", "2.1.2")
    assert list(status(office)) == ["2.1", "2.1.2", "3.9", "3.10", "A1", "A1.9", "A1.10"]


def test_an_activity_is_told_though_what_it_is_part_of_begins_later(office):
    adopted(office, "1.1", "2.1")
    adopted(office, "2.1.1", on="2018-02-01")
    begun = next(r for r in office.ledger.after(0) if r.stream == "commitment:P/2.1")
    office.correct(begun.position, "2018-03-01")
    assert list(status(office, "2018-02-15")) == ["1.1", "2.1.1"]
    assert list(status(office, "2018-03-15")) == ["1.1", "2.1", "2.1.1"]


def test_an_objective_is_asked_for_by_any_of_its_words(office):
    adopted(office, "1.1", objective="Putting victims first")
    adopted(office, "3.2", objective="Reforming West Mercia")
    adopted(office, "3.2.1")
    adopted(office, "4.1")
    rows = office.ask("commitment_status", "2018-03-01", None, objective="REFORMING")
    assert only(rows, "ref") == [("P/3.2",), ("P/3.2.1",)]
    with pytest.raises(NotFound, match="Recorded: Putting victims first; Reforming West Mercia"):
        office.ask("commitment_status", "2018-03-01", None, objective="_")


def test_a_row_that_only_refers_is_complete_when_all_its_targets_are(office):
    adopted(office, "1.1", "1.2", "1.3")
    refers(office, "1.3", "1.1", "1.2")
    completed(office, "1.1", on="2018-05-01")
    completed(office, "1.2", on="2018-06-01")
    assert status(office, "2018-05-31")["1.3"] == ("in progress", THEIRS)
    assert status(office, "2018-06-01")["1.3"] == ("complete", THEIRS)
    assert status(office, "2018-01-31")["1.3"] == OWN, "it did not refer to anything yet"


def test_a_chain_is_followed_to_its_end(office):
    adopted(office, "1.1", "1.2", "1.3", "1.4")
    refers(office, "1.4", "1.3")
    refers(office, "1.3", "1.2")
    refers(office, "1.2", "1.1")
    assert status(office, "2018-06-01")["1.4"] == ("in progress", THEIRS)
    completed(office, "1.1")
    assert status(office, "2018-06-01")["1.4"] == ("complete", THEIRS)


def test_a_row_with_progress_of_its_own_speaks_for_itself(office):
    adopted(office, "1.1", "1.2")
    refers(office, "1.2", "1.1")
    progressed(office, "1.2")
    completed(office, "1.1")
    assert status(office, "2018-12-31")["1.2"] == OWN


def test_a_row_that_is_complete_by_its_own_word_needs_no_other(office):
    adopted(office, "1.1", "1.2")
    refers(office, "1.2", "1.1")
    completed(office, "1.2")
    assert status(office, "2018-12-31")["1.2"] == ("complete", "its own")


def test_a_row_with_activities_is_complete_when_they_all_are(office):
    adopted(office, "A1", "A1.1", "A1.2")
    progressed(office, "A1")
    completed(office, "A1.1")
    assert status(office, "2018-12-31")["A1"] == ("in progress", PARTS)
    completed(office, "A1.2")
    assert status(office, "2018-12-31")["A1"] == ("complete", PARTS)


def test_who_refers_to_a_row_with_activities_waits_for_them(office):
    adopted(office, "A1", "A1.1", "1.1")
    refers(office, "1.1", "A1")
    assert status(office, "2018-12-31")["1.1"] == ("in progress", THEIRS)
    completed(office, "A1.1")
    assert status(office, "2018-12-31")["1.1"] == ("complete", THEIRS)


def test_what_was_merged_counts_by_where_it_lives_on(office):
    adopted(office, "1.1", "1.2", "1.3")
    refers(office, "1.3", "1.2")
    office.say("2018-03-01", commitments.merge, "P/1.2", into="P/1.1")
    assert status(office, "2018-12-31")["1.2"] == ("merged", "its own")
    assert status(office, "2018-12-31")["1.3"] == ("in progress", THEIRS)
    completed(office, "1.1")
    assert status(office, "2018-12-31")["1.3"] == ("complete", THEIRS)
    merged = {row["ref"]: row["merged_into"] for row in office.ask("commitment_status")}
    assert merged == {"P/1.1": None, "P/1.2": "P/1.1", "P/1.3": None}
    office.say("2018-07-01", commitments.reopen, "P/1.2", reason="it is separate")
    rows = office.ask("commitment_status", "2018-12-31")
    assert only(rows, "merged_into") == [(None,)] * 3
    assert status(office, "2018-12-31")["1.3"] == ("in progress", THEIRS)


def test_what_rests_is_not_complete(office):
    adopted(office, "1.1", "1.2")
    refers(office, "1.2", "1.1")
    office.say("2018-03-01", commitments.hold, "P/1.1", reason="no money")
    assert status(office) == {"1.1": ("on hold", "its own"), "1.2": ("in progress", THEIRS)}


def test_a_corrected_fact_counts_and_the_old_one_does_not(office):
    adopted(office, "1.1", "1.2", "1.3")
    refers(office, "1.3", "1.1")
    completed(office, "1.2")
    number = office.ledger.size - 1
    office.correct(number, "2018-02-01", refers_to=["P/1.2"])
    assert status(office, "2018-12-31")["1.3"] == ("complete", THEIRS)


# Which only point elsewhere?


def test_refer_only(office):
    adopted(office, "3.9", "3.5", "1.1", "1.2", "3.2", "3.2.1", "3.2.2")
    refers(office, "3.5", "1.1")
    refers(office, "3.9", "3.2", "3.5")
    refers(office, "1.2", "1.1")
    progressed(office, "1.2")
    completed(office, "3.2.1")
    rows = office.ask("refer_only", "2018-12-31")
    assert only(rows, "ref", "through", "ends", "not_complete", "status") == [
        ("P/3.5", [], ["P/1.1"], ["P/1.1"], "in progress"),
        (
            "P/3.9",
            ["P/3.2", "P/3.5"],
            ["P/1.1", "P/3.2.1", "P/3.2.2"],
            ["P/1.1", "P/3.2.2"],
            "in progress",
        ),
    ]
    assert only(rows, "points_nowhere", "points_wrong") == [([], [])] * 2


def test_what_points_nowhere_is_said_so_and_never_complete(office):
    adopted(office, "1.1", "1.2", "1.3", "1.4")
    refers(office, "1.2", "1.1", nowhere=("A1.9",))
    refers(office, "1.3", "1.2")
    refers(office, "1.4", nowhere=("B7",))
    completed(office, "1.1")
    rows = office.ask("refer_only", "2018-12-31")
    assert only(rows, "ref", "ends", "points_nowhere", "status") == [
        ("P/1.2", ["P/1.1"], ["A1.9"], "in progress"),
        ("P/1.3", ["P/1.1"], ["A1.9"], "in progress"),
        ("P/1.4", [], ["B7"], "in progress"),
    ]


def test_a_circle_comes_to_an_end(office):
    """The rules refuse one; a correction might make one all the same."""
    adopted(office, "1.1", "1.2", "1.3")
    for row, other in (("1.1", "1.2"), ("1.2", "1.1"), ("1.3", "1.1")):
        event = CommitmentReferred(refers_to=(f"P/{other}",))
        entry = office.entry("2018-02-01")
        office.ledger.record("commitment", f"P/{row}", lambda _, event=event: [event], entry)
    rows = office.ask("refer_only", "2018-12-31")
    assert only(rows, "ref", "ends", "status") == [
        (f"P/{row}", [], "in progress") for row in ("1.1", "1.2", "1.3")
    ]


# Which updates are stale?


def stale(office: Office, on: str, **parameters: Any) -> list[tuple[Any, ...]]:
    rows = office.ask("stale_updates", on, None, **parameters)
    return only(rows, "ref", "days_stale", "why")


LONG, LATE = "no progress for too long", "the next update is overdue"


def test_ninety_days_without_progress_are_not_too_long_and_ninety_one_are(office):
    adopted(office, "1.1")
    progressed(office, "1.1", on="2018-03-01")
    assert stale(office, "2018-05-30") == []
    assert stale(office, "2018-05-31") == [("P/1.1", 91, LONG)]
    assert stale(office, "2018-03-12", days=10) == [("P/1.1", 11, LONG)]
    assert stale(office, "2018-03-11", days=10) == []


def test_without_any_progress_the_days_count_from_the_beginning(office):
    adopted(office, "1.1", on="2018-01-01")
    assert stale(office, "2018-04-01") == []
    assert stale(office, "2018-04-02") == [("P/1.1", 91, LONG)]


def test_an_update_is_overdue_after_its_day_until_it_comes(office):
    adopted(office, "1.1")
    progressed(office, "1.1", on="2018-03-01")
    due = {"next_update": date(2018, 3, 20)}
    office.say("2018-03-01", commitment_oversight.set_next_update, "P/1.1", **due)
    progressed(office, "1.1", on="2018-03-19")
    assert stale(office, "2018-03-20") == []
    assert stale(office, "2018-03-21") == [("P/1.1", 1, LATE)]
    progressed(office, "1.1", on="2018-03-22")
    assert stale(office, "2018-03-22") == []
    office.say("2018-03-23", commitments.hold, "P/1.1", reason="no money")
    assert stale(office, "2018-07-01") == [("P/1.1", 101, LONG)], "what rests is asked after too"


def test_what_is_over_and_what_others_speak_for_is_never_stale(office):
    adopted(office, "1.1", "1.2", "1.3", "A1", "A1.1")
    refers(office, "1.3", "1.2")
    completed(office, "1.1")
    office.say("2018-03-01", commitments.merge, "P/1.2", into="P/1.1")
    assert [ref for ref, *_ in stale(office, "2018-12-31")] == ["P/A1.1"]


def test_the_stalest_comes_first(office):
    adopted(office, "1.1", "1.2")
    progressed(office, "1.1", on="2018-03-01")
    progressed(office, "1.2", on="2018-02-01")
    assert [ref for ref, *_ in stale(office, "2018-12-31")] == ["P/1.2", "P/1.1"]


def test_many_rows_that_all_refer_to_each_other_below_are_answered(office):
    adopted(office, *(f"1.{number}" for number in range(1, 31)))
    for number in range(2, 31):
        refers(office, f"1.{number}", f"1.1-1.{number - 1}")
    with Projections(office.ledger) as now:
        _, rows = now.ask("refer_only", as_of=date(2018, 12, 31))
    assert len(rows) == 29


# Did those who watch it meet?


def test_who_watches_a_row_watches_what_takes_its_status_from_it(office):
    for ref in ("TB", "AGG", "JAC"):
        facts = {"title": f"The {ref}", "cadence": "quarterly"}
        office.say("2017-01-01", bodies.constitute, ref, **facts)
    adopted(office, "3.2", "3.2.1", "3.9", "4.1")
    refers(office, "3.9", "P/3.2")
    for row, body in (("3.2", "AGG"), ("3.2.1", "TB"), ("4.1", "JAC")):
        office.say("2018-02-02", commitment_oversight.oversee, f"P/{row}", overseen_by=[body])

    def watch(row: str) -> set[str]:
        rows = office.ask("missed_meetings", "2018-03-01", commitment=f"P/{row}")
        return {row["ref"] for row in rows}

    assert watch("3.2.1") == {"TB"}
    assert watch("3.2") == {"TB", "AGG"}
    assert watch("3.9") == {"TB", "AGG"}
    assert watch("4.1") == {"JAC"}
