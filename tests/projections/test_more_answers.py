"""Workload, closures, slipped dates, findings and meetings: each on a case to answer by hand, and
where a fold in Python says the same by another way, against that too."""

from contextlib import suppress
from datetime import date, timedelta
from hashlib import md5
from random import Random
from statistics import median_low
from typing import Any

import pytest
from office import Office, only, opened

from ledger.errors import Refused
from ledger.events import Event
from ledger.fold import fold, standing
from ledger.records import (
    action_disputes,
    action_links,
    actions,
    agenda,
    decisions,
    findings,
    inspection_items,
    item_sign_off,
    meeting_attendance,
    meeting_minutes,
    meetings,
    nil_returns,
    policies,
    posts,
    statements,
)
from ledger.records import questions as questions_put

pytestmark = pytest.mark.slow

LATER = "2018-12-31"


office = opened("2018-02-20T09:00")


def day(said: str) -> date:
    return date.fromisoformat(said)


def raised(office: Office, number: int = 1, on: str | date = "2018-02-27", **facts: Any) -> int:
    """Raise A-2018-00n; its position."""
    facts = {"title": f"Title {number}", "owners": ["CC"]} | facts
    return office.say(on, actions.raise_action, f"A-2018-{number:03}", **facts)[0].position


def completed(office: Office, number: int = 1, on: str | date = "2018-03-05", **facts: Any) -> int:
    ref, facts = f"A-2018-{number:03}", {"reported_by": "CC"} | facts
    return office.say(on, actions.complete, ref, **facts)[0].position


def closed(office: Office, number: int = 1, on: str | date = "2018-03-06", **facts: Any) -> int:
    facts = {"evidence": f"minute {number}", "verified_by": "CEX"} | facts
    return office.say(on, actions.close, f"A-2018-{number:03}", **facts)[0].position


def waived(office: Office, number: int = 1, verified_by: str = "CC") -> None:
    """Closed while the rule about who verifies is off."""
    name = policies.INDEPENDENT_VERIFICATION
    for setting in ("off", "on"):
        facts = {"name": name, "setting": setting, "reason": "a small office"}
        office.say("2018-03-06", policies.switch, name, **facts)
        if setting == "off":
            closed(office, number, verified_by=verified_by)


def reopened(office: Office, number: int = 1, on: str | date = "2018-03-07") -> None:
    office.say(on, actions.reopen, f"A-2018-{number:03}", reason="it came back")


def extended(office: Office, to: str, on: str, number: int = 1, reason: str = "illness") -> int:
    facts = {"due": day(to), "reason": reason, "approved_by": "PCC"}
    return office.say(on, actions.extend, f"A-2018-{number:03}", **facts)[0].position


def carried(office: Office, number: int, to: str) -> int:
    on = to.partition("/")[2]
    return office.say(on, actions.carry, f"A-2018-{number:03}", meeting=to)[0].position


def issued(office: Office, ref: str, title: str = "Improve", on: str = "2018-02-22") -> None:
    facts = {"title": title}
    office.say(on, inspection_items.issue, ref, **facts)


def held(office: Office, meeting: str, *items: str, **facts: Any) -> None:
    """A meeting of that body on that day, with these items on its agenda."""
    body, _, on = meeting.partition("/")
    facts = {"body": body, "meets_on": day(on)} | facts
    office.say(on, meetings.hold, meeting, **facts)
    for item in items:
        office.say(on, agenda.table_item, meeting, item=item, title=f"Heading {item}")


def found(office: Office, number: int, meeting: str, item: str | None = None, **facts: Any) -> str:
    ref, on = f"F-2018-{number:03}", meeting.partition("/")[2]
    facts = {"text": f"Finding {number}", "meeting": meeting, "item": item} | facts
    office.say(on, findings.record, ref, **facts)
    return ref


def nil(office: Office, number: int, meeting: str, item: str | None = None, **facts: Any) -> int:
    on = meeting.partition("/")[2]
    facts = {"nil_of": "actions", "meeting": meeting, "item": item} | facts

    def whatever_is_there(known: nil_returns.Nil | None, **facts: Any) -> list[Event]:
        """As versions before did that did not look at what was recorded there."""
        return nil_returns.record(known, beside=(), **facts)

    ref, said = f"N-2018-{number:03}", office.entry(on)
    return office.ledger.record("nil", ref, whatever_is_there, said, new=True, **facts)[0].position


def asked(office: Office, number: int, meeting: str, item: str | None = None, **facts: Any) -> str:
    ref, on = f"Q-2018-{number:03}", meeting.partition("/")[2]
    facts = {"text": f"Question {number}?", "meeting": meeting, "item": item} | facts
    office.say(on, questions_put.put, ref, **facts)
    return ref


# Who has what to do


def appointed(office: Office, post: str, person: str, on: str, acting: bool = False) -> None:
    office.say(on, posts.appoint, post, holder=person, acting=acting)


def left(office: Office, post: str, person: str, on: str) -> None:
    office.say(on, posts.end, post, holder=person)


def test_owner_workload(office):
    for ref, title in (("ACC", "Assistant Chief Constable"), ("HFO", "Head of Force Ops")):
        office.say("2016-01-01", posts.define, ref, title=title)
    appointed(office, "ACC", "Ann", "2016-01-01")
    raised(office, 1, "2016-06-28", owners=["ACC", "HFO"], due=day("2016-07-26"))
    left(office, "ACC", "Ann", "2017-01-01")
    appointed(office, "ACC", "Bob", "2017-01-01")
    raised(office, 2, "2018-02-01", owners=["ACC"], due=day("2018-12-31"))
    completed(office, 2, "2018-02-02", reported_by="ACC")
    raised(office, 3, "2018-02-03", owners=[])
    raised(office, 4, "2018-02-03", owners=["ACC"])
    completed(office, 4, "2018-02-04")
    closed(office, 4, "2018-02-05")
    raised(office, 5, "2018-02-03", owners=["ACC"])
    carried(office, 5, "HTA/2018-02-27")
    rows = office.ask("owner_workload", LATER)
    acc = {"post_open": 3, "post_overdue": 1, "post_reported": 1, "post_carried": 1}
    assert rows[0] == acc | {
        "owner_now": "ACC: Bob",
        "post": "ACC",
        "holder_now": "Bob",
        "ref": "A-2018-001",
        "title": "Title 1",
        "owner_then": "ACC: Ann",
        "status": "open",
        "due": day("2016-07-26"),
        "due_words": None,
        "overdue": True,
        "carried": 0,
        "raised_on": day("2016-06-28"),
    }
    shown = ("post", "ref", "owner_then", "holder_now", "status", "post_open", "post_overdue")
    assert only(rows, *shown) == [
        ("ACC", "A-2018-001", "ACC: Ann", "Bob", "open", 3, 1),
        ("ACC", "A-2018-002", "ACC: Bob", "Bob", "reported complete", 3, 1),
        ("ACC", "A-2018-005", "ACC: Bob", "Bob", "open", 3, 1),
        ("HFO", "A-2018-001", "HFO (holder not recorded)", None, "open", 1, 1),
        ("not stated", "A-2018-003", "not stated", None, "open", 1, 0),
    ]
    assert only(office.ask("owner_workload", LATER, owner="hfo"), *shown) == [
        ("HFO", "A-2018-001", "HFO (holder not recorded)", None, "open", 1, 1)
    ]
    assert [row["owner_now"] for row in rows[2:]] == [
        "ACC: Bob",
        "HFO (holder not recorded)",
        "not stated",
    ]
    alone = office.ask("owner_workload", LATER, owner="not stated")
    assert only(alone, "ref") == [("A-2018-003",)]
    assert office.ask("owner_workload", LATER, owner="AC") == [], "a post by its whole name"


