"""Orders after whoever they are for, what became of a task in the same line, and nothing below a
title. The papers here are invented, as are the people in them."""

import pytest
from folded import each

from commands.papers.outline import outlined
from commands.papers.proposals import Proposed, propose
from commands.papers.read import read

ABOVE = "Minutes of the Board of 4 May 2023\nPresent: Kit Marlow, PS Joan Adair, CFO\n1. Boats\n"


def made(words: str, above: str = ABOVE) -> Proposed:
    return propose(read((above + words + "\n").encode()))


def last(words: str, above: str = ABOVE) -> list[tuple]:
    return [(p.kind, p.owner) for p in made(words, above).proposals if p.kind != "present"]


ORDERS = {
    "Kit: mend the gate by June": ("Kit",),
    "Kit: trace the lost oar": ("Kit",),
    "CFO – ask the bank for a second card": ("CFO",),
    "(Kit) – write to the harbour": ("Kit",),
    "Action 7/22 (Kit) – find a bigger shed": ("Kit",),
    "Joan keen to help, will send Kit some dates": ("Joan",),
    "The CFO said no and that she would e-mail the bank.": ("CFO",),
    "The CFO has the key; she will send it round.": ("CFO",),
    "The PCC challenged the CFO to bring a plan that halves the wait.": ("CFO",),
}


@each(("words", "owner"), ORDERS.items())
def test_an_order_after_whoever_it_is_for_is_a_task(words, owner):
    assert last(words) == [("action", owner)]
    assert not any(p.sure for p in made(words).proposals if p.kind == "action")


NO_ORDERS = [
    "CFO – contact management has been slow all year",
    "CFO: support for victims has grown",
    "Kit: explain the rise, please",
    "Shed: mend the gate that fell",
    "The CFO has the key; she will retire in May.",
    "Mr Hay was told that it had been agreed in May that he would write.",
    "PCC agreed to fund nine new lamps.",
]


@each("words", NO_ORDERS)
def test_a_noun_a_ruling_and_what_had_been_agreed_are_no_tasks(words):
    assert [kind for kind, _ in last(words) if kind == "action"] == []


BECAME = {
    "CFO to write to the bank. Done.": "close",
    "Kit to count the oars. Outstanding; nine are missing.": "carry",
    "CFO to report on rope. Moved to July's meeting.": "due",
    "CFO to ring the mayor. In progress.": "progress",
    "All complete.": "close",
}


@each(("words", "kind"), BECAME.items())
def test_what_became_of_a_task_in_its_own_line_makes_it_no_new_action(words, kind):
    above = ABOVE.replace("1. Boats", "1. Actions from 6 April")
    assert [kind for kind, _ in last(words, above)] == [kind]
    assert made(words, above).furniture.keys().isdisjoint({4})


def test_a_task_before_another_sentence_is_still_one():
    assert last("CFO to chase it. Outstanding invoices now come to £3m.")[0] == ("action", ("CFO",))


def test_a_row_of_a_table_may_begin_and_end_with_an_empty_column():
    text = "Item | Discussion | Action\n | Nine oars were lost at sea. | \n | Buy nine oars. | CFO"
    assert last(text) == [("finding", ()), ("action", ("CFO",))]


def test_an_order_beside_its_owner_is_a_task_without_any_headings():
    assert last("\tCount the oars before Lent.\tCFO") == [("action", ("CFO",))]
    assert last("\tThe oars by the gate, nine of them\tCFO") != [("action", ("CFO",))]


def test_the_owner_of_a_listed_action_may_stand_between_two_dashes():
    for head in ("Actions\n- ", "Actions:\n", "Actions\n"):
        assert last(f"{head}Oars – PS Adair – nine more") == [("action", ("PS Adair",))]
    proposed = made("It rained.\nOars – PS Adair – nine more")
    assert proposed.state(5) == "not understood", "there it may be a title"


def test_of_a_due_date_that_names_the_one_before_it_the_new_one_holds():
    head = "Ref | Action | Owner | Due | Status\n"
    (told,) = made(f"{head}B/1/22 | Oars | CFO | 3/9/2022 (was 3/7/2022) | Moved", "").proposals
    assert (told.kind, told.due) == ("due", "3/9/2022")
    head = "Ref | Action | Owner | Due\n"
    (action,) = made(f"{head}B/1/22 | Oars | CFO | May 2022 (originally March 2022)", "").proposals
    assert (action.kind, action.due) == ("action", "May 2022")


def test_a_clause_after_one_that_ends_in_and_is_ruled_too():
    text = "RESOLVED: that the chart be noted and\nthat the CFO send a copy to Kit."
    assert last(text) == [("note", ()), ("action", ("CFO",))]


def test_a_named_authority_may_be_given_a_task_and_authority_is_none():
    head = "RESOLVED: That\n"
    assert last(f"{head}(1) the Port Authority write to Kit.") == [("action", ("Port Authority",))]
    assert last(f"{head}(1) the CFO have authority to sell it.")[0][0] == "decision"


def test_what_a_notice_recommends_is_asked_of_its_reader():
    text = (
        "Decision reference: B/7\nRecommendation\nThat nine oars be bought.\n"
        "Decision\nI approve nine oars.\nSigned: K Marlow"
    )
    proposals = made(text, "").proposals
    assert [(p.kind, p.first) for p in proposals] == [("reportrec", 3), ("decision", 5)]


TITLED = ["Item 7. Any other business. There was none.", "AOB: nothing was raised."]


@pytest.mark.parametrize("words", TITLED)
def test_nothing_after_its_title_in_one_line_is_a_nil_return(words):
    assert last(words) == [("nil", ())]


