"""The desk: a record by whatever names it, a post by any of its names, people's words as text."""

from datetime import UTC, date, datetime

import pytest
from books import Loose
from folded import each

from commands.session.resolving import find
from commands.terminal.text import acceptable, one_line, plain
from ledger.application import Clock, Ledger
from ledger.errors import NotFound
from ledger.events import Entry
from ledger.naming import post_named
from ledger.records import actions, bodies, decisions, inspection_items, meetings, posts
from ledger.registry import record_kinds

ENTRY = Entry(
    recorded_by="M Clerk",
    authority="asserted",
    correlation="test",
    effective_on=date(2018, 2, 27),
)
EVERYTHING = list(record_kinds())


def say(ledger, record, ref, rule, /, **facts):
    ledger.record(record, ref, rule, ENTRY, new=True, **facts)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "l.db"
    Ledger.create(path)
    opened = Loose.open(path, clock=Clock(datetime(2018, 3, 1, tzinfo=UTC)))
    with opened.writing():
        opened.record("body", "HTA", bodies.constitute, ENTRY, new=True, title="Holding to Account")
        for ref, title in (
            ("A-2018-001", "Options paper"),
            ("A-2018-003", "Press statement"),
            ("A-2016-003", "Track my Crime \x1b[31m"),
            ("A-2018-013", "Sickness"),
        ):
            say(opened, "action", ref, actions.raise_action, title=title, owners=["CC"])
        say(opened, "decision", "D-2018-001", decisions.take, title="Roads", makers=["PCC"])
        for day in (date(2018, 2, 27), date(2018, 3, 27)):
            for body in ("HTA", "JAC") if day.month == 2 else ("HTA",):
                facts = {"body": body, "meets_on": day}
                rule = meetings.hold if day.month == 2 else meetings.schedule
                say(opened, "meeting", f"{body}/{day}", rule, **facts)
        for ref in ("EFF17/SOC-R2", "EFF17/PV-R2", "EFF17/SOC-R12", "LEG17/AFI3"):
            facts = {"title": f"Title of {ref}"}
            say(opened, "item", ref, inspection_items.issue, **facts)
        for ref, title in (
            ("CC", "Chief Constable"),
            ("DCC", "Deputy Chief Constable"),
            ("CEX", "Chief Executive"),
            ("PCC", "Police and Crime Commissioner"),
        ):
            say(opened, "post", ref, posts.define, title=title)
        say(opened, "post", "CEX", posts.add_alias, alias="head of the office")
        say(opened, "post", "DCC", posts.add_alias, alias="Deputy")
    yield opened
    opened.close()


# References


@each(
    "text",
    ["A-2018-003", "a-2018-003", "A-2018-3", "a-2018-0003", "2018-003", "2018-3", " A-2018-003 "],
)
def test_a_reference_is_found_in_any_case_and_unpadded(ledger, text):
    assert find(ledger, ["action"], text) == ("action", "A-2018-003")


def test_a_unique_tail_is_enough(ledger):
    assert find(ledger, ["action"], "13") == ("action", "A-2018-013")
    assert find(ledger, ["action"], "1") == ("action", "A-2018-001")
    assert find(ledger, ["item"], "r12") == ("item", "EFF17/SOC-R12")
    assert find(ledger, ["item"], "soc-r2") == ("item", "EFF17/SOC-R2")
    assert find(ledger, ["item"], "eff17/pv-r2") == ("item", "EFF17/PV-R2")
    assert find(ledger, ["item"], "AFI3") == ("item", "LEG17/AFI3")
    assert find(ledger, ["meeting"], "2018-03-27") == ("meeting", "HTA/2018-03-27")
    assert find(ledger, ["meeting"], "hta/2018-2-27") == ("meeting", "HTA/2018-02-27")


def test_a_tail_begins_where_a_part_of_the_reference_does(ledger):
    for text in ("03", "018-003", "OC-R2", "FI3"):
        kinds = ["action"] if text[0] == "0" else ["item"]
        if text == "03":  # read as the number 3
            with pytest.raises(NotFound, match="could be 2 records"):
                find(ledger, kinds, text)
        else:
            with pytest.raises(NotFound, match="There is no"):
                find(ledger, kinds, text)


def test_an_ambiguous_reference_lists_the_candidates_with_their_titles(ledger):
    with pytest.raises(NotFound) as refusal:
        find(ledger, ["action"], "3")
    assert str(refusal.value).split("\n") == [
        "'3' could be 2 records. Be more specific:",
        "  A-2018-003  Press statement",
        "  A-2016-003  Track my Crime \\x1b[31m",
    ]
    with pytest.raises(NotFound, match=r"EFF17/SOC-R2 .*\n.*EFF17/PV-R2 "):
        find(ledger, ["item"], "R2")
    with pytest.raises(NotFound, match=r"HTA/2018-02-27 .*\n.*JAC/2018-02-27 "):
        find(ledger, ["meeting"], "2018-02-27")


