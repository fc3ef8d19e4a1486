"""How a meeting went, in a minute: bulk closure, disputes, no new date, finished papers."""

import json
import zipfile

import pytest
from clerk import DONE, MISUSED, NOT_FOUND, REFUSED
from test_minute import HEAD, minutes, minuting, printed

pytestmark = pytest.mark.slow

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


def test_a_batch_and_a_minute_given_to_each_others_command_are_told_apart(minuting):
    """import drafts the one of a table and the other of a paper."""
    folder = minuting.path.parent
    (folder / "b.txt").write_text("# A batch.\n\ngovledger action raise x --owner CC\nverify\n")
    (folder / "m.txt").write_text("# HTA 12 February 2019\nChair: PCC\n\n## 1 One\nF: x\n")
    (folder / "d.txt").write_text("// A draft.\n# HTA 12 February 2019\nVenue: Hindlip\n")
    batch = minuting.refuses(MISUSED, "minute --file b.txt")
    assert "reads as a batch" in batch and "Record it with: govledger batch b.txt\n" in batch
    for file, line in (("m.txt", 2), ("d.txt", 1)):
        minuting.refuses(MISUSED, f"batch {file}", f"(line {line})", f"minute --file {file}\n")
        minuting.done(f"minute --file {file} --dry-run")


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


# Earlier minutes


def test_minutes_are_confirmed_with_amendments_by_item_and_page(minuting):
    text = HEAD + (
        "Minutes confirmed: 15 January 2019\n> amended, item 2.1d: for 2108 read 2018\n"
        "> amended, page 3: Mr Bo was there\n> amended: spelling\n"
    )
    assert minutes(minuting, text).code == DONE
    assert minuting.state("meeting", "HTA/2019-01-15").status == "confirmed"
    corrected = [one.event for one in minuting.events if one.kind == "MeetingMinuteCorrected"]
    assert [(one.item, one.page) for one in corrected] == [
        ("2.1d", None),
        (None, "3"),
        (None, None),
    ]
    told = minuting.types("ask meeting_record --meeting HTA/2019-02-12").out
    assert "item 2.1d: for 2108 read 2018" in told and "page 3: Mr Bo was there" in told
    again(minuting, text)
    assert minutes(minuting, text.replace("15 January 2019", "")).code == DONE, "the last meeting"
    wrong = HEAD.replace("12 February", "26 February") + "Minutes confirmed: 15 January 2019\n"
    assert minutes(minuting, wrong).code == REFUSED


def test_a_later_amendment_names_the_meeting_and_is_printed_as_it_is_read(minuting):
    minutes(minuting, HEAD + "Minutes confirmed:\n")
    head = HEAD.replace("12 February", "26 February")
    text = head + "HTA/2019-01-15\n> amended, page 2: for 3 read 4\n"
    assert minutes(minuting, text).code == DONE
    before = minuting.size
    again_printed = printed(minuting, "HTA/2019-02-26")
    assert "> amended, page 2: for 3 read 4" in again_printed
    assert minutes(minuting, again_printed).code == DONE and minuting.size == before


def test_the_minute_that_was_confirmed_tells_only_its_own(minuting):
    text = HEAD + "## 1 One\nF: found\n"
    minutes(minuting, text)
    later = HEAD.replace("12 February", "26 February")
    assert minutes(minuting, later + "Minutes confirmed:\n> amended: so\n").code == DONE
    assert "confirmed" not in printed(minuting) and "amended" not in printed(minuting)
    again(minuting, text)


def test_a_meeting_is_moved_and_assurance_is_told(minuting):
    minuting.done("meeting schedule HTA --for 2019-03-12 --on 2019-01-15")
    text = HEAD + (
        "Meeting moved: 12 March 2019 to 19 March 2019: half term\n"
        "Told as substantial assurance: The controls work.\n## 1 One\nTold: More.\n"
    )
    assert minutes(minuting, text).code == DONE
    assert minuting.state("meeting", "HTA/2019-03-12").status == "cancelled"
    assert minuting.state("meeting", "HTA/2019-03-19").status == "scheduled"
    assert "Next meeting" not in printed(minuting)
    assert "substantial" in minuting.types("history S-2019-001").out
    again(minuting, text)


