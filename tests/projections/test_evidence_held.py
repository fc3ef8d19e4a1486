"""Which files are kept, what they show, and until when."""

from datetime import date

import pytest
from office import Office, only

from ledger.records import actions, documents, files

ONE, TWO = "ab" * 32, "cd" * 32


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db", "2018-02-20T09:00") as office:
        stored = {"sha256": ONE, "size_bytes": 12, "title": "minute 12"}
        office.say("2018-02-20", files.store, ONE, **stored)
        for number in (1, 2):
            ref, words = f"A-2018-00{number}", {"evidence": f"minute {number}", "sha256": ONE}
            office.say("2018-02-20", actions.raise_action, ref, title="Read", owners=["CC"])
            office.say("2018-02-20", actions.attach_evidence, ref, **words)
        office.say("2018-02-20", actions.attach_evidence, ref, evidence="its annex", sha256=ONE)
        yield office


def held(office, *names, as_of="2018-03-01", known_by=None):
    return only(office.ask("evidence_held", as_of, known_by), *names)


def test_a_file_is_named_once_with_all_that_it_shows(office):
    expected = [("abababababab", "minute 12", ["A-2018-001", "A-2018-002"], None, [], "stored")]
    assert held(office, "ref", "title", "shows", "expires_on", "held_by", "status") == expected
    assert held(office, "sha256", "size_bytes", "stored_on") == [(ONE, 12, date(2018, 2, 20))]


def test_a_document_is_shown_by_its_name_where_its_paper_is_kept(office):
    office.say("2018-02-20", files.store, TWO, sha256=TWO, size_bytes=9, title="The pack")
    office.say("2018-02-20", documents.register, "pack", title="The pack", sha256=TWO)
    office.say("2018-02-20", documents.register, "other", title="Not kept", sha256="ef" * 32)
    assert held(office, "shows") == [(["pack"],), (["A-2018-001", "A-2018-002"],)]


def test_the_day_and_the_holds_are_those_that_stand_on_the_day_asked_about(office):
    day = {"reason": "schedule"}
    office.say("2018-02-21", files.expire, ONE, expires_on=date(2025, 1, 1), **day)
    office.say("2018-02-22", files.hold, ONE, held_by="IOPC", reason="inquiry")
    office.say("2018-02-23", files.hold, ONE, held_by="Coroner", reason="inquest")
    office.say("2018-02-24", files.release, ONE, held_by="IOPC", reason="reported")
    office.it_is("2018-03-02T09:00")
    office.say("2018-02-25", files.expire, ONE, expires_on=date(2030, 1, 1), **day)
    for as_of, until, by in [
        ("2018-02-20", None, []),
        ("2018-02-21", date(2025, 1, 1), []),
        ("2018-02-22", date(2025, 1, 1), ["IOPC"]),
        ("2018-02-23", date(2025, 1, 1), ["Coroner", "IOPC"]),
        ("2018-02-24", date(2025, 1, 1), ["Coroner"]),
        ("2018-02-25", date(2030, 1, 1), ["Coroner"]),
    ]:
        assert held(office, "expires_on", "held_by", as_of=as_of) == [(until, by)], as_of
    before = held(office, "expires_on", known_by="2018-03-01")
    assert before == [(date(2025, 1, 1),)], "what was recorded on 2 March was not known on the 1st"


def test_what_was_disposed_of_stays_listed_last_and_kept_anew_has_no_day(office):
    office.say("2018-02-20", files.store, TWO, sha256=TWO, size_bytes=9, title="The pack")
    office.say("2018-02-21", files.expire, ONE, expires_on=date(2018, 2, 22), reason="r")
    office.it_is("2018-02-22T09:00")  # Its bytes go on the day on which that is recorded.
    office.say("2018-02-22", files.dispose, ONE, reason="r")
    office.it_is("2018-03-01T09:00")
    gone = (ONE, "disposed", date(2018, 2, 22))
    stored = (TWO, "stored", date(2018, 2, 20))
    assert held(office, "sha256", "status", "status_on") == [stored, gone]
    office.say("2018-02-23", files.store, ONE, sha256=ONE, size_bytes=12, title="anew")
    rows = held(office, "title", "status", "expires_on", "stored_on")
    assert rows[0 if rows[0][0] == "anew" else 1] == ("anew", "stored", None, date(2018, 2, 23))
