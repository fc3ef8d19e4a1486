"""Sentences that go on in the next line, labels without a mark, and who else is given a task."""

from folded import each

from commands.papers import standing
from commands.papers.claims import Proposal
from commands.papers.proposals import Proposed, propose
from commands.papers.read import read

HEAD = "Harbour Board\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n1. Roads\n"


def made(*lines: str) -> Proposed:
    return propose(read((HEAD + "\n".join(lines) + "\n").encode()))


def every(*lines: str) -> list[Proposal]:
    return [one for one in made(*lines).proposals if one.first > 4]


def told(*lines: str) -> list[tuple[int, str, str]]:
    return [(one.first - 4, one.kind, ", ".join(one.owner)) for one in every(*lines)]


def test_a_line_that_only_goes_on_with_a_sentence_tells_nothing_of_its_own():
    lines = (
        "Action: PH to send a plan for the lamps of",
        "",
        "the pier to be chosen by",
        "IM in May.",
    )
    assert [(at, owner) for at, _, owner in told(*lines)] == [(1, "PH")]
    assert made(*lines).furniture[7] == "part"


@each(
    "above",
    ["The lamps were discussed.", "The Board was told that:", "The lamps are to be lit and"],
)
def test_a_line_after_a_sentence_or_a_list_stands_alone(above):
    assert made(above, "the pier to be closed in May").furniture.get(6) != "part"


@each(
    "line",
    [
        "lamps of the pier were lit. Mr Ash to tell the club.",
        "lamps, and it was agreed that Ivy Marsh would write",
    ],
)
def test_a_line_that_goes_on_and_then_gives_a_task_is_read(line):
    assert (2, "action") in [(at, kind) for at, kind, _ in told("The Board spoke of the", line)]


@each(
    ("line", "owner"),
    [
        ("Action Circulate the plan of the lamps to members", ""),
        ("Clerk/chair to ensure that the lamps are on the agenda.", "Clerk, chair"),
        ("Agreed to print the rules and for Noel to amend them.", "Noel"),
        ("Cups – still not found. Committee to try and get prices.", "Committee"),
        ("The Chair asked management to put in place a plan for this.", "management"),
        ("Members noted the plan and requested it be further aligned with the rules.", ""),
        ("Ash will come in June and a letter will be sent to the Clerk with the numbers.", ""),
        (
            "Action: A review is to be prepared jointly by PH and IM. Update 4 May – see the log.",
            "PH, IM",
        ),
    ],
)
def test_a_task_is_read_however_it_is_put(line, owner):
    assert told(line) == [(1, "action", owner)]


@each(
    ("lines", "kind"),
    [
        (("Ms Fell was thanked for her work. The record was approved.",), "minutes"),
        (("Decision: The minutes for July were approved.",), "minutes"),
        (("Resolved: That the apologies be accepted. Moved: Una Fell",), "decision"),
        (("2. Minutes of the last meeting", "An amendment is to be made;"), "correct"),
        (("Urgent matters: There were no urgent matters.",), "nil"),
        (("In relation to matters on the agenda, no member had any interest to disclose.",), "nil"),
        (("2. HMICFRS cause of concern", "The force answered it in May."), "finding"),
        (("2. Cause of concern", "The force has no lamps."), "cause"),
        (("Mr Ash will step in for the Chair in May.",), "finding"),
    ],
)
def test_a_line_is_of_the_kind_that_it_says(lines, kind):
    assert [one for _, one, _ in told(*lines)] == [kind]


@each(
    "line",
    [
        "The PCC welcomed everyone to the meeting and apologies were noted.",
        "The notice of meeting was taken as read.",
    ],
)
def test_an_opening_records_nothing(line):
    assert told(line) == []


def test_a_row_that_broke_in_two_ends_no_table_and_is_not_sure():
    rows = (
        "Name | Role |",
        "T/ACC. Una Fell | Coast |",
        "PSE Roy Ash |",
        "Rep. Piers |",
        "Dot Lee | Law |",
    )
    found = propose(read(("Harbour Force\n" + "\n".join(rows) + "\n").encode())).proposals
    assert [(one.first - 2, one.sure) for one in found if one.kind == "present"] == [
        (1, True),
        (2, False),
        (3, False),
        (4, True),
    ]


@each(
    ("lines", "owner"),
    [
        (("Actions arising:", "The search for lamps should continue.        PH/IM"), "PH, IM"),
        (("The plan for the lamps was talked over.   All",), "All"),
        (("It was agreed to buy two lamps at £60.       PH",), "PH"),
        (("All officers will need to complete their reports.",), "All officers"),
        (("Mr Lee welcomed the lamps. He has been asked to supply a plan.",), "Mr Lee"),
    ],
)
def test_a_column_at_the_right_has_the_owner(lines, owner):
    assert told(*lines)[-1][1:] == ("action", owner)


