"""Papers of invented offices: who is told to do what in the minutes of clubs and boards of tenants.
(kind, owner, sure) of each proposal."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Mrs Una Lowe (UL), Mary Pike, Anne Bell, PA\n\n3. Estates\n"


def _told(words: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...], bool]]:
    made = propose(read(f"{head}{words}\n".encode()))
    first = head.count("\n")
    return [(one.kind, one.owner, one.sure) for one in made.proposals if one.first > first]


def _owners(words: str) -> list[tuple[str, ...]]:
    return [owner for kind, owner, _ in _told(words) if kind == "action"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Alan Ash Award – In progress [action PA]", ("PA",)),
        ("Committee members invited to advise the Secretary of it.", ("Committee members",)),
        ("It rained. Committee members requested to ring the bank.", ("Committee members",)),
        ("They noted that he came to none and Janet was asked to write to him.", ("Janet",)),
        ("Anne will get in touch with the mill.", ("Anne",)),
        ("Mary P will do a poster.", ("Mary P",)),
        ("There was agreement that officers should contact the clubs.", ("officers",)),
        ("While it was late, Anne was concerned. She was asked to consolidate it.", ("Anne",)),
    ],
)
def test_who_is_to_act(words, who):
    assert _owners(words) == [who]


@pytest.mark.parametrize(
    "words",
    [
        "Panel members invited to explain it.",
        "We looked at three prices and decided to go with the second.",
        "The drummers cannot come. One of them may be able to come.",
        "It was noted that in May Janet was asked to write to him.",
    ],
)
def test_what_is_said_decided_or_past_is_no_task(words):
    assert _owners(words) == []


def test_what_somebody_has_agreed_to_is_not_sure():
    assert _told("Anne has agreed to write to the mill.") == [("action", ("Anne",), False)]
    assert _told("Anne agreed to write to the mill.") == [("action", ("Anne",), True)]


def test_a_name_may_end_in_an_initial():
    assert _told("Mary P to send a poster.") == [("action", ("Mary P",), True)]


def test_orders_below_a_plan_are_actions():
    words = (
        "Una set out the plans for May, which are as follows:\n\n"
        "1. Invite Bo Vane to the talk on the quay.\n\n"
        "2. Gather evidence from the crews of the tugs.\n\n"
        "It was late and she thanked them."
    )
    assert [kind for kind, _, _ in _told(words)] == ["action", "action", "finding"]


def test_each_number_of_a_ruling_may_have_been_saved_as_1():
    words = "RESOLVED:\n\n1. That the plan be approved.\n\n1. That officers would ring the clubs."
    assert [kind for kind, _, _ in _told(words)] == ["decision", "action"]


def test_items_from_past_minutes_are_open_items():
    words = "e. The Whitby pitches have been booked for winter."
    assert _told(words, "2. Items from Past Meeting Minutes\n")[0][0] == "progress"


def test_a_title_may_run_into_what_was_not_declared():
    words = "Declarations of interest There were no declarations of interest."
    assert [kind for kind, _, _ in _told(words)] == ["nil"]


def test_of_whose_apologies_the_board_was_advised():
    words = "PA advised the Board of apologies from Mary Pike and Anne Bell."
    assert [kind for kind, _, _ in _told(words, "1. Apologies\n")] == ["apologies"]


def test_the_actions_that_members_agreed_have_a_day_and_a_number():
    words = (
        "Members noted the report and agreed the following actions:\n\n"
        "QRC 20230615-002 - Members agreed to refer this report to the Crew Committee.\n\n"
        "QRC 20230615-003 - The plan is to show the tides.\n"
    )
    made = propose(read((HEAD + words).encode()))
    told = [(one.kind, one.ref) for one in made.proposals if one.first > 3]
    assert told == [
        ("note", ()),
        ("action", ("QRC 20230615-002",)),
        ("action", ("QRC 20230615-003",)),
    ]


def test_a_force_may_begin_with_police():
    words = "Members asked Police Scotland to provide a plan for the quay when it meets in May."
    assert _owners(words) == [("Police Scotland",)]


def test_asked_to_declare_or_to_nominate_is_no_question():
    words = (
        "The Chair asked Members to declare any interests that arise from the items of the agenda."
    )
    words += " No interests were declared."
    assert [kind for kind, _, _ in _told(words)] == ["nil"]
    words = "Members of the Panel were asked for nominations for the Chair of the Panel."
    assert "question" not in [kind for kind, _, _ in _told(words)]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Action: write to the bank By: Clerk", ("Clerk",)),
        ("Action: Scan the letter to the owner By Office", ("Office",)),
        ("Rules Action: amend the draft By: Cllr Dunn", ("Cllr Dunn",)),
        ("Paint removal Action: Some of it to be cleared By: Mr Dave Vane/Office", None),
        ("Action: send out the letter By April", ()),
        ("A further meeting will be arranged with the mill.", ()),
    ],
)
def test_by_whom_stands_at_the_end(words, who):
    assert _owners(words) == [("Mr Dave Vane", "Office") if who is None else who]


def test_matters_arising_may_say_what_they_leave_out():
    head = "7. Matters arising (not included in the agenda)\n"
    assert _told("7.1 The gate was painted in May by the crew.", head)[0][0] == "progress"
    made = propose(read(head.encode()))
    assert made.proposals == ()


def test_a_number_and_a_word_that_begins_as_a_month_is_no_day():
    made = propose(read(b"03 Declarations of Interest None reported.\n"))
    assert [one.kind for one in made.proposals] == ["nil"]


def test_who_acted_as_chair_sent_no_apologies():
    words = "Apologies and Introductions\n  • Apologies as above\n"
    words += "  • PG Acting as interim Chairperson\n"
    made = propose(read(words.encode()))
    assert [one for one in made.proposals if one.sure] == []


def test_a_point_that_only_tells_is_no_action_below_a_theme():
    words = "Operational actions\n  • 12 arrests were made in May.\n  • UL to write to the mill.\n"
    made = propose(read(words.encode()))
    tasks = [one for one in made.proposals if one.kind == "action"]
    assert ["UL to write" in one.words for one in tasks] == [True]


@pytest.mark.parametrize("theme", ["Current", "Recent", "Past", "Ongoing", "Live"])
def test_actions_under_way_are_no_list_of_actions(theme):
    words = f"{theme} actions\n  • The gate by the mill, the Clerk\n"
    made = propose(read(words.encode()))
    assert "action" not in [one.kind for one in made.proposals]


def test_actions_that_members_noted_are_past():
    words = "Members noted the following actions:\n  • The Chair had written to the mill.\n"
    made = propose(read(words.encode()))
    assert "action" not in [one.kind for one in made.proposals]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Action UL, speak to Jan about the cost.", ("UL",)),
        ("Action UL circulate the leaflet.", ("UL",)),
        ("Action UL/TR, circulate the leaflet.", ("UL", "TR")),
        ("o Action UL, write to the mill.", ("UL",)),
        ("UL to work with PACTS, IRSO and RSS to assess the results.", ("UL",)),
        ("• Leaflet to be copied to everyone. It is short.", ()),
    ],
)
def test_who_is_called_upon_and_with_whom(words, who):
    head = "Present: Una Lowe (UL), Tom Reed (TR), Ada Marsh (AM)\n\n3. Estates\n"
    made = propose(read((head + words + "\n").encode()))
    assert [one.owner for one in made.proposals if one.kind == "action"] == [who]


@pytest.mark.parametrize(
    "words",
    [
        "Action IT is late.",
        "Action UL was done.",
        "Una is working with PACTS, IRSO and RSS to assess the results.",
    ],
)
def test_what_is_under_way_calls_upon_nobody(words):
    assert _owners(words) == []


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The gate is done, with UL, TR and AM to meet.", ("UL", "TR", "AM")),
        ("It was agreed Una Lowe, Tom Reed & Ada Marsh would review the plan.", None),
        ("It was agreed that Una Lowe, Tom Reed & Ada Marsh would review the plan.", None),
    ],
)
def test_none_of_several_is_lost(words, who):
    assert _owners(words) == [who or ("Una Lowe", "Tom Reed", "Ada Marsh")]


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("UL still to paint the fence.", False),
        ("UL also to bring the steps.", True),
        ("UL then to write to the mill.", True),
        ("UL and TR both to write to the mill.", True),
        ("Action: UL also to bring the steps and the paint.", True),
    ],
)
def test_who_is_still_or_also_to_act(words, sure):
    head = "Present: Una Lowe (UL), Tom Reed (TR)\n\n3. Estates\n"
    made = propose(read((head + words + "\n").encode()))
    assert [(one.owner[0], one.sure) for one in made.proposals if one.kind == "action"] == [
        ("UL", sure)
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Apologies       G Baker, B Wigham", "apologies"),
        ("Apologies/Absent       June Baker, B Wigham", "apologies"),
        ("Present       G. Baker, B. Wigham", "present"),
    ],
)
def test_names_with_an_initial_follow_a_label_without_a_sign(words, kind):
    made = propose(read(f"{words}\n".encode()))
    assert [one.kind for one in made.proposals] == [kind]


def test_money_is_nobody_in_a_list_of_people():
    words = "Apologies: June Baker, Bob Wigham\n"
    words += "Report  Balance of the account rather high, KC to move £900 to Bell Bank\n"
    made = propose(read(words.encode()))
    assert [one.first for one in made.proposals if one.kind == "apologies"] == [1]


def test_these_were_agreed_below_the_heading_of_the_minutes():
    made = propose(read(b"2. Notes of last meeting\nThese were agreed\n"))
    assert [one.kind for one in made.proposals] == ["minutes"]
    made = propose(read(b"2. Fleet\nThese were agreed\n"))
    assert "minutes" not in [one.kind for one in made.proposals]