def test_who_owned_it_then_is_named_with_the_post_where_that_was_another(office):
    for ref, title in (("DCC", "Deputy Chief Constable"), ("CC", "Chief Constable")):
        office.say("2016-01-01", posts.define, ref, title=title)
    appointed(office, "DCC", "Anthony", "2016-01-01")
    appointed(office, "CC", "David", "2016-01-01")
    raised(office, 1, "2016-06-28", owners=["DCC"])
    raised(office, 2, "2016-06-28", owners=[])
    raised(office, 3, "2016-06-28", owners=["DCC", "CC"])
    left(office, "DCC", "Anthony", "2017-01-01")
    for number in (1, 2, 3):
        office.say("2018-02-01", actions.reassign, f"A-2018-00{number}", owners=["CEX"])
    rows = office.ask("owner_workload", LATER)
    assert only(rows, "post", "ref", "owner_then") == [
        ("CEX", "A-2018-001", "DCC: Anthony"),
        ("CEX", "A-2018-002", "not stated"),
        ("CEX", "A-2018-003", "CC: David; DCC: Anthony"),
    ]
    before = office.ask("owner_workload", "2018-01-31", owner="DCC")
    assert only(before, "ref", "holder_now", "owner_then") == [
        ("A-2018-001", None, "DCC: Anthony"),
        ("A-2018-003", None, "DCC: Anthony"),
    ]


def test_a_post_is_held_from_the_first_day_and_no_longer_on_the_day_of_leaving(office):
    office.say("2017-01-01", posts.define, "CC", title="Chief Constable")
    appointed(office, "CC", "Ann", "2017-01-10")
    appointed(office, "CC", "Ben", "2017-01-15", acting=True)
    left(office, "CC", "Ben", "2017-01-20")
    left(office, "CC", "Ann", "2017-01-25")
    days = ("01-09", "01-10", "01-14", "01-15", "01-19", "01-20", "01-24", "01-25")
    for number, on in enumerate(days, 1):
        raised(office, number, f"2017-{on}")
    nobody = "CC (holder not recorded)"
    ann = "CC: Ann"
    both = "CC: Ben, acting; Ann, substantive"
    expected = [nobody, ann, ann, both, both, ann, ann, nobody]
    assert [row["owner_then"] for row in office.ask("owner_workload")] == expected