# Interests, votes, recommendations


def test_interests_are_declared_in_an_item_and_in_general(minuting):
    text = HEAD + (
        'Interest: "Doe, Jane": a trustee\n## 1 One\nInterest: Chief Constable: owns shares\n'
        "Vote lost: to sell: 1 for (CC), 2 against\n"
    )
    assert minutes(minuting, text).code == DONE
    meeting = minuting.state("meeting", "HTA/2019-02-12")
    assert meeting.interests == ("Doe, Jane", "CC (item 1)")
    rows = minuting.types("ask interests --csv").out
    assert "1,CC,,owns shares,yes" in rows.replace('""', "") and "a trustee" in rows
    again(minuting, text)
    nil = minutes(minuting, text + "Declarations of interest: None\n")
    assert nil.code == MISUSED and "there were no interests" in nil.err


def test_nobody_declares_an_interest_where_a_nil_return_says_so(minuting):
    text = HEAD + "Declarations of interest: None\n"
    assert minutes(minuting, text).code == DONE
    minuting.refuses(
        REFUSED,
        'meeting interest HTA/2019-02-12 "shares" --by CC',
        "says that there were no interests",
    )
    again(minuting, text)
    minuting.done('meeting interest HTA/2019-01-15 "shares" --by CC')
    minuting.refuses(REFUSED, "nil record --of interests --meeting HTA/2019-01-15", "An interest")


def test_a_decision_is_voted_on_recommended_and_replied_to(minuting):
    minuting.done('body add PANEL "Police and Crime Panel"')
    text = HEAD + (
        "## 1 One\nD: HTA: raise the precept\n"
        "> vote: 5 for (PCC, Jane Doe), 3 against (CC), 1 abstained\n> recommended to PANEL\n"
        "Recommended to Police and Crime Panel: that the plan be adopted\n"
    )
    assert minutes(minuting, text).code == DONE
    decision = minuting.state("decision", "D-2019-001")
    assert decision.vote == "5 for, 3 against, 1 abstained"
    assert minuting.state("decision", "D-2019-002").recommended_to == ("PANEL",)
    assert "PCC,Jane Doe" in minuting.types("ask votes").out
    again(minuting, text)
    later = HEAD.replace("12 February", "26 February")
    more = later + "D-2019-001\n> reply: not accepted by PANEL: too much\n"
    assert minutes(minuting, more).code == DONE
    assert minuting.state("decision", "D-2019-001").replies == ("not accepted by PANEL",)
    assert minuting.types("ask recommended").out.count("not accepted") == 1


def test_who_declares_or_votes_is_named_as_who_came_is(minuting):
    minuting.done(
        'post appoint CC "Jo Dale" --on 2018-01-01',
        'party person KW "Kim Wu"',
    )
    text = HEAD.replace("PCC, CC", 'PCC, CC, "Roe, Ann"') + (
        "## 1 One\nInterest: JD: shares\nInterest: KW: a trustee\n"
        'Interest: "Jo Dale": another of that name\n'
        'Vote carried: to wait: 3 for ("Roe, Ann", J Dale, Kim Wu), 1 against (PCC)\n'
    )
    assert minutes(minuting, text).code == DONE
    meeting = minuting.state("meeting", "HTA/2019-02-12")
    declared = ("CC (item 1)", "Kim Wu (item 1)", "Jo Dale (item 1)")
    assert meeting.interests == declared
    assert minuting.events[-1].event.voted_for == ("Roe, Ann", "CC", "Kim Wu")
    again(minuting, text)
    both = text.replace("Roe, Ann", "Doe, Jane").replace("12 February", "26 February")
    result = minutes(minuting, both)
    assert result.code == NOT_FOUND and "'JD' may be Jo Dale (CC) or Doe, Jane" in result.err


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("vote: unanimous", "unanimously"),
        ("carried unanimously", "unanimously"),
        ("vote: nem. con.", "nem con"),
    ],
)
def test_a_vote_that_nobody_counted_is_told_as_it_went(minuting, written, kept):
    text = HEAD + f"## 1 One\nD: HTA: raise it\n> {written}\nVote carried {kept}: to adjourn\n"
    assert minutes(minuting, text).code == DONE
    assert minuting.state("decision", "D-2019-001").vote == kept
    rows = json.loads(minuting.types("ask votes --json").out)
    assert [(r["unanimity"], r["votes_for"], r["votes_against"]) for r in rows] == [
        (kept, None, None)
    ] * 2
    again(minuting, text)