def test_of_any_kind_it_is_found_if_only_one_has_it(ledger):
    assert find(ledger, EVERYTHING, "d-2018-1") == ("decision", "D-2018-001")
    assert find(ledger, EVERYTHING, "a-2018-1") == ("action", "A-2018-001")
    with pytest.raises(NotFound, match=r"A-2018-001  Options paper\n  D-2018-001  Roads"):
        find(ledger, EVERYTHING, "2018-001")


def test_the_kind_may_be_said(ledger):
    assert find(ledger, EVERYTHING, "action:2018-001") == ("action", "A-2018-001")
    assert find(ledger, EVERYTHING, "Decision:d-2018-001") == ("decision", "D-2018-001")
    assert find(ledger, ["action"], "decision:2018-001") == ("decision", "D-2018-001")
    with pytest.raises(NotFound, match="no action 'action:D-2018-001'"):
        find(ledger, EVERYTHING, "action:D-2018-001")


def test_the_letter_of_another_kind_finds_nothing(ledger):
    with pytest.raises(NotFound):
        find(ledger, ["decision"], "A-2018-001")


@each("text", ["", " ", "-", "/", "A-", "A-2018-", "A-2019-001", "EFF17", "%"])
def test_nothing_answers_to_less_than_a_name(ledger, text):
    with pytest.raises(NotFound):
        find(ledger, EVERYTHING, text)


def test_something_like_it_is_only_suggested(ledger):
    with pytest.raises(NotFound, match="Did you mean A-2018-001"):
        find(ledger, ["action"], "A-2018-0011")


# Posts


@each(
    ("text", "post"),
    [
        ("CEX", "CEX"),
        ("CEx", "CEX"),
        ("CeX", "CEX"),
        ("chief executive", "CEX"),
        ("Head of the Office", "CEX"),
        (" head of the office ", "CEX"),
        ("cc", "CC"),
        ("Chief Constable", "CC"),
        ("deputy", "DCC"),
    ],
)
def test_a_post_answers_to_any_of_its_names_in_any_case(ledger, text, post):
    assert post_named(ledger, text) == post


@each(
    ("text", "meant"),
    [
        ("P", "PCC"),
        ("police", "PCC"),
        ("Chief Con", "CC"),
        ("head", "CEX"),
        ("the off", "CEX"),
        ("Dep", "DCC"),
        ("Chief", "CC or CEX or CFO"),
    ],
)
def test_a_near_name_is_no_name_and_says_what_may_be_meant(ledger, text, meant):
    with pytest.raises(NotFound, match=f"There is no post '{text}'. Did you mean {meant}"):
        post_named(ledger, text)


def test_an_exact_name_wins_over_a_longer_one(ledger):
    assert post_named(ledger, "Deputy") == "DCC"
    assert post_named(ledger, "CC") == "CC"


def test_a_name_is_the_same_however_its_accents_are_typed(ledger):
    say(ledger, "post", "DCC", posts.add_alias, alias="Pennaeth Tŷ")
    assert post_named(ledger, "pennaeth ty\u0302") == "DCC"


def test_a_body_is_no_post(ledger):
    with pytest.raises(NotFound, match=r"'hta' is a body \(HTA\), not a post"):
        post_named(ledger, "hta")


@pytest.mark.parametrize("text", ["Chief Constabel", "Chef Constable"])
def test_something_like_a_post_is_suggested_never_taken(ledger, text):
    with pytest.raises(NotFound, match="Did you mean CC"):
        post_named(ledger, text)


@each("text", ["", " ", "Archbishop"])
def test_what_is_nothing_like_a_post_is_not_found(ledger, text):
    with pytest.raises(
        NotFound, match=r"There is no post .* Define it with: govledger post define"
    ):
        post_named(ledger, text)


# People's words


@each(
    ("text", "shown"),
    [
        ("plain words, [prod] and [/]", "plain words, [prod] and [/]"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]52;c;aGk=\x07", "\\x1b]52;c;aGk=\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("bell\x07 back\x08 return\r", "bell\\x07 back\\x08 return\\x0d"),
        ("naïve — “quoted” 日本 🚓", "naïve — “quoted” 日本 🚓"),
    ],
)
def test_what_could_steer_a_terminal_is_spelled_out(text, shown):
    assert plain(text) == shown


def test_a_row_is_one_line():
    assert one_line("two\n  lines\tand a tab") == "two lines and a tab"


@each(("text", "why"), [("a\0", "a NUL"), ("\udcff", "not text"), ("\x7f", "DEL")])
def test_what_is_not_text_is_not_recorded(text, why):
    assert why in acceptable(text)


def test_everything_else_is():
    assert acceptable("\x1b[31m [/] 日本 🚓\n") is None