@each(
    ("lines", "kind"),
    [
        (("DECISION", "1. To note the report."), "note"),
        (
            ("2. Action point update", "All action points of the last meeting were cleared."),
            "close",
        ),
    ],
)
def test_below_such_a_title_a_line_says_what_became_of_it(lines, kind):
    assert [one for _, one, _ in told(*lines)] == [kind]


def test_a_watch_and_a_pub_are_nobody():
    text = "Quay Harbour Watch\nLantern Pub, Quay Harbour\n1. Lamps\n"
    assert not propose(read(text.encode())).proposals


def test_a_hall_has_an_extension_and_a_day_has_one():
    assert standing.of("The hall extension was drawn up.") is None
    assert standing.of("The extension was granted.") == standing.Standing("due")


def test_a_post_alone_is_of_who_came_below_such_a_label_wherever_it_stands():
    assert propose(read(b"Harbour Board\nPresent:\nTreasurer\n")).proposals[0].kind == "present"
    assert told("The lamps were mended.", "In attendance:", "- Treasurer")[1][1] == "present"


def test_below_a_reference_no_title_is_of_who_came():
    text = "Harbour Board\nPresent\nUna Fell (UF)\nRef 02/4/5\nDeep look: Coast Lantern.\n"
    assert [one.first for one in propose(read(text.encode())).proposals] == [3]


def test_what_somebody_undertook_to_do_may_be_a_list_below():
    lines = (
        "In the debate the Deputy Commissioner, QHB, undertook to:",
        "- Provide the costs of the lamps;",
        "- To look into the rails; and",
        "The pier was closed in May.",
    )
    assert told(*lines)[:2] == [
        (2, "action", "Deputy Commissioner"),
        (3, "action", "Deputy Commissioner"),
    ]
    assert (4, "action") not in [(at, kind) for at, kind, _ in told(*lines)]


def test_a_list_below_a_line_that_is_told_to_nobody_gives_no_task():
    found = told("The lamps were found to:", "- Provide the light of the pier;")
    assert "action" not in [kind for _, kind, _ in found]


@each(
    ("line", "owner"),
    [
        ("The Deputy Commissioner, QHB, undertook to provide the costs.", "Deputy Commissioner"),
        ("The Deputy Mayor for Piers undertook to provide the costs.", "Deputy Mayor for Piers"),
    ],
)
def test_a_post_may_be_of_a_body_or_for_a_field(line, owner):
    assert told(line) == [(1, "action", owner)]


def test_a_purpose_above_the_minutes_of_an_agenda_is_no_ruling():
    lines = (
        "The Board is asked to note the plan for the lamps:",
        "Minutes:",
        "The plan was noted.",
    )
    assert made(*lines).furniture[5] == "agenda"


def test_minutes_of_a_day_above_the_minutes_of_an_agenda_are_passed_too():
    lines = ("Minutes of the forum of 3 May to be agreed.", "Minutes:", "The lamps were lit.")
    assert made(*lines).furniture[5] == "agenda"


def test_what_members_are_reminded_of_is_no_matter_of_the_meeting():
    assert not told("Members are reminded to bring the papers of the lamps that were sent out.")


def test_what_stands_between_two_labels_of_minutes_is_told():
    lines = ("Minutes:", "Mr Ash to tell the club.", "Minutes:", "The lamps were lit.")
    assert (2, "action") in [(at, kind) for at, kind, _ in told(*lines)]


def test_whoever_is_named_by_letters_beside_another_is_not_of_a_body():
    assert not told("PH, IM, undertook to provide the costs.")


@each("lead", ["The Deputy Mayor undertook:", "The lamps were bought. The Treasurer will:"])
def test_only_a_line_that_ends_in_to_leads_a_list_of_what_is_done(lead):
    assert "action" not in [kind for _, kind, _ in told(lead, "- Provide the costs of lamps;")]


def test_a_list_that_somebody_undertook_ends_where_the_marks_end():
    lines = ("The Treasurer undertook to:", "- Provide the costs;", "Send the plan to the Board.")
    assert told(*lines) == [(2, "action", "Treasurer")]


def test_a_line_that_goes_on_after_to_leads_no_list():
    lines = ("The Treasurer undertook to write to: the club.", "- The pier was closed in May.")
    assert (2, "action") not in [(at, kind) for at, kind, _ in told(*lines)]


def test_what_is_closed_on_a_condition_is_not_closed():
    for said in (
        *("Closed (to be verified)", "Complete - awaiting evidence", "Closed?", "Complete/ongoing"),
        *("Done, subject to CFO approval", "Complete once signed", "Discharged if agreed"),
    ):
        assert standing.of(said) is None, said
    for said in ("Closed", "Completed - to be reported to JAC in June", "Complete, to be removed"):
        assert standing.of(said) == standing.Standing("close"), said
