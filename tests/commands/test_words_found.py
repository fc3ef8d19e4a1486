"""Words are found at the terminal as in the browser; and a replay of nothing says why."""

import pytest
from clerk import MISUSED, NOT_FOUND


@pytest.fixture
def office(empty):
    empty.begins(
        "init",
        'action raise "Review the drones policy" --owner CC --on 2019-01-15',
        'action raise "Buy vans" --owner CC --on 2019-02-15 --own-ref 19/7',
        'action progress A-2019-002 "The reviews of drone policies come first" --on 2019-02-20',
    )
    return empty


def test_all_the_words_are_found_with_their_endings(office):
    told = office.done("search policy drone reviewing")
    assert [line.split("\t")[0] for line in told.out.splitlines()[1:]] == [
        "A-2019-001", "A-2019-002",
    ]  # fmt: skip
    assert "The reviews of drone policies come first" in told.out
    assert "2 records, as of 1 March 2019.\n" in told.err
    early = office.done("search policy --as-of 2019-02-01 --csv").out
    assert "A-2019-001" in early and "A-2019-002" not in early


def test_of_words_that_are_in_no_record_it_is_said_where_each_is(office):
    told = office.done("search vans zork")
    assert "0 records" in told.err and "Alone: vans in 1 record, zork in none." in told.err


@pytest.mark.parametrize(
    ("words", "says"),
    [("'!?'", "no word or number"), ("a b c d e f g h i j k l", "at most 10 words")],
)
def test_what_cannot_be_searched_for_is_refused(office, words, says):
    assert says in office.refuses(MISUSED, f"search {words}")


@pytest.mark.parametrize("command", ["show", "history", "prove"])
def test_words_that_are_no_reference_lead_to_the_search(office, command):
    told = office.refuses(NOT_FOUND, f"{command} 'drones policy'")
    assert "To find words: govledger search 'drones policy'" in told
    assert "search" not in office.refuses(NOT_FOUND, f"{command} A-2019-077")


def test_a_replay_that_ends_before_the_record_begins_says_when_it_does(office):
    told = office.done("replay --to 2010-01-01").err
    assert told.endswith(
        "1 post: 1 defined\nThe record begins on 15 January 2019, after 1 January 2010.\n"
    )
    told = office.done("replay --known-by 2010-01-01").err
    assert "the first event was recorded on 1 March 2019, after 1 January 2010." in told


@pytest.mark.parametrize("typed", ["a-2019-1", "A-2019-01", "A-2019-001", "a\u20112019\u20111"])
def test_a_reference_is_found_as_it_may_be_typed(office, typed):
    told = office.done(f"search {typed} --csv").out
    assert [line.split(",")[0] for line in told.splitlines()] == ["ref", "A-2019-001"]


def test_what_is_a_name_of_a_record_but_no_word_of_it_leads_there(office):
    office.done('body add HTA "Holding to account"', "meeting open HTA --chair PCC --on 18/2/19")
    told = office.done("search HTA/18/2/19").err
    assert "HTA/18/2/19 is HTA/2019-02-18. To see it: govledger show HTA/2019-02-18" in told
    assert " is " not in office.done("search zork").err


@pytest.mark.parametrize("day", ["18/2/19", "18 February 2019", "Mon 18.2.2019", "2019-2-18"])
def test_a_meeting_is_named_by_its_day_in_any_form(office, day):
    office.done('body add HTA "Holding to account"', "meeting open HTA --chair PCC --on 18/2/19")
    for body in ("hta", "Holding to account"):
        assert "HTA/2019-02-18" in office.done(f"show '{body}/{day}'").out


@pytest.mark.parametrize("day", ["19/2/19", "18/2", "Tuesday 18/2/19", "today", "31/2/19"])
def test_a_meeting_on_no_day_of_its_body_is_none(office, day):
    office.done('body add HTA "Holding to account"', "meeting open HTA --chair PCC --on 18/2/19")
    assert "no record" in office.refuses(NOT_FOUND, f"show 'HTA/{day}'")


def test_a_meeting_where_a_body_is_wanted_leads_to_the_body(office):
    office.done('body add HTA "Holding to account"')
    told = office.refuses(NOT_FOUND, "meeting open HTA/2019-02-18 --chair PCC")
    assert "HTA is a body: name it alone" in told and "How one is recorded" not in told