def test_a_vote_is_counted_or_not_and_never_both(minuting):
    assert minutes(minuting, HEAD).code == DONE
    line = "meeting vote HTA/2019-02-12 'to go' --result"
    minuting.refuses(REFUSED, f"{line} carried --unanimous --for 3", "not both")
    minuting.refuses(REFUSED, f"{line} lost --unanimous", "it was not lost")
    minuting.refuses(REFUSED, f"{line} carried", "Nobody voted")
    minuting.refuses(MISUSED, f"{line} carried --unanimous --nem-con", "not both")
    minuting.refuses(REFUSED, f"{line} carried --nem-con --who-for CC", "that was counted")
    minuting.done(f"{line} carried --nem-con")
    assert minuting.events[-1].event.unanimity == "nem con"


def test_a_command_takes_a_person_by_initials_as_a_minute_does(minuting):
    minuting.done('post appoint CC "Jo Dale" --on 2018-01-01', 'party person KW "Kim Wu"')
    assert minutes(minuting, HEAD).code == DONE
    minuting.done("meeting interest HTA/2019-02-12 shares --by JD")
    declared = minuting.events[-1].event
    assert (declared.declarant, declared.person) == ("CC", "Jo Dale")
    vote = "meeting vote HTA/2019-02-12 'to go' --result carried --for 3 --who-for JD,KW"
    minuting.done(f"""{vote} --who-for '"Jo Dale"'""")
    assert minuting.events[-1].event.voted_for == ("CC", "Kim Wu", "Jo Dale")
    minuting.done('post appoint PCC "Jim Dale" --on 2018-01-01')
    before = minuting.size
    minuting.refuses(
        NOT_FOUND, "meeting interest HTA/2019-02-12 land --by 'J Dale'", "Jim Dale (PCC)"
    )
    assert minuting.size == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("> vote: 1 for, 3 against", "it was not decided"),
        ("> vote: 1 for (PCC, CC), 0 against", "2 are named as for, and 1 counted"),
        ("> vote: 3 for (PCC), 1 against (PCC)", "named as for and as against"),
        ("> vote: 0 for, 0 against", "Nobody voted"),
        ("> recommended to HTA", "took D-2019-001 itself"),
        ("> reply: accepted by PCC", "recommended to nobody"),
        ("Vote carried: to wait: 1 for, 2 against", "so it was lost"),
        ("Vote lost: to wait: 1 for, 2 against (CEX)", "CEX sent apologies"),
        ("Interest: CEX: shares", "CEX sent apologies"),
    ],
)
def test_what_could_not_be_so_of_a_vote_is_refused(minuting, line, words):
    head = HEAD.replace("Apologies: None", "Apologies: CEX")
    before = minuting.size
    result = minutes(minuting, f"{head}## 1 One\nD: HTA: raise it\n{line}\n")
    assert (result.code, minuting.size) == (REFUSED, before), result.err
    assert words in result.err


