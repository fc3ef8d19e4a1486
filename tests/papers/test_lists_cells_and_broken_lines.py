"""Papers of invented offices: a task over a list of what, a table made into lines, a cell each, a
sentence that a page broke, items by references of their own, whose a passive task is."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Bo, Secretary\n\n3. Estates\n"


def _made(words: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    made = propose(read(f"{HEAD}{words}\n".encode()))
    return [(one.kind, one.owner, one.due) for one in made.proposals if one.first > 3]


def _told(words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(kind, owner) for kind, owner, _ in _made(words)]


def test_a_task_over_a_list_is_of_each_point():
    words = "The Secretary to circulate:\n- the plan of the yard;\n- the key list."
    assert _told(words) == [("action", ("Secretary",))] * 2
    words = "The Secretary reported:\n- the plan of the yard;\n- the key list is lost."
    assert "action" not in {kind for kind, _ in _told(words)}


STACK = ["Ref", "Action", "Lead", "Deadline"]


def test_the_cells_of_a_row_may_stand_below_each_other():
    rows = ["Y/1", "Mend the gate of the yard.", "Una Lowe", "30 May 2024"]
    rows += ["Y/2", "Ask for three prices.", "Secretary", "June meeting"]
    found = propose(read("\n".join([*STACK, *rows, "Closing words"]).encode()))
    told = [(one.first, one.kind, one.owner, one.due, one.ref) for one in found.proposals]
    assert told == [
        (6, "action", ("Una Lowe",), "30 May 2024", ("Y/1",)),
        (10, "action", ("Secretary",), "June meeting", ("Y/2",)),
    ]
    assert found.furniture[5] == found.furniture[7] == "columns"
    assert found.proposals[0].words == "Mend the gate of the yard."


def test_without_references_a_row_needs_an_owner():
    rows = ["Mend the gate of the yard.", "Una Lowe", "30 May 2024"]
    rows += ["Sweep it.", "the yard was swept in May", "31 May 2024"]
    found = propose(read("\n".join([*STACK[1:], *rows]).encode()))
    assert [(one.first, one.owner) for one in found.proposals if one.kind == "action"] == [
        (4, ("Una Lowe",))
    ]


def test_a_row_of_too_few_lines_ends_the_table():
    rows = ["Y/1", "Mend the gate of the yard.", "Una Lowe", "Y/2", "Ask for prices.", "Secretary"]
    found = propose(read("\n".join([*STACK, *rows]).encode()))
    assert "columns" not in found.furniture.values()


def test_a_task_may_go_on_in_the_line_below():
    words = "UL commented that the gate was not on the list of the yard; TR\nwould add it by 4 May."
    assert _made(words) == [("action", ("TR",), "4 May")]
    words = "The Chair was sorry for it and asked that a new\nlist be sent to members.\nAction: TR"
    assert _told(words) == [("action", ("TR",))]


def test_an_item_by_a_reference_ends_the_one_before():
    words = "24/04 Matters arising\n(a) The gate was mended.\n24/05 Fees. They were looked at."
    assert [kind for kind, _ in _told(words)] == ["progress", "finding"]
    words = "24/04 Matters arising\n23/71 Gate – it was mended.\n23/72 Fees – they were raised."
    assert [kind for kind, _ in _told(words)] == ["progress", "progress"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("RESOLVED that the list be sent to the club by the Secretary by 8 May.", ("Secretary",)),
        ("It was asked that the gate be listed and the Secretary agreed to this.", ("Secretary",)),
        ("The Board requested the Engineer to see that the gate is shut.", ("Engineer",)),
        ("A group of Cllrs Fox, Gale and Hay to look at the fees.", ("Cllrs Fox", "Gale", "Hay")),
        ("UL wondered about a second gate - she will ask.", ("UL",)),
        ("UL showed a plan. People liked it. She'll add a gate and send it to TR.", ("UL",)),
        ("TR asked why. It was dark. UL will put a note on the gate.", ("UL",)),
        ("UL is seeking a key and will keep the club posted.", ("UL",)),
    ],
)
def test_whose_task_it_is(words, who):
    assert _told(words) == [("action", who)]


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED that the list be kept by the gate.",
        "TR asked the Board to note the fees.",
        "UL will put safety first.",
        "The gate was mended - it will last.",
    ],
)
def test_what_is_so_is_nobodys_task(words):
    assert "action" not in {kind for kind, _ in _told(words)}


def test_of_what_was_agreed_a_request_is_a_task():
    words = "It was AGREED:\n1. to ask the club for a copy of its plan;\n2. to raise the fee."
    assert [kind for kind, _ in _told(words)] == ["action", "decision"]


def test_a_due_day_is_of_the_sentence_of_its_task():
    assert _made("Notes to TR by 1 May. UL to print them.") == [("action", ("UL",), None)]
    assert _made("UL to print them by mid May. They are short.") == [("action", ("UL",), "mid May")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Action 35: TR said that the gate was late.", "progress"),
        ("Action 35: TR to mend the gate.", "action"),
    ],
)
def test_the_number_of_an_action_may_stand_before_what_is_told_of_it(words, kind):
    assert [one for one, _ in _told(f"Action log\n{words}")] == [kind]


def test_an_item_put_off_leaves_what_somebody_will_do():
    words = "24/08 Lights. TR offered to ask a third firm. Item deferred to the next meeting."
    assert _made(words) == [("action", ("TR",), None)]
    assert _told("This item was deferred until the next meeting.") == [("deferred", ())]


def test_whose_the_action_below_its_label_is():
    words = "TR asked if it was late. UL said no.\nACTION Q/4 – UL / TR\nFees to come to July."
    assert _told(words)[-1] == ("action", ("UL", "TR"))


def test_a_member_and_their_post_after_a_tab_came():
    words = "Members present:\nUna Lowe (UL)\tChair\nDr Tom Reed (TR)\tMedical Director\n"
    made = propose(read(words.encode()))
    assert [(one.kind, one.first, one.sure) for one in made.proposals] == [
        ("present", 2, True),
        ("present", 3, True),
    ]


def test_points_of_the_last_time_tell_how_they_stand():
    assert _told("Last time\n- Bin at the gate: in place.\n- Keys: lost twice.") == [
        ("progress", ()),
        ("progress", ()),
    ]
    assert _told("Matters arising\nItem 9 – UL has written to the club about it.") == [
        ("progress", ())
    ]


@pytest.mark.parametrize("words", ["4. Correspondence. Nothing received.", "6. Safety. No losses."])
def test_an_item_may_have_nothing(words):
    assert [kind for kind, _ in _told(words)] == ["nil"]


def test_what_is_recommended_to_a_council_was_ruled():
    assert _told("RECOMMENDATION TO COUNCIL: That fees rise by 4%.") == [("decision", ())]


def test_several_next_meetings():
    assert [kind for kind, _ in _told("8. Dates of next meetings: 20th May; 8th July.")] == ["next"]