@pytest.mark.parametrize("seed", range(4))
def test_the_holder_on_a_day_is_whom_a_fold_of_the_post_says(office, seed):
    rng, first = Random(seed), date(2017, 1, 1)
    office.say(first, posts.define, "CC", title="Chief Constable")
    raises = []
    for number in range(1, 60):
        on = first + timedelta(number // 2)
        person = rng.choice(["Ann", "Ben", "Cem"])
        with suppress(Refused):
            if rng.random() < 0.5:
                office.say(on, posts.appoint, "CC", holder=person, acting=rng.random() < 0.4)
            else:
                office.say(on, posts.end, "CC", holder=person)
        raises.append((number, on))
    # Once all that happened on the day is written.
    for number, on in raises:
        raised(office, number, on)
    history = office.ledger.history("post:CC")

    def holder(on: date) -> str | None:
        state = fold("CC", [r for r in history if r.envelope.effective_on <= on], posts.evolve)
        return state.shown if isinstance(state, posts.Post) else None

    rows = {row["ref"]: row for row in office.ask("owner_workload", "2017-12-31")}
    assert len({row["owner_then"] for row in rows.values()}) > 2
    for number, on in raises:
        row, person = rows[f"A-2018-{number:03}"], holder(on)
        assert row["owner_then"] == (f"CC: {person}" if person else "CC (holder not recorded)")
        assert row["holder_now"] == holder(date(2017, 12, 31))


# On whose word


def test_closed_on_whose_word(office):
    raised(office, 1, title="Write")
    completed(office, 1, "2018-03-05", evidence="a draft")
    closed(office, 1, "2018-03-06")
    raised(office, 2)
    completed(office, 2, "2018-03-05")
    raised(office, 3)
    claim, *rows = office.ask("closed_on_whose_word", LATER)
    assert only([claim], "ref", "status", "verified_by", "word") == [
        ("A-2018-002", "reported complete", None, "owner's word only")
    ]
    assert rows == [
        {
            "ref": "A-2018-001",
            "category": "action",
            "title": "Write",
            "status": "closed",
            "status_on": day("2018-03-06"),
            "reported_by": "CC",
            "reported_on": day("2018-03-05"),
            "verified_by": "CEX",
            "verified_on": day("2018-03-06"),
            "accepted_on": None,
            "evidence": "minute 1",
            "paper": None,
            "rule_waived": False,
            "recorded_by": "M Clerk",
            "authority": "asserted",
            "word": "verified by somebody else",
        }
    ]
    claims = office.ask("closed_on_whose_word", "2018-03-05")
    assert only(claims, "ref", "evidence") == [("A-2018-001", "a draft"), ("A-2018-002", None)]
    office.say(
        "2018-03-07", actions.refuse_closure, "A-2018-002", refused_by="CEX", reason="not seen"
    )
    refs = [row["ref"] for row in office.ask("closed_on_whose_word", "2018-03-07")]
    assert refs == ["A-2018-001"]


def test_an_action_that_another_than_its_owner_reported_is_on_the_reporters_word(office):
    raised(office, 1, owners=["CC"])
    completed(office, 1, reported_by="DCC")
    rows = office.ask("closures_by_word", LATER)
    assert only(rows, "word", "ended", "claimed", "actions") == [("reporter's word only", 0, 1, 1)]


def test_an_item_is_on_the_word_of_its_owner_until_the_inspectorate_accepts_it(office):
    ref = "EFF17/PV-AFI1"
    issued(office, ref)
    lives: list[tuple[Any, dict[str, Any], Any]] = [
        (inspection_items.progress, {"text": "begun"}, None),
        (
            inspection_items.complete,
            {"reported_by": "ACC", "evidence": "a paper"},
            ("owner's word only", "ACC", day("2018-03-03"), None, "a paper"),
        ),
        (
            item_sign_off.submit,
            {},
            ("owner's word only", "ACC", day("2018-03-03"), None, "a paper"),
        ),
        (item_sign_off.return_item, {"reason": "not yet"}, None),
        (
            inspection_items.complete,
            {"reported_by": "DCC"},
            ("owner's word only", "DCC", day("2018-03-06"), None, None),
        ),
        (
            item_sign_off.accept,
            {"evidence": "letter"},
            ("accepted by the inspectorate", "DCC", day("2018-03-06"), day("2018-03-07"), "letter"),
        ),
        (inspection_items.reopen, {"reason": "it came back"}, None),
        (
            inspection_items.no_further_action,
            {"reason": "moot"},
            ("not pursued by the inspectorate", None, None, None, None),
        ),
    ]
    for number, (what, facts, _) in enumerate(lives, 2):
        office.say(date(2018, 3, number), what, ref, **facts)
    shown = ("word", "reported_by", "reported_on", "accepted_on", "evidence")
    for number, (_, _, expected) in enumerate(lives, 2):
        rows = office.ask("closed_on_whose_word", date(2018, 3, number))
        assert only(rows, *shown) == ([] if expected is None else [expected]), number


def test_the_rule_is_waived_where_the_owner_or_the_reporter_verified_it(office):
    raised(office, 1, owners=["CC"])
    completed(office, 1, reported_by="DCC")
    waived(office, 1)  # its only owner
    raised(office, 2, owners=["CC", "DCC"])
    completed(office, 2, reported_by="DCC")
    waived(office, 2, "DCC")  # its reporter
    raised(office, 3, owners=["CC", "DCC"])
    completed(office, 3, reported_by="DCC")
    waived(office, 3)  # one of two owners, not its reporter
    raised(office, 4, owners=["CC"])
    completed(office, 4)
    waived(office, 4, "CEX")  # somebody else, though it need not have been
    raised(office, 5, owners=["CC"])
    office.say("2018-03-01", actions.reassign, "A-2018-005", owners=["DCC"])
    completed(office, 5, reported_by="DCC")
    closed(office, 5, verified_by="CC")  # no longer its owner
    rows = office.ask("closed_on_whose_word", LATER)
    assert only(rows, "ref", "word", "rule_waived") == [
        ("A-2018-001", "verification rule waived", True),
        ("A-2018-002", "verification rule waived", True),
        ("A-2018-003", "verification rule waived", True),
        ("A-2018-004", "verified by somebody else", True),
        ("A-2018-005", "verified by somebody else", False),
    ]


def holding(office, post: str, name: str, on: str = "2018-01-01") -> None:
    office.define(post)
    office.say(on, posts.appoint, post, holder=name)


@pytest.mark.parametrize(
    ("verifier", "reporter", "on", "same"),
    [
        ("Ann Lee", "Ann Lee", "2018-01-01", True),
        ("Ms Ann Lee", "LEE, Ann", "2018-01-01", True),
        ("Cllr Ann Lee, OBE", "ann  lee", "2018-03-05", True),
        ("Ann Lee", "Ann Day", "2018-01-01", True),  # Who took another name.
        ("Ann Lee", "Ann Leigh", "2018-01-01", False),
        ("Ann Lee", "Ann Lee", "2018-03-07", False),  # Since the closure.
    ],
)
def test_the_same_person_in_two_posts_is_told_by_what_is_known_now(
    office, verifier, reporter, on, same
):
    raised(office, 1, owners=["DCC"])
    completed(office, 1)
    closed(office, 1)
    words = ("verified by somebody else", "verified by the same person")
    assert only(office.ask("closed_on_whose_word", LATER), "word") == [(words[0],)]
    holding(office, "CEX", verifier)
    holding(office, "CC", reporter, on)
    if reporter == "Ann Day":
        office.say("2018-03-10", posts.rename_holder, "CC", now_called="Ann Lee")
    assert only(office.ask("closed_on_whose_word", LATER), "word") == [(words[same],)]
    assert only(office.ask("closures_by_word", LATER), "word", "ended") == [(words[same], 1)]


def test_what_was_closed_once_and_again_is_on_the_last_word(office):
    raised(office, 1)
    completed(office, 1, "2018-03-05", reported_by="CC")
    waived(office)
    reopened(office, 1, "2018-03-07")
    assert office.ask("closed_on_whose_word", "2018-03-07") == []
    completed(office, 1, "2018-03-08", reported_by="DCC")
    closed(office, 1, "2018-03-09", evidence="minute 9")
    office.say("2018-03-10", actions.attach_evidence, "A-2018-001", evidence="a photograph")
    shown = ("word", "reported_by", "reported_on", "verified_on", "evidence", "rule_waived")
    assert only(office.ask("closed_on_whose_word", LATER), *shown) == [
        (
            "verified by somebody else",
            "DCC",
            day("2018-03-08"),
            day("2018-03-09"),
            "a photograph",
            False,
        )
    ]


def test_closures_by_word(office):
    for number in (1, 2, 3, 4):
        raised(office, number)
        completed(office, number)
    closed(office, 1)
    closed(office, 2)
    waived(office, 3)
    for ref in ("EFF17/AFI1", "EFF17/AFI2", "EFF17/AFI3"):
        issued(office, ref)
        office.say("2018-03-01", inspection_items.complete, ref, reported_by="ACC")
    office.say("2018-03-02", item_sign_off.submit, "EFF17/AFI2")
    office.say("2018-03-02", item_sign_off.accept, "EFF17/AFI3", evidence="letter")
    rows = office.ask("closures_by_word", LATER)
    assert only(rows, "word", "ended", "claimed", "actions", "items") == [
        ("owner's word only", 0, 3, 1, 2),
        ("accepted by the inspectorate", 1, 0, 0, 1),
        ("verification rule waived", 1, 0, 1, 0),
        ("verified by somebody else", 2, 0, 2, 0),
    ]
    assert all(row["means"] for row in rows)
    each = [row["word"] for row in office.ask("closed_on_whose_word", LATER)]
    assert {row["word"]: row["ended"] + row["claimed"] for row in rows} == {
        word: each.count(word) for word in each
    }


def many_closed(office: Office, count: int) -> list[str]:
    for number in range(1, count + 1):
        raised(office, number)
        completed(office, number)
        closed(office, number)
    return [f"A-2018-{number:03}" for number in range(1, count + 1)]


def test_closure_sample_is_the_same_every_time_and_another_with_another_seed(office):
    refs = many_closed(office, 30)
    raised(office, 31)
    completed(office, 31)  # not closed: never drawn
    for ref in ("EFF17/AFI1", "EFF17/AFI2"):
        issued(office, ref)
        office.say("2018-03-01", inspection_items.complete, ref, reported_by="ACC")
    office.say("2018-03-02", item_sign_off.accept, "EFF17/AFI1", evidence="letter")

    def drawn(seed: int, size: int) -> list[str]:
        every = [*refs, "EFF17/AFI1"]
        return sorted(every, key=lambda ref: md5(f"{ref}:{seed}".encode()).hexdigest())[:size]

    def sample(**given: int) -> list[str]:
        return [row["ref"] for row in office.ask("closure_sample", LATER, **given)]

    assert sample() == drawn(1, 25)
    assert sample(seed=2) == drawn(2, 25) != drawn(1, 25)
    assert sample(size=3) == drawn(1, 3)
    assert len(sample(size=100)) == 31
    (item,) = [r for r in office.ask("closure_sample", LATER, size=100) if r["ref"][0] == "E"]
    assert (item["reported_by"], item["verified_by"]) == ("ACC", "the inspectorate")


def test_closure_sample_says_which_lack_a_paper_and_shows_them_first(office):
    many_closed(office, 8)
    plain = office.ask("closure_sample", LATER)
    assert {row["lacks"] for row in plain} == {"a paper"}
    last = plain[-1]["ref"]
    reopened(office, int(last[-3:]))
    completed(office, int(last[-3:]), "2018-03-08")
    from_paper = {"source": "assurance-2018-02-27:46", "source_sha256": "ab" * 32}
    entry = office.entry("2018-03-09")
    facts = {name: getattr(entry, name) for name in entry.__struct_fields__} | from_paper
    seen = {"evidence": "minute 2", "verified_by": "CEX"}
    office.ledger.record("action", last, actions.close, type(entry)(**facts), **seen)
    rows = office.ask("closure_sample", LATER)
    assert only(rows, "ref", "place") == only(plain, "ref", "place"), "it was the last in any case"
    assert only(rows[-1:], "paper", "lacks") == [("assurance-2018-02-27:46", "nothing")]
    first = plain[0]["ref"]
    reopened(office, int(first[-3:]))
    completed(office, int(first[-3:]), "2018-03-08")
    office.ledger.record("action", first, actions.close, type(entry)(**facts), **seen)
    assert [row["ref"] for row in office.ask("closure_sample", LATER)][-2:] == [first, last]


# How long


def test_time_to_close(office):
    raised(office, 1, "2018-02-01", title="Write")
    completed(office, 1, "2018-02-10")
    closed(office, 1, "2018-02-11")
    raised(office, 2, "2018-02-01")
    completed(office, 2, "2018-02-01")
    closed(office, 2, "2018-02-01")
    raised(office, 3, "2018-02-01")
    completed(office, 3, "2018-02-10")
    rows = office.ask("time_to_close", LATER)
    assert rows[0] == {
        "ref": "A-2018-001",
        "title": "Write",
        "raised_on": day("2018-02-01"),
        "closed_on": day("2018-02-11"),
        "days": 10,
        "reopened": 0,
    }
    assert only(rows, "ref", "days") == [("A-2018-001", 10), ("A-2018-002", 0)]
    assert only(office.ask("time_to_close", "2018-02-10"), "ref") == [("A-2018-002",)]
    reopened(office, 1, "2018-03-01")
    assert only(office.ask("time_to_close", LATER), "ref") == [("A-2018-002",)]
    completed(office, 1, "2018-03-02")
    closed(office, 1, "2018-03-03")
    shown = ("ref", "closed_on", "days", "reopened")
    again = only(office.ask("time_to_close", LATER), *shown)[0]
    assert again == ("A-2018-001", day("2018-03-03"), 30, 1)


def test_a_median_is_shown_from_ten_closures_on(office):
    took = [3, 1, 4, 15, 9, 2, 6, 5, 35]
    for number, days in enumerate(took, 1):
        raised(office, number, "2018-01-01")
        completed(office, number, date(2018, 1, 1) + timedelta(days))
        closed(office, number, date(2018, 1, 1) + timedelta(days))
    shown = ("closures", "median_days", "shortest", "longest", "says")
    few = "9 actions are closed: too few for a median, which needs 10."
    assert only(office.ask("time_to_close_overall", LATER), *shown) == [(9, None, 1, 35, few)]
    raised(office, 10, "2018-01-01")
    completed(office, 10, "2018-01-01")
    closed(office, 10, "2018-01-01")
    says = "10 actions are closed; half of them took 4 days or fewer."
    assert median_low([*took, 0]) == 4
    assert only(office.ask("time_to_close_overall", LATER), *shown) == [(10, 4, 0, 35, says)]
    one = office.ask("time_to_close_overall", "2018-01-01")
    assert one[0]["says"] == "1 action is closed: too few for a median, which needs 10."
    assert office.ask("time_to_close_overall", "2017-12-31") == []


# Due dates


def test_due_date_slippage(office):
    raised(office, 1, "2018-02-01", title="Write", due=day("2018-03-01"))
    first = extended(office, "2018-03-11", "2018-02-20")
    office.it_is("2018-02-22T09:00")
    extended(office, "2018-04-01", "2018-02-21", reason="late figures")
    raised(office, 2, "2018-02-01")
    extended(office, "2018-06-01", "2018-02-21", 2)
    raised(office, 3, "2018-02-01", due=day("2018-03-01"))
    rows = office.ask("due_date_slippage", LATER)
    assert rows[0] == {
        "ref": "A-2018-001",
        "title": "Write",
        "moved_on": day("2018-02-20"),
        "due_was": day("2018-03-01"),
        "due_words_was": None,
        "due": day("2018-03-11"),
        "due_words": None,
        "days": 10,
        "reason": "illness",
        "approved_by": "PCC",
        "recorded_by": "M Clerk",
        "recorded_for": None,
        "recorded_on": day("2018-02-20"),
        "event": first,
        "extensions": 2,
        "total_days": 31,
    }
    shown = ("ref", "due_was", "due", "days", "extensions", "total_days", "recorded_on")
    assert only(rows[1:], *shown) == [
        ("A-2018-001", day("2018-03-11"), day("2018-04-01"), 21, 2, 31, day("2018-02-22")),
        ("A-2018-002", None, day("2018-06-01"), None, 1, 0, day("2018-02-22")),
    ]
    assert only(office.ask("due_date_slippage", LATER, action="a-2018-002"), "ref") == [
        ("A-2018-002",)
    ]
    assert len(office.ask("due_date_slippage", "2018-02-20")) == 1
    assert len(office.ask("due_date_slippage", LATER, "2018-02-21")) == 1


def test_what_it_was_due_before_is_what_is_known_now_and_was_known_then(office):
    raised(office, 1, "2018-02-01", due=day("2018-03-01"))
    second = extended(office, "2018-06-01", "2018-02-20")
    # Written late, for an earlier day: `due_was` of the event before it still says 1 March.
    office.it_is("2018-03-10T09:00")
    early = extended(office, "2018-04-01", "2018-02-10")
    shown = ("event", "due_was", "due", "days", "total_days")
    assert only(office.ask("due_date_slippage", LATER), *shown) == [
        (early, day("2018-03-01"), day("2018-04-01"), 31, 92),
        (second, day("2018-04-01"), day("2018-06-01"), 61, 92),
    ]
    assert only(office.ask("due_date_slippage", LATER, "2018-03-09"), *shown) == [
        (second, day("2018-03-01"), day("2018-06-01"), 92, 92)
    ]
    state, expected = None, []
    for recorded in standing(office.ledger.history("action:A-2018-001")):
        before, state = state, actions.evolve(state, recorded.event)  # type: ignore[arg-type]
        if before is not None and state.due != before.due:
            expected.append((recorded.position, before.due, state.due))
    assert only(office.ask("due_date_slippage", LATER), *shown[:3]) == expected
    office.retract(early, on="2018-03-10")
    assert only(office.ask("due_date_slippage", LATER), "event", "days") == [(second, 92)]


# Findings


def test_findings_without_action(office):
    meeting = "HTA/2018-02-27"
    held(office, meeting, "1", "2", "3")
    question = asked(office, 1, meeting, "2")
    found(office, 1, meeting, "1")
    found(office, 2, meeting, "2", answers=[question])
    found(office, 3, meeting, "3")
    nil(office, 1, meeting, "2")
    raised(office, 1, "2018-02-27", meeting=meeting, item="3")
    rows = office.ask("findings_without_action", LATER)
    assert rows[1] == {
        "ref": "F-2018-002",
        "text": "Finding 2",
        "found_on": day("2018-02-27"),
        "meeting": meeting,
        "item": "2",
        "notes_say": "no actions",
        "said_at": "2",
        "answers": [question],
        "question": "Question 1?",
    }
    assert only(rows, "ref", "notes_say", "said_at", "question") == [
        ("F-2018-001", "nothing about actions", None, None),
        ("F-2018-002", "no actions", "2", "Question 1?"),
    ]
    assert office.ask("findings_without_action", LATER, body="hta") == rows
    assert office.ask("findings_without_action", LATER, body="HT") == []
    assert office.ask("findings_without_action", "2018-02-26") == []


def test_only_a_nil_return_of_actions_says_that_there_were_none(office):
    held(office, "HTA/2018-02-27", "1")
    found(office, 1, "HTA/2018-02-27", "1")
    nil(office, 1, "HTA/2018-02-27", "1", nil_of="decisions")
    nil(office, 2, "HTA/2018-01-30", "1")
    assert only(office.ask("findings_without_action", LATER), "notes_say") == [
        ("nothing about actions",)
    ]
    wrong = nil(office, 3, "HTA/2018-02-27", "1")
    assert only(office.ask("findings_without_action", LATER), "notes_say") == [("no actions",)]
    office.retract(wrong, on="2018-03-01")
    assert only(office.ask("findings_without_action", LATER), "notes_say") == [
        ("nothing about actions",)
    ]


def test_a_finding_is_left_out_where_it_was_withdrawn_or_an_action_is_linked_to_it(office):
    held(office, "HTA/2018-02-27", "1")
    for number in (1, 2, 3):
        found(office, number, "HTA/2018-02-27", "1")
    facts = {"text": "In a report", "inspection": "EFF17"}
    office.say("2018-02-27", findings.record, "F-2018-004", **facts)
    office.say("2018-03-02", findings.withdraw, "F-2018-001", reason="it does not stand")
    raised(office, 1, "2018-03-03")
    office.say("2018-03-03", action_links.link, "A-2018-001", to="F-2018-002")
    assert only(office.ask("findings_without_action", LATER), "ref") == [("F-2018-003",)]
    assert len(office.ask("findings_without_action", "2018-03-02")) == 2


NESTED: list[tuple[str | None, list[str | None], list[str | None], Any]] = [
    # the finding's item, where actions were raised, where there were none; what the notes say
    ("4b.1", [], ["4b"], ("no actions", "4b")),
    ("4b.1", ["4b"], [], None),
    ("4b.1", ["4"], [], None),
    ("4b.1", ["4b.2", "4a", "4b.10", "4b.1a"], [], ("nothing about actions", None)),
    ("4b.10", ["4b.1"], [], ("nothing about actions", None)),
    ("12", ["1"], ["1"], ("nothing about actions", None)),
    ("4b", ["4b.1"], [], ("nothing about actions", None)),
    ("4b.1", ["4"], ["4b"], ("no actions", "4b")),
    ("4b.1", ["4b"], ["4"], None),
    ("4b.1", ["4b.1"], ["4b.1"], None),
    ("4B.1", [], ["4b"], ("no actions", "4b")),
    ("2.1a", [], ["2.1"], ("no actions", "2.1")),
    ("2.1a", [], ["2.1b", "2.10"], ("nothing about actions", None)),
    ("3", [], [None], ("no actions", "the whole meeting")),
    ("3", [None], [], ("nothing about actions", None)),
    ("3", [None], [None], ("no actions", "the whole meeting")),
    (None, [None], [], None),
    (None, [], [None], ("no actions", "the whole meeting")),
    (None, ["1"], ["1"], ("nothing about actions", None)),
]


@pytest.mark.parametrize(("item", "acted", "none", "expected"), NESTED)
def test_the_nearest_printed_heading_counts(office, item, acted, none, expected):
    meeting = "HTA/2018-02-27"
    held(office, meeting)
    found(office, 1, meeting, item)
    for number, at in enumerate(acted, 1):
        raised(office, number, "2018-02-27", meeting=meeting, item=at)
    for number, at in enumerate(none, 1):
        nil(office, number, meeting, at)
    rows = office.ask("findings_without_action", LATER)
    assert only(rows, "notes_say", "said_at") == ([] if expected is None else [expected])


# Meetings


def test_meeting_pack(office):
    held(office, "HTA/2018-01-30", "1", "2")
    held(office, "HTA/2018-02-27", "1")
    raised(office, 1, "2018-01-30", meeting="HTA/2018-01-30", due=day("2018-03-20"))
    raised(office, 2, "2018-02-27", meeting="HTA/2018-02-27", title="Write", owners=["CC", "DCC"])
    raised(office, 3, "2018-01-30", meeting="JAC/2018-01-30")
    raised(office, 4, "2018-01-30", meeting="HTA/2018-01-30")
    completed(office, 4, "2018-02-01")
    closed(office, 4, "2018-02-01")
    carried(office, 1, "HTA/2018-02-27")
    office.say("2018-02-28", actions.progress, "A-2018-001", text="to be met: in April")
    completed(office, 1, "2018-03-05", evidence="briefing paper")
    answered = asked(office, 1, "HTA/2018-01-30")
    office.say("2018-02-01", questions_put.answer, answered, text="because")
    asked(office, 2, "HTA/2018-01-30")
    put_off = asked(office, 3, "HTA/2018-01-30")
    office.say("2018-02-27", questions_put.defer, put_off, to="April", reason="time")
    asked(office, 4, "JAC/2018-01-30")
    later = {"item": "2", "to": "HTA/2018-03-27", "reason": "time"}
    office.say("2018-01-30", agenda.defer_item, "HTA/2018-01-30", **later)
    on = day("2018-03-27")
    office.say("2018-02-27", meetings.schedule, "HTA/2018-03-27", body="HTA", meets_on=on)
    for item in ("10", "2.1b", "2", "2.1a"):
        facts = {"item": item, "title": f"Heading {item}"}
        office.say("2018-03-27", agenda.table_item, "HTA/2018-03-27", **facts)
    for number, by in ((1, "HTA/2018-02-27"), (2, "JAC/2018-02-27"), (3, "HTA/2018-02-27")):
        facts = {"text": f"Report {number}", "requested_by": by}
        office.say("2018-02-27", statements.request, f"S-2018-00{number}", **facts)
    office.say("2018-03-01", statements.respond, "S-2018-003", answer="here it is")
    rows = office.ask("meeting_pack", "2018-03-10", meeting="HTA/2018-03-27")
    assert rows[0] == {
        "matter": "action",
        "ref": "A-2018-001",
        "title": "Title 1",
        "owners": ["CC"],
        "since": day("2018-01-30"),
        "due": day("2018-03-20"),
        "due_words": None,
        "status": "reported complete",
        "carried": 1,
        "latest": "reported complete by CC: briefing paper",
        "latest_on": day("2018-03-05"),
        "new_steps": 2,
        "last_meeting": "HTA/2018-02-27",
        "last_met": day("2018-02-27"),
    }
    assert only(rows, "matter", "ref", "title", "latest", "new_steps")[1:] == [
        ("action", "A-2018-002", "Write", "raised", 0),
        ("question", "Q-2018-002", "Question 2?", None, None),
        ("question", "Q-2018-003", "Question 3?", "deferred to April", None),
        (
            "deferred",
            "HTA/2018-01-30",
            "item 2: Heading 2",
            "deferred to HTA/2018-03-27: time",
            None,
        ),
        ("agenda", "2", "Heading 2", None, None),
        ("agenda", "2.1a", "Heading 2.1a", None, None),
        ("agenda", "2.1b", "Heading 2.1b", None, None),
        ("agenda", "10", "Heading 10", None, None),
        ("asked for", "S-2018-001", "Report 1", None, None),
    ]
    assert office.ask("meeting_pack", "2018-03-10", meeting="hta/2018-03-27") == rows
    # What was done that day is not before it yet; what was done the day before is.
    office.say("2018-03-27", actions.reassign, "A-2018-002", owners=["CEX"])
    closed(office, 1, "2018-03-26")
    rows = office.ask("meeting_pack", LATER, meeting="HTA/2018-03-27")
    assert only(rows[:2], "ref", "owners") == [("A-2018-002", ["CC", "DCC"]), ("Q-2018-002", [])]


def test_a_pack_may_be_of_a_meeting_that_is_not_in_the_ledger_and_of_a_body_that_never_met(office):
    raised(office, 1, "2018-02-20")
    for meeting in ("HTA/2018-03-27", "JAC/2018-03-27"):
        rows = office.ask("meeting_pack", "2018-03-10", meeting=meeting)
        shown = ("ref", "latest", "new_steps", "last_met")
        assert only(rows, *shown) == [("A-2018-001", "raised", 1, None)]


def test_the_last_meeting_is_one_that_was_held_before(office):
    raised(office, 1, "2018-01-01", meeting="HTA/2017-12-19")
    held(office, "HTA/2018-01-30")
    on = day("2018-02-13")
    office.say("2018-01-30", meetings.schedule, "HTA/2018-02-13", body="HTA", meets_on=on)
    held(office, "JAC/2018-02-20")
    held(office, "HTA/2018-02-27")
    for on in ("2018-01-30", "2018-01-31"):
        office.say(on, actions.progress, "A-2018-001", text=f"on {on}")
    for meeting in ("HTA/2018-02-27", "HTA/2018-02-20"):
        rows = office.ask("meeting_pack", LATER, meeting=meeting)
        assert only(rows, "last_met", "new_steps") == [(day("2018-01-30"), 1)]


STEPS: list[tuple[Any, dict[str, Any], str]] = [
    (actions.progress, {"text": "arranged"}, "progress: arranged"),
    (
        actions.extend,
        {"due": date(2018, 6, 1), "reason": "illness", "approved_by": "PCC"},
        "due date moved to 1 June 2018: illness",
    ),
    (actions.reassign, {"owners": ["DCC", "CEX"]}, "reassigned to DCC, CEX"),
    (actions.attach_evidence, {"evidence": "a paper"}, "evidence attached: a paper"),
    (action_disputes.dispute, {"disputed_by": "CC", "text": "not so"}, "disputed by CC: not so"),
    (action_links.link, {"to": "F-2018-001"}, "linked to F-2018-001"),
    (actions.complete, {"reported_by": "CC"}, "reported complete by CC"),
    (
        actions.refuse_closure,
        {"reason": "no evidence", "refused_by": "PCC"},
        "closure refused by PCC: no evidence",
    ),
    (actions.withdraw, {"reason": "moot"}, ""),
    (actions.reopen, {"reason": "it came back"}, "reopened: it came back"),
]


def test_what_happened_last_is_told_in_words(office):
    raised(office, 1, "2018-01-01")
    for number, (what, facts, _) in enumerate(STEPS, 1):
        office.say(date(2018, 2, number), what, "A-2018-001", **facts)
    for number, (_, _, said) in enumerate(STEPS, 1):
        rows = office.ask("meeting_pack", date(2018, 2, number), meeting="HTA/2018-03-27")
        assert only(rows, "latest") == ([(said,)] if said else [])


def test_meeting_record_names_all_in_the_chair(office):
    held(office, "HTA/2018-02-27", chairs=["CC", "Ann Lee"], venue="Hindlip")
    rows = office.ask("meeting_record", LATER, meeting="HTA/2018-02-27")
    assert only(rows, "what", "text", "who") == [
        ("held", "chaired by CC and Ann Lee; Hindlip", "CC, Ann Lee")
    ]


def test_meeting_record(office):
    meeting, on = "HTA/2018-02-27", "2018-02-27"
    held(office, "HTA/2018-01-30")
    raised(office, 1, "2018-01-30", meeting="HTA/2018-01-30", title="Write")
    raised(office, 2, "2018-01-30", meeting="JAC/2018-01-30")
    earlier = asked(office, 1, "HTA/2018-01-30")
    held(office, meeting, "10", "2.2", chair="PCC", venue="Hindlip")
    office.say(
        on, meeting_attendance.attend, meeting, attendee="CC", person="Ann", capacity="by phone"
    )
    office.say(on, meeting_attendance.apologise, meeting, attendee="DCC")
    office.say(on, agenda.table_item, meeting, item="2.1b", title="Heading 2.1b")
    office.say(on, agenda.table_item, meeting, item="2.1a", title="Heading 2.1a")
    office.say(on, agenda.note_item, meeting, item="2.1a", text="All is well")
    question = asked(office, 2, meeting, "2.1a", put_by="PCC", put_to="CC")
    office.say(on, questions_put.answer, question, text="in May")
    found(office, 1, meeting, "2.1a", answers=[question])
    facts = {"owners": ["CC", "DCC"], "due": day("2018-03-27"), "title": "Share it"}
    raised(office, 3, on, meeting=meeting, item="2.1b", **facts)
    completed(office, 3, on, reported_by="DCC", evidence="done at once")
    nil(office, 1, meeting, "2.1a")
    taken = {"title": "Roads", "makers": ["PCC", "CC"], "meeting": meeting, "item": "2.2"}
    office.say(on, decisions.take, "D-2018-001", **taken)
    later = {"item": "10", "to": "April", "reason": "time"}
    office.say(on, agenda.defer_item, meeting, **later)
    carried(office, 1, meeting)
    office.say(on, actions.progress, "A-2018-001", text="arranged")
    office.say(on, actions.progress, "A-2018-002", text="another body's")
    office.say(on, questions_put.answer, earlier, text="because")
    facts = {"text": "Training has begun", "told_to": meeting, "paper": "pack", "paragraph": "4"}
    office.say(on, statements.report, "S-2018-001", **facts)
    office.say(on, meeting_minutes.confirm, "HTA/2018-01-30", at=meeting)
    office.say(on, meetings.close, meeting, next_on=day("2018-03-27"), next_subject="Victims")
    office.say("2018-02-28", actions.progress, "A-2018-001", text="the day after")
    office.say("2018-03-20", meeting_minutes.publish_notes, meeting, published_at="the website")
    rows = office.ask("meeting_record", LATER, meeting=meeting)
    assert only(rows, "item", "what", "ref", "text") == [
        (None, "held", None, "PCC in the chair; Hindlip"),
        (None, "present", None, "CC (Ann), by phone"),
        (None, "apologies", None, "DCC"),
        (None, "minutes confirmed", "HTA/2018-01-30", "of HTA/2018-01-30"),
        (None, "action carried forward", "A-2018-001", "Write"),
        (None, "action progress", "A-2018-001", "arranged"),
        (None, "answered", "Q-2018-001", "because"),
        ("2.1a", "item", None, "Heading 2.1a"),
        ("2.1a", "noted", None, "All is well"),
        ("2.1a", "question", "Q-2018-002", "Question 2?"),
        ("2.1a", "answered", "Q-2018-002", "in May"),
        ("2.1a", "finding", "F-2018-001", "Finding 1"),
        ("2.1a", "nil return", "N-2018-001", "no actions"),
        ("2.1b", "item", None, "Heading 2.1b"),
        ("2.1b", "action", "A-2018-003", "Share it"),
        ("2.1b", "action reported complete", "A-2018-003", "done at once"),
        ("2.2", "item", None, "Heading 2.2"),
        ("2.2", "decision", "D-2018-001", "Roads"),
        ("10", "item", None, "Heading 10"),
        ("10", "deferred", None, "to April: time"),
        (None, "told", "S-2018-001", "Training has begun"),
        (None, "closed", None, "next meeting 27 March 2018: Victims"),
        (None, "notes published", None, "the website"),
    ]
    said = {(row["what"], row["ref"]): row for row in rows}
    assert said["action", "A-2018-003"]["who"] == "CC, DCC"
    assert said["action", "A-2018-003"]["due"] == day("2018-03-27")
    assert said["question", "Q-2018-002"]["who"] == "PCC to CC"
    assert said["decision", "D-2018-001"]["who"] == "PCC, CC"
    assert said["action reported complete", "A-2018-003"]["who"] == "DCC"
    assert said["told", "S-2018-001"]["paper"] == "pack, paragraph 4"
    for row in rows:
        position = office.ledger.at(row["position"])
        assert row["ref"] in (None, position.stream.partition(":")[2])
    assert office.ask("meeting_record", LATER, meeting=meeting.lower()) == rows
    assert len(office.ask("meeting_record", "2018-03-19", meeting=meeting)) == len(rows) - 1
    assert office.ask("meeting_record", LATER, meeting="HTA/2018-02-26") == []


def test_a_record_is_read_back_as_it_was_put_right(office):
    meeting, on = "HTA/2018-02-27", "2018-02-27"
    held(office, meeting, "1")
    found(office, 1, meeting, "1")
    found(office, 2, meeting, "1")
    found(office, 3, meeting, "1")
    wrong = raised(office, 1, on, title="Wrogn", meeting=meeting, item="1")
    gone = nil(office, 1, meeting, "1")
    office.say(on, findings.correct, "F-2018-001", text="More", reason="counted again")
    office.say("2018-03-02", findings.withdraw, "F-2018-002", reason="it does not stand")
    found(office, 4, meeting, "1")
    office.correct(wrong, on, title="Right")
    office.retract(gone, on=on)
    rows = office.ask("meeting_record", LATER, meeting=meeting)
    assert only(rows[2:], "what", "ref", "text") == [
        ("finding", "F-2018-001", "More"),
        ("finding, withdrawn since", "F-2018-002", "Finding 2"),
        ("finding", "F-2018-003", "Finding 3"),
        ("action", "A-2018-001", "Right"),
        ("finding", "F-2018-004", "Finding 4"),
    ]


def test_matters_that_the_record_has_no_item_for_come_between_the_agenda_and_the_end(office):
    meeting, on = "HTA/2018-02-27", "2018-02-27"
    raised(office, 1, on, meeting=meeting)
    nil(office, 1, meeting, nil_of="outstanding matters")
    nil(office, 2, meeting, nil_of="apologies")
    held(office, meeting, "1")
    office.say(on, meetings.close, meeting)
    rows = office.ask("meeting_record", LATER, meeting=meeting)
    assert only(rows, "what", "text") == [
        ("nil return", "no apologies"),
        ("held", None),
        ("nil return", "no outstanding matters"),
        ("item", "Heading 1"),
        ("action", "Title 1"),
        ("closed", None),
    ]


def test_unanswered_questions(office):
    office.it_is("2018-03-10T09:00")
    asked(office, 1, "HTA/2018-02-27", "2.1a", put_by="PCC", put_to="CC")
    answered = asked(office, 2, "HTA/2018-02-27")
    withdrawn = asked(office, 3, "HTA/2018-02-27")
    put_off = asked(office, 4, "HTA/2018-01-30")
    asked(office, 5, "JAC/2018-02-28")
    office.say("2018-03-01", questions_put.answer, answered, text="because")
    office.say("2018-03-01", questions_put.withdraw, withdrawn, reason="moot")
    office.say("2018-03-01", questions_put.defer, put_off, to="April")
    rows = office.ask("unanswered_questions", "2018-03-01")
    shown = {
        "ref": "Q-2018-001",
        "text": "Question 1?",
        "meeting": "HTA/2018-02-27",
        "item": "2.1a",
        "put_by": "PCC",
        "put_to": "CC",
        "status": "put",
        "deferred_to": None,
        "put_on": day("2018-02-27"),
        "days": 2,
    }
    assert rows[1] == shown
    assert only(rows, "ref", "status", "deferred_to", "days") == [
        ("Q-2018-004", "deferred", "April", 30),
        ("Q-2018-001", "put", None, 2),
        ("Q-2018-005", "put", None, 1),
    ]
    assert len(office.ask("unanswered_questions", "2018-02-28")) == 5
    assert only(office.ask("unanswered_questions", "2018-03-01", body="jac"), "ref") == [
        ("Q-2018-005",)
    ]
    assert office.ask("unanswered_questions", "2018-03-01", body="J") == []


def test_deferred_matters(office):
    held(office, "HTA/2018-01-30", "1", "2", "3")
    for item, facts in (("1", {"to": "April", "reason": "time"}), ("2", {}), ("3", {})):
        office.say("2018-01-30", agenda.defer_item, "HTA/2018-01-30", item=item, **facts)
    held(office, "HTA/2018-02-27")
    facts = {"item": "7", "title": "Heading 2", "deferred_from": "HTA/2018-01-30"}
    office.say("2018-02-27", agenda.table_item, "HTA/2018-02-27", **facts)
    facts = {"item": "3", "reason": "overtaken"}
    office.say("2018-02-28", agenda.drop_item, "HTA/2018-01-30", **facts)
    assert office.ask("deferred_matters", "2018-03-01") == [
        {
            "ref": "HTA/2018-01-30",
            "item": "1",
            "title": "Heading 1",
            "deferred_on": day("2018-01-30"),
            "deferred_to": "April",
            "reason": "time",
            "days": 30,
        }
    ]
    shown = ("item", "deferred_to", "reason")
    before = office.ask("deferred_matters", "2018-02-27")
    assert only(before, *shown) == [("1", "April", "time"), ("3", None, None)]
    assert office.ask("deferred_matters", "2018-02-27", body="JAC") == []
    assert office.ask("deferred_matters", "2018-02-27", body="hta") == before


def test_the_next_meeting_is_not_a_thing_said_at_the_one_that_scheduled_it(office):
    meeting = "HTA/2018-02-27"
    office.say("2018-02-27", meetings.hold, meeting, body="HTA", meets_on=date(2018, 2, 27))
    following = {"body": "HTA", "meets_on": date(2018, 3, 27)}
    office.say("2018-02-27", meetings.schedule, "HTA/2018-03-27", **following)
    rows = office.ask("meeting_record", "2018-03-01", meeting=meeting)
    assert "HTA/2018-03-27" not in [row["ref"] for row in rows]