def test_nothing_with_a_reason_is_no_nil_return():
    assert last("Any other business. There was none because it snowed.") != [("nil", ())]


@pytest.mark.parametrize("label", ["Couldn't make it", "Could not make it"])
def test_whoever_could_not_make_it_sent_apologies(label):
    above = (
        f"Notes of 4 May 2023\n\nPresent: Kit Marlow\n{label}: Canon Reed, Joan Adair\n1. Boats\n"
    )
    assert last("It rained.", above)[0] == ("apologies", ())


def test_whoever_took_the_chair_is_in_no_list_of_those_who_came():
    text = "1. Chairman\nIn the absence of Canon Reed, Mr Hay took the Chair.\n"
    assert "present" not in [p.kind for p in made(text, "Notes of 4 May\n").proposals]


def test_the_title_of_a_tracker_tells_nothing():
    title = "Joint Independent Harbour Committee – Action tracker (September 2020)\n"
    proposed = made("1. Boats\nIt rained.", title)
    assert proposed.state(1) != "proposed"


OWNERS = {
    "Partnership Manager to count the oars.": ("Partnership Manager",),
    "The Policy Officer to write to Kit.": ("Policy Officer",),
    "The CFO took this well and promised to whitewash the shed.": ("CFO",),
    "The Board, after some talk, left it with the CFO to draw up a list.": ("CFO",),
    "Members heard it. The CFO agreed to trace the missing oar.": ("CFO",),
}


@each(("words", "owner"), OWNERS.items())
def test_who_took_it_on_may_be_a_post_of_a_body_and_the_verb_any(words, owner):
    assert last(words) == [("action", owner)]


@each(
    "words",
    [
        "The CFO undertook a yearly count of the oars and found them all there.",
        "The CFO took this well and promised to remain.",
        "The Partnership to be told.",
    ],
)
def test_what_was_undertaken_before_binds_nobody(words):
    assert [one for one in last(words) if one[0] == "action" and one[1]] == []


def test_a_line_that_binds_a_second_person_is_not_sure():
    words = "Kit to let the CFO have the list, and she would send it on."
    assert [(p.kind, p.sure) for p in made(words).proposals[1:]] == [("action", False)]
    assert made("Kit to let the CFO have the list.").proposals[-1].sure


def test_what_members_heard_is_told():
    assert last("Members heard that the oars were old.") == [("finding", ())]


def test_what_initials_of_the_papers_own_list_said_is_told():
    above = "Notes of 4 May 2023\nPresent: Kit Marlow (KM)\nBoats\nIt rained.\nIt was wet.\n"
    assert made("KM – best month since the spring of 2011", above).state(6) == "proposed"
    assert made("XY – best month since the spring of 2011", above).state(6) == "not understood"


LOG = "Actions as of 7 June 2023\n"


def test_an_item_of_a_log_has_its_reference_before_its_owner_and_how_it_stands():
    text = (
        "BG/04 – Supt Moss – Print a crib for oars – COMPLETE (green)\n"
        "BG/07 – NEW – Supt Moss to write to all crews about it\n"
        "BG/09 – Rope store – handed over from Supt Moss to Ch Insp Bell"
    )
    found = [(p.kind, p.owner, p.ref) for p in made(text, LOG).proposals]
    assert found == [
        ("close", ("Supt Moss",), ("BG/04",)),
        ("action", ("Supt Moss",), ("BG/07",)),
        ("reassign", ("Ch Insp Bell",), ("BG/09",)),
    ]


def test_an_item_of_a_log_is_nobody_who_came():
    row = outlined(read(f"{LOG}BG/08 – Supt Moss – Oar Count\n".encode())).rows[1]
    assert row.code == "BG/08"
    assert row.shape != "people"


def test_no_name_of_an_illness_is_a_reference():
    assert made("COVID-19 closed the yard.").proposals[-1].ref == ()


def test_a_listed_action_has_its_own_reference():
    text = "Actions to be taken:\nActions:\nA1/24 – CFO to let Kit know.\nA2/24 – Kit will ring."
    actions = [p for p in made(text).proposals if p.kind == "action"]
    assert [p.ref for p in actions] == [("A1/24",), ("A2/24",)]


def test_an_order_in_a_column_of_actions_has_its_owner_and_day_in_a_bracket():
    text = (
        "Item\tNotes\tAction (owner, date)\n"
        "2 Oars\tNine were lost. Why?\tBreak down the losses by month (Insp Dow, 31 Oct)\n"
        "3 Rope\tIt was liked.\tAsk the Port to sell some (Liv Shand)\n"
        "4 Paint\tIt was dry.\tSeen by most (Green Room)\n"
    )
    rows = [p for p in made(text, "").proposals if p.kind == "action"]
    assert [(p.owner, p.due) for p in rows] == [(("Insp Dow",), "31 Oct"), (("Liv Shand",), None)]


def test_a_day_in_brackets_is_due_only_beside_an_owner():
    assert made("Action: send the minutes (12 May 2020)").proposals[-1].due is None
    action = made("Action: send the minutes (CFO, 12 May 2020)").proposals[-1]
    assert (action.owner, action.due) == (("CFO",), "12 May 2020")


def test_whoever_joined_online_came():
    above = (
        "Notes of 4 May 2023\nJoined online:\nThe CFO (K Marlow); Audit (J Reed, Bell & Co)\n1. B\n"
    )
    told = [(p.kind, p.sure) for p in made("It rained.", above).proposals]
    assert told == [("present", True), ("finding", False)]
