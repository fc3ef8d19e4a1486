"""How a meeting went, in a minute: bulk closure, disputes, no new date, finished papers."""

import zipfile

import pytest
from test_minute import HEAD, minutes, minuting, printed
from test_recording import DONE, MISUSED, NOT_FOUND, REFUSED

__all__ = ["minuting"]  # The fixture.

RAISE = 'action raise "Thing {}" --owner CC --meeting HTA/2019-01-15 --due 2019-02-28'


@pytest.fixture
def tracker(minuting):
    """Nine actions of the body, the tenth by a number of its own, and another body's."""
    minuting.done(*(RAISE.format(n) for n in range(1, 10)))
    minuting.done(
        RAISE.format(10) + " --own-ref 19",
        'body add PANEL "Police and Crime Panel"',
        'action raise "Of the Panel" --owner CC --body PANEL --on 2019-01-16',
        'action raise "Old" --owner CC --body PANEL --own-ref 3 --on 2019-01-16',
    )
    return minuting


def statuses(office, *numbers: int) -> list[str]:
    return [office.state("action", f"A-2019-{n:03}").status for n in numbers]


def again(office, text: str) -> None:
    """The same text, and the text that the ledger prints, record nothing more."""
    before = office.size
    for one in (text, printed(office)):
        result = minutes(office, one)
        assert (result.code, office.size) == (DONE, before), result.err


# Several at once


def test_actions_are_closed_by_the_numbers_of_the_bodys_tracker(tracker):
    text = HEAD + "Closed: 1, 2, 19, 5-7 and A-2019-009, evidence the action log\nNotes: complete\n"
    assert minutes(tracker, text).code == DONE
    assert statuses(tracker, 1, 2, 5, 6, 7, 9, 10) == ["closed"] * 7
    assert statuses(tracker, 3, 4, 8, 11, 12) == ["open"] * 5
    closed = tracker.state("action", "A-2019-010")
    assert (closed.closed_at, closed.reported_by) == ("HTA/2019-02-12", None)
    assert "> agreed as completed and closed: the action log" in printed(tracker)
    again(tracker, text)


def test_a_number_of_the_own_tracker_comes_before_one_of_ours(tracker):
    tracker.done(RAISE.format("with another number") + " --own-ref 2")
    assert minutes(tracker, HEAD + "Closed: 2, 3\n").code == DONE
    assert statuses(tracker, 2, 3, 13, 12) == ["open", "closed", "closed", "open"]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("Closed: 1, 99", NOT_FOUND, "HTA has no action 99"),
        ("Closed: 11", NOT_FOUND, "HTA has no action 11"),
        ("Closed: 1, 3-1", MISUSED, "write the lower number first"),
        ("Closed: 1-1000000", MISUSED, "no range of actions"),
        ("Closed: 1, 1-2", MISUSED, "1 and 1-2 are one action"),
        ("Closed: 1,, 2", MISUSED, "names no action between two commas"),
        ("Closed: the road", NOT_FOUND, "the road"),
        ("Extended: 1, 2", MISUSED, "say to when"),
        ("Extended: 1 to 1 February 2019, approved by PCC: why", REFUSED, "already due on"),
    ],
)
def test_what_is_no_action_of_the_body_closes_none(tracker, line, code, words):
    before = tracker.size
    result = minutes(tracker, f"{HEAD}{line}\n")
    assert (result.code, tracker.size) == (code, before), result.err
    assert words in result.err


def test_a_number_that_two_years_have_is_the_one_that_is_open(tracker):
    tracker.done(
        'action raise "Of last year" --owner CC --body HTA --on 2018-02-01',
        "action withdraw A-2018-001 --reason done --on 2018-03-01",
    )
    text = HEAD + "Closed: 1\n"
    assert minutes(tracker, text).code == DONE
    assert statuses(tracker, 1) == ["closed"]
    again(tracker, text)
    tracker.done('action raise "Another of last year" --owner CC --body HTA --on 2018-02-02')
    two = minutes(tracker, HEAD + "Extended: 2 to 1 June 2019, approved by PCC: why\n")
    assert two.code == NOT_FOUND
    assert "2 may be A-2018-002 (Another of last year, open) or A-2019-002" in two.err


def test_closed_in_small_letters_is_a_word_like_any_other(tracker):
    text = HEAD + "## 1 One\nF: the road was\n   closed: ice\n"
    assert minutes(tracker, text).code == DONE
    assert tracker.state("finding", "F-2019-001").title == "the road was closed: ice"


def test_several_are_extended_to_a_day_to_words_or_to_none(tracker):
    text = HEAD + (
        "Extended: 1, 2 to 30 April 2019, approved by HTA: the data came late\n"
        'Extended: 3-4 to "when the system is in", approved by PCC: the supplier\n'
        "Extended: 5 with no new date given, approved by nobody: no reason\n"
    )
    assert minutes(tracker, text).code == DONE
    due = [tracker.state("action", f"A-2019-00{n}") for n in range(1, 6)]
    assert [str(one.due) for one in due] == ["2019-04-30"] * 2 + ["None"] * 3
    assert [one.due_words for one in due[2:]] == ["when the system is in"] * 2 + [None]
    unapproved = tracker.types("ask extensions_without_approval").out
    assert "A-2019-005" in unapproved and "A-2019-001" not in unapproved
    again(tracker, text)