def test_initials_that_a_party_has_and_another_person_are_refused_by_both_names(minuting):
    minuting.done(
        "post appoint CC 'Jo Dale' --on 2018-01-01",
        "party person JD 'John Doe'",
        "party person KW 'Kim Wu'",
    )
    before = minuting.size
    result = minutes(minuting, HEAD + "## 1 One\nA: JD: count\nA: KW: ask\n")
    both = "'JD' may be John Doe (JD) or Jo Dale (CC)"
    assert result.code == NOT_FOUND and both in result.err and "KW" not in result.err
    minuting.refuses(NOT_FOUND, "action raise x --owner JD --body HTA", both)
    assert minuting.size == before
    minuting.done("action raise x --owner 'John Doe' --body HTA")
    assert minuting.state("action", "A-2019-001").owners == ("JD",)
    minuting.done("action raise y --owner KW --body HTA")


def test_a_posts_own_reference_names_it_unless_a_party_is_called_so(minuting):
    minuting.done("post define DEP Deputy --own-ref P7", "action raise x --owner P7 --body HTA")
    assert minuting.state("action", "A-2019-001").owners == ("DEP",)
    minuting.done("party add P7 'Print room'")
    minuting.refuses(NOT_FOUND, "action raise y --owner P7 --body HTA", "the post DEP")


# Items in private

PRIVATE = HEAD + (
    "## 1 One\nN: open\n## 8 Misconduct\nPrivate: exempt, paragraph 1\nN: named\nA: CC: suspend\n"
    "> progress: begun\nInterest: CC: knows them\nA-2019-001\n> progress: secret\n"
    "Notes: complete\n"
)


def test_what_is_said_of_an_item_in_private_is_marked_and_its_title_is_not(tracker):
    before = tracker.size
    result = minutes(tracker, PRIVATE)
    assert result.code == DONE
    assert "marked OFFICIAL-SENSITIVE, in private: exempt, paragraph 1" in result.err
    marked = {one.kind: one.envelope.marking_reason for one in tracker.events[before:]}
    private = {"ActionRaised", "ActionProgressed", "MeetingItemNoted"}
    assert {kind for kind, why in marked.items() if why} == private
    assert tracker.state("meeting", "HTA/2019-02-12").private == ("8",)
    # With what was told there of an action, that has the item in no field of its own.
    assert "exempt, paragraph 1\t4\t0" in tracker.types("ask private_items").out
    again(tracker, PRIVATE)


def test_of_two_items_with_one_reason_each_counts_what_was_told_under_it(tracker):
    text = HEAD + (
        "## 1 One\nPrivate: exempt\nA-2019-001\n> progress: secret\n"
        "## 2 Two\nPrivate: exempt\nN: named\n"
    )
    assert minutes(tracker, text).code == DONE
    rows = json.loads(tracker.types("ask private_items --json").out)
    assert [(row["item"], row["marked"], row["unmarked"]) for row in rows] == [
        ("1", 1, 0), ("2", 1, 0),
    ]  # fmt: skip


def test_nothing_of_an_item_in_private_is_recorded_openly(tracker):
    minutes(tracker, PRIVATE.replace("Notes: complete\n", ""))
    finding = 'finding record "they resigned" --meeting HTA/2019-02-12 --item 8'
    tracker.refuses(
        REFUSED, finding, "Item 8 of HTA/2019-02-12 was taken in private", "--sensitive"
    )
    tracker.done(f"{finding} --sensitive 'names a person'")
    tracker.done('finding record "open" --meeting HTA/2019-02-12 --item 1')
    more = HEAD.split("\n")[0] + "\n## 8\nF: more of it\n"
    assert minutes(tracker, more).code == DONE
    assert tracker.events[-1].envelope.marking_reason == "in private: exempt, paragraph 1"


def test_an_item_recorded_openly_is_marked_before_it_is_said_to_be_private(tracker):
    open_first = PRIVATE.replace("Private: exempt, paragraph 1\n", "")
    minutes(tracker, open_first.replace("Notes: complete\n", ""))
    before = tracker.size
    result = minutes(tracker, PRIVATE)
    assert (result.code, tracker.size) == (REFUSED, before)
    assert "line 8: Item 8 of HTA/2019-02-12 was recorded openly before. Mark" in result.err
