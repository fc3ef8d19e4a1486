"""Whose task it is, where a pronoun, a passive or a ruling says so, and what is nobody's task."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = (
    "Stewardship Board\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n1. Roads\n"
)


def told(*lines: str) -> list[Proposal]:
    text = HEAD + "\n".join(lines) + "\n"
    return [one for one in propose(read(text.encode())).proposals if one.first > 4]


def actions(*lines: str) -> list[Proposal]:
    return [one for one in told(*lines) if one.kind == "action"]


@each(
    ("line", "who"),
    [
        ("The Treasurer explained the delay. She would publish the table.", "Treasurer"),
        ("The Treasurer was asked about the table. She would publish it.", "Treasurer"),
        ("Mr Hay, Head of Fleet, advised that he would bring the plan back.", "Mr Hay"),
        ("The Assistant Director, Legal and Fleet said she would write.", "Assistant Director"),
        ("The Clerk would be writing to residents about the works.", "Clerk"),
        ("It was reported that the Clerk would be writing to residents.", "Clerk"),
        ("The Chair said that he would be reporting back in July.", "Chair"),
        ("Cllr Fox and Cllr Ray would ask. Cllrs Fox and Ray will write.", "Cllr Fox, Cllr Ray"),
    ],
)
def test_who_is_to_act_is_meant_by_a_pronoun_or_told_of_between_commas(line, who):
    (one,) = actions(line)
    assert (", ".join(one.owner), one.sure) == (who, False)


def test_a_line_that_begins_with_a_pronoun_is_of_whoever_the_line_before_is_of():
    (one,) = actions("Ivy Marsh said that the lanes were bad.", "She would circulate the survey.")
    assert one.owner == ("Ivy Marsh",)
    (one,) = actions("It had been wet.", "She would circulate the survey.")
    assert one.owner == ()


@each(
    "line",
    [
        "It was wet. He would be seventy in June.",
        "The Treasurer spoke. She would work from Leeds.",
        "The Treasurer spoke. They would attend as usual.",
        "The works would be completed in June.",
        "The depot will be closed by the owner.",
        "Residents would be notified if the lane were shut.",
        "Any plan that any parish made would be brought to the Board if it asked.",
        "The Board asked that its thanks be recorded.",
        "Members asked that the item be deferred.",
    ],
)
def test_what_will_be_so_anyway_is_no_task(line):
    assert actions(line) == []


@each(
    "line",
    [
        "The parish would be notified.",
        "A summary of the works will be provided to all members.",
        "The survey will be brought to the next meeting.",
        "The contractor is to be invited.",
        "Members asked that the crews who cleared the lanes attend the July session.",
        "The Board agreed to write to the contractor.",
        "agreed to invite the contractor to a later meeting",
    ],
)
def test_what_is_to_be_sent_or_brought_to_those_who_meet_is_a_task_of_nobody_named(line):
    (one,) = actions(line)
    assert (one.owner, one.due, one.sure) == ((), None, False)


@each(
    ("ruling", "who"),
    [
        ("RESOLVED that relevant Heads of Services provide a full list.", "Heads of Services"),
        ("RESOLVED that the Constabulary be asked to provide the names.", "Constabulary"),
        ("RESOLVED that works needing consent be brought to the June meeting.", ""),
        ("RESOLVED that work be undertaken to find the drains.", ""),
        ("Resolved – to contact the school about the lane – PH to action", "PH"),
    ],
)
def test_a_ruling_gives_a_task_that_is_not_sure(ruling, who):
    (one,) = told(ruling)
    assert (one.kind, ", ".join(one.owner), one.sure) == ("action", who, False)


def test_a_ruling_that_may_be_a_task_is_not_sure():
    (one,) = told("RESOLVED that a register be established, kept by the lanes team.")
    assert (one.kind, one.sure) == ("decision", False)
    (one,) = told("RESOLVED that the plan be approved.")
    assert (one.kind, one.sure) == ("decision", True)


def test_those_who_meet_are_asked_for_no_task():
    (one,) = told("RESOLVED that the Council be asked to provide the names.")
    assert one.kind == "decision"


def test_a_clause_goes_on_after_whom_the_one_before_appoints():
    made = told(
        "RESOLVED that –",
        "(a) the following members be appointed –",
        "Lanes – Councillor Roy Dent",
        "Bridges – Councillor Una Fell, and",
        "(b) the Lanes Officer email all members about the vacancies.",
    )
    assert [(one.kind, one.first) for one in made] == [("decision", 6), ("action", 9)]


def test_what_a_clause_only_lists_is_no_ruling():
    made = told(
        "RESOLVED:", "1. That the grounds be:", "· Lack of notice", "2. That it be adopted."
    )
    assert [one.first for one in made] == [6, 8]


@each(
    ("line", "ref", "who"),
    [
        ("The drains to be cleared. Action 3/12 - Ivy Marsh", "3/12", "Ivy Marsh"),
        ("The drains were blocked. Action 3/12 - Ivy Marsh to clear them", "3/12", "Ivy Marsh"),
        ("The drains were blocked and ACTION: Ivy Marsh to clear them.", "", "Ivy Marsh"),
        ("The drains were blocked, ACTION 4: clear the drains.", "4", ""),
    ],
)
def test_an_action_is_set_off_within_its_line_with_its_number(line, ref, who):
    (one,) = actions(line)
    assert (", ".join(one.ref), ", ".join(one.owner)) == (ref, who)


def test_the_number_of_an_action_stands_with_its_owner_below_it():
    (one,) = actions("The drains were to be cleared in the summer.", "Action 3/12 - Ivy Marsh")
    assert (one.ref, one.owner, one.first) == (("3/12",), ("Ivy Marsh",), 5)


def test_the_title_of_a_plan_is_nobody_who_acts():
    assert actions("Item 7/22: Lanes Audit Plan – Progress Report") == []


def test_one_post_whose_fields_are_joined_is_asked_as_one():
    (one,) = actions("(b) requests the Policy and Mending Officer to look into the two drains.")
    assert one.owner == ("Policy and Mending Officer",)


def test_an_answer_stands_after_whoever_gives_it():
    (one,) = told("A: Ivy Marsh - Yes.")
    assert one.kind == "answer"


def test_a_numbered_answer_is_no_open_item():
    made = told("Q1: Could it be mended?", "A1: The Treasurer said that it could.")
    assert [one.kind for one in made] == ["question", "answer"]


@each(
    ("lines", "who"),
    [
        (
            ("Una Fell, Head of Lanes reported a flood. Una would keep the Board informed.",),
            "Una",
        ),
        (
            ("The chairman and vice-chairman will decide how to mend the gate.",),
            "chairman, vice-chairman",
        ),
        (
            ("It was said to be dry and the Safety and Lanes Officer would make contact.",),
            "Safety and Lanes Officer",
        ),
        (("The list would be presented in due course.", "Action: Ivy Marsh"), "Ivy Marsh"),
        (
            ("12/22: Drains – it was noted that they were dry.", "Action  :  Acting Treasurer"),
            "Acting Treasurer",
        ),
    ],
)
def test_who_is_named_again_or_below_is_to_act(lines, who):
    (one,) = actions(*lines)
    assert (", ".join(one.owner), one.first) == (who, 5)


def test_the_reference_of_an_open_item_is_of_the_action_whose_owner_stands_below():
    (one,) = actions("12/22: Drains – it was noted that they were dry.", "Action: Ivy Marsh")
    assert one.ref == ("12/22",)


@each(
    "line",
    [
        "The constitution will be updated accordingly.",
        "It was agreed that a copy would be sent before it was printed.",
        "It was noted that a report would be received at the next meeting.",
    ],
)
def test_what_was_agreed_to_be_sent_is_a_task_of_nobody_named(line):
    (one,) = actions(line)
    assert one.owner == ()


@each(
    "line",
    [
        "Members were asked to consider topics for the year.",
        "The Chair asked the Head of Lanes to give Members an update on the floods.",
        "The Chair said that the Board noted the plan and agreed to discuss it.",
        "A letter said “a note would be provided to members”, and one had been.",
        "Updates would be reported regularly to the Board.",
        "RESOLVED that the Fell Health and River Lanes Board take part in the survey.",
        "RESOLVED that a further meeting be held on 14 June.",
    ],
)
def test_what_those_who_meet_do_themselves_is_no_task(line):
    assert actions(line) == []


@each(
    ("line", "kind"),
    [
        ("- APPROVED the change to the lanes.", "decision"),
        ("- DELEGATED to the Treasurer the right to extend it.", "decision"),
        ("Members noted the report and approved the terms.", "decision"),
        ("That closed works be taken off the list and the rest be noted.", "decision"),
        ("Agreed – 28 February, 13 June, at 7 pm.", "next"),
        ("Action: Complete", "close"),
    ],
)
def test_a_ruling_is_told_from_what_only_looks_like_another(line, kind):
    made = told("RESOLVED", line) if line.startswith("That") else told(line)
    assert [one.kind for one in made] == [kind]


@each(
    ("line", "who"),
    [
        ("The survey is to be published on the website / Ivy Marsh", "Ivy Marsh"),
        ("The gate was broken. / PH to ask the joiner.", "PH"),
        ("Action: Una forward the letter to the joiner.", "Una"),
        ("Action: Circulate the letter to the parish.", ""),
        ("It was agreed that advice would be sought from the joiner.", ""),
        ("The letter will be emailed to members.", ""),
        ("It was late. The matter is to be placed on the next agenda.", ""),
        ("RESOLVED – the plan be noted and a report on drains be brought to the Board.", ""),
        ("RESOLVED that the parish survey be included in the plan for the next meeting.", None),
    ],
)
def test_who_is_set_off_by_a_stroke_or_stands_before_a_bare_verb(line, who):
    found = actions(line)
    assert [", ".join(one.owner) for one in found] == ([] if who is None else [who])


def test_a_week_before_a_meeting_is_no_day_by_which():
    (one,) = actions("The Clerk to write to the parish 1 week before the next meeting.")
    assert one.due is None
    (one,) = actions("The Clerk to write to the parish before the next meeting.")
    assert one.due == "next meeting"


def test_a_task_of_two_sentences_that_ends_in_how_it_stands_is_an_open_item():
    (one,) = told(
        "AP132 PH to ask the joiner again. PH has no answer from the joiner yet - ONGOING."
    )
    assert (one.kind, one.ref, one.owner, one.sure) == ("carry", ("AP132",), ("PH",), False)


@each(
    ("line", "who"),
    [
        ("The tent is still there. Ivy will have a word with them.", "Ivy"),
        ("As we may have it, Pat will put in a request.", "Pat"),
        ("It has not begun; Sally will talk to the school about the plan.", "Sally"),
        ("Ivy asked Dick to advise the bank of the change.", "Dick"),
        ("These will be drawn up into a constitution by Ivy and Pat.", "Ivy, Pat"),
        ("The drivers will now also be added to the mailing list.", ""),
        (
            "Consensus was to wait, and Board Member Fell was asked to provide a list.",
            "Board Member Fell",
        ),
    ],
)
def test_people_who_are_called_by_their_first_names_are_given_tasks(line, who):
    (one,) = actions(line)
    assert ", ".join(one.owner) == who


@each(
    "line",
    [
        "Residents could be asked for their addresses if they would like to hear more.",
        "Likely to be started in the spring",
        "It was agreed that Ivy would act as Chair, Pat as Clerk.",
        "These will be drawn up into a plan by the county.",
    ],
)
def test_what_may_be_asked_or_who_takes_a_post_is_no_task(line):
    assert actions(line) == []