# One at a time


@pytest.mark.parametrize("words", ["reassigned to: ", "Re-allocated to ", "owner now "])
def test_an_action_is_re_allocated_in_the_words_that_people_use(tracker, words):
    text = HEAD + f"A-2019-001\n> {words}CEX: the CC asked\nA-2019-002 {words}PCC\n"
    assert minutes(tracker, text).code == DONE
    assert tracker.state("action", "A-2019-001").owners == ("CEX",)
    assert tracker.state("action", "A-2019-002").owners == ("PCC",)
    again(tracker, text)


def test_two_bodies_disagree_whether_an_action_exists_until_it_is_settled(tracker):
    text = HEAD + "A-2019-001\n> existence disputed by PANEL: its minutes have no such action\n"
    assert minutes(tracker, text).code == DONE
    assert statuses(tracker, 1) == ["existence disputed"]
    assert "PANEL" in tracker.types("ask disputes --standing yes").out
    assert "A-2019-001" not in tracker.types("ask open_actions").out
    again(tracker, text)
    more = text + "> found to have been agreed by HTA: the recording\nA-2019-002\n"
    more += "> existence disputed by CC: no\n> found never to have been agreed by HTA: no notes\n"
    assert minutes(tracker, more).code == DONE
    assert statuses(tracker, 1, 2) == ["open", "withdrawn"]
    again(tracker, more)


def test_a_dispute_is_settled_or_withdrawn_by_who_disputed(tracker):
    text = HEAD + (
        "A-2019-001\n> disputed by CC: wrong\n> dispute withdrawn by CC: right after all\n"
        "A-2019-002\n> disputed by CC: wrong\n> dispute settled by HTA: put right\n"
    )
    assert minutes(tracker, text).code == DONE
    assert not tracker.state("action", "A-2019-001").disputed
    again(tracker, text)
    other = HEAD + "A-2019-003\n> disputed by CC: wrong\n> dispute withdrawn by PCC: no\n"
    assert "only who disputed it can withdraw" in minutes(tracker, other).err


def test_an_extension_that_nobody_approved_is_printed_as_it_is_read(tracker):
    tracker.done(
        "action extend A-2019-001 --to 2019-05-01 --reason r --no-approval"
        " --on 2019-02-12 --told-at HTA/2019-01-15"
    )
    text = HEAD + "A-2019-002\n> due moved to 1 May 2019, approved by -: why\n"
    assert minutes(tracker, text).code == DONE
    assert "approved by -: why" in printed(tracker)
    again(tracker, text)


def test_the_committee_itself_decides_and_an_item_has_a_purpose(tracker):
    text = HEAD + "## 4 Plan\nPurpose: decision\nD: HTA and PCC: adopt the plan\n"
    result = minutes(tracker, text)
    assert result.code == DONE
    assert "maker HTA, Monthly holding to account, the body itself" in result.err
    assert tracker.state("decision", "D-2019-001").makers == ("HTA", "PCC")
    again(tracker, text)
    assert minutes(tracker, text.replace("decision", "lunch")).code != DONE
    corrected = text.replace("Purpose: decision", "Purpose: discussion")
    assert minutes(tracker, corrected, "--correct", "misread").code == DONE
    again(tracker, corrected)


# Finished papers

PAPER = """\
Holding to account meeting

Present: John Campion

1. The Commissioner welcomed everybody to the meeting.

2. The Chief Constable presented the report: collisions had risen.

Action: The Chief Constable to share the plan.

3. There was no other business.
"""


@pytest.mark.parametrize("head", ["", "# HTA 12 February 2019\n"])
def test_a_finished_paper_is_told_where_to_go_in_one_sentence(minuting, head):
    result = minutes(minuting, head + PAPER)
    assert result.code == MISUSED
    first, *rest = result.err.splitlines()
    assert first.startswith("govledger: This reads as a finished paper, in paragraphs")
    assert "govledger import" in first and first.endswith("which drafts one.")
    assert rest == ["Nothing of this minute was recorded."]


@pytest.mark.parametrize("name", ["minute.docx", "it's 1.pdf", "page.html", "old.doc", "old.rtf"])
def test_a_file_of_a_paper_is_told_where_to_go(minuting, name):
    file = minuting.path.parent / name
    begins = {
        "pdf": b"%PDF-1.7\n\xff",
        "html": b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE html><p>x",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1",
        "rtf": rb"{\rtf1 x}",
    }
    if name.endswith("docx"):
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("word/document.xml", "<w/>")
    else:
        file.write_bytes(begins[name.rpartition(".")[2]])
    result = minuting.types("minute --file", name)
    assert (result.code, len(result.err.splitlines())) == (MISUSED, 1), result.err
    older = name.startswith("old")
    go = "FILE" if older else "'it'\"'\"'s 1.pdf'" if "it's" in name else name
    assert f"read it with govledger import {go} --body BODY --draft OUT" in result.err
    assert ("save it as .docx or .xlsx" in result.err) == older


@pytest.mark.parametrize(
    "text", ["one\ntwo\n", HEAD + "one\ntwo\nthree\nQ: four?\n", HEAD + "one\ntwo\n"]
)
def test_a_minute_with_a_fault_is_no_finished_paper(minuting, text):
    assert "finished paper" not in minutes(minuting, text).err
