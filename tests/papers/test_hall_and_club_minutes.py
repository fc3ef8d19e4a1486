"""What minutes in few words taught: how an item stands with whose it is, and tasks after a comma.
The papers here are invented, as are the people in them."""

import pytest

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Harbour Club\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n"


def told(*lines: str, head: str = HEAD) -> list[Proposal]:
    above = len(head.rstrip("\n").split("\n"))
    found = propose(read((head + "\n".join(lines) + "\n").encode())).proposals
    return [one for one in found if one.first > above]


def kinds(*lines: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.owner) for one in told(*lines, head=head)]


ARISING = f"{HEAD}3. Matters Arising\n"
STANDS = {
    "Rope list – ongoing PH": ("carry", ("PH",)),
    "Anchor quote – ongoing.": ("carry", ()),
    "Slip net - outstanding PH/IM": ("carry", ("PH", "IM")),
    "Bin for the slip – ongoing PH to order a key.": ("action", ("PH",)),
}


@pytest.mark.parametrize(("line", "expected"), STANDS.items())
def test_an_item_in_few_words_says_how_it_stands_and_whose_it_is(line, expected):
    assert kinds(line, "The tide was out.", head=ARISING)[0] == expected


TASKS = {
    "A lorry has torn up the slip again, Dot to speak to the driver.": ("Dot",),
    "TP will take on board what was said today.": ("TP",),
    "The Clerk said that it was odd. He would enquire at the station.": ("Clerk",),
    "We need views. PH to ask the members. What do they want to know?": ("PH",),
}


@pytest.mark.parametrize(("line", "who"), TASKS.items())
def test_a_task_after_a_comma_or_before_a_question_is_one(line, who):
    assert kinds(line, head=f"{HEAD}4. Slip\n") == [("action", who)]


def test_a_question_alone_is_no_task():
    assert [kind for kind, _ in kinds("Is PH to ask the members?")] == ["question"]


def test_what_is_not_known_yet_is_no_task():
    line = "The venue for the supper is to be confirmed."
    assert kinds(line, head=f"{HEAD}4. Supper\n") == [("finding", ())]


def test_a_numbered_label_ends_the_matters_arising():
    found = kinds("4. Club:", "The gate had been painted.", head=ARISING)
    assert found == [("finding", ())]


@pytest.mark.parametrize("line", ["5. Letters: None", "8. A.O.B. None", "5. Letters – nil."])
def test_a_numbered_item_may_say_in_a_word_that_there_was_nothing(line):
    (one,) = told(line)
    assert (one.kind, one.sure) == ("nil", False)


def test_apologies_may_name_initials_and_stand_above_what_is_minuted():
    assert kinds("Apologies were received from SD.", head=f"{HEAD}1. Apologies\n")[0][0] == (
        "apologies"
    )
    found = kinds(
        "Apologies were received from Cllr Joel. |",
        "INTERESTS Members are asked to declare any. Minutes: There were none. |",
        head="1. Apologies\n",
    )
    assert [kind for kind, _ in found] == ["apologies", "nil"]


def test_a_log_that_was_noted_over_what_was_said_of_it_is_a_note():
    found = kinds(
        "The Action Log was noted and the following discussed:",
        "- PH said that the ropes were dry.",
        head=f"{HEAD}3. Log\n",
    )
    assert [kind for kind, _ in found] == ["note", "progress"]


def test_who_asks_by_name_is_nobody_above_the_line():
    (one,) = told("Cllr Una Fell asked if the slip was dry.", head="Slip\n\nBern Walker\n")
    assert one.owner == ("Cllr Una Fell",)


def test_the_place_of_a_meeting_is_no_list_of_people():
    line = "MINUTES held at Fell Club, Ash Road, Long Fell on Wednesday 4 May 2023"
    assert [kind for kind, _ in kinds(f"{line}\nThe slip was dry.", head="Club\n")] == ["finding"]


def test_a_number_may_stand_right_before_its_title_and_people_have_first_names():
    found = told("1.PRESENT: Roy, Syd, Des and Una", "2.Apologies:Lin Bell", head="Club\n\n")
    assert [one.kind for one in found] == ["present", "apologies"]


def test_a_day_may_have_its_month_before_it():
    (one,) = told("Date of Next Meeting: September 16th 2014", head=f"{HEAD}9. Close\n")
    assert (one.kind, one.due) == ("next", "2014-09-16")


@pytest.mark.parametrize("line", ["Fuel – Nothing to report.", "The Group had nothing to report."])
def test_nothing_to_report_is_nothing_under_any_title(line):
    (one,) = told(line, head=f"{HEAD}4. Groups\n")
    assert (one.kind, one.sure) == ("nil", False)


def test_an_extension_that_is_built_moves_no_day():
    assert kinds("The hall extension had been painted.", head=ARISING) == [("progress", ())]
    assert kinds("An extension was granted.", head=ARISING) == [("due", ())]


OFFERS = {
    "The site is old. Stefan offered to assist with it.": ("Stefan",),
    "All help is welcome. Mary will produce an updated list of names.": ("Mary",),
}


@pytest.mark.parametrize(("line", "who"), OFFERS.items())
def test_whoever_no_list_has_may_take_a_task(line, who):
    assert kinds(line, head=f"{HEAD}4. Slip\n") == [("action", who)]
