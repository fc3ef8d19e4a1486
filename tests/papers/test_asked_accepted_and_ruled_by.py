"""Papers of invented offices: what was suggested and accepted, whose a ruling's task is, columns
that have one heading, applications for planning, outcomes in a word at the end."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Secretary\n\n3. Estates\n"


def _told(words: str) -> list[tuple[str, tuple[str, ...]]]:
    made = propose(read(f"{HEAD}{words}\n".encode()))
    return [(one.kind, one.owner) for one in made.proposals if one.first > 3]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("It was suggested that a film be shown and Supt Lyle was happy with that.", "Supt Lyle"),
        ("Agreed: That the fees be rewritten by the Director of Skills.", "Director of Skills"),
        ("Quotes needed urgently - Clerk", "Clerk"),
        ("UL asked for the plan to be shared with her office; TR agreed.", "TR"),
        ("UL asked for the plan to be shared with her office.", None),
        ("Una was shown round. Sgt Noakes agreed. He said it was quicker, and that he would "
         "raise it with the club.", "Sgt Noakes"),
        ("TR thought the name was odd; UL to think of another.", "UL"),
        ("UL mentioned the survey and asked everyone to fill it in.", "everyone"),
    ],
)  # fmt: skip
def test_whose_it_is(words, who):
    assert _told(words) == [("action", (who,) if who else ())]


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED: that an invitation be extended to the club to attend in May.",
        "UL asked for views of the plan. Comments to the Secretary by 31 March.",
        "It had been agreed that a note would be sent. TR said it was late and requested that "
        "it be done soon.",
    ],
)
def test_what_is_wanted_of_nobody_named(words):
    assert _told(words) == [("action", ())]


@pytest.mark.parametrize(
    "words",
    [
        "Agreed: That the plan be approved by the Board.",
        "Agreed: That the group be led by the Director of Skills.",
        "GL – report is with the bank.",
        "The film was shown and Supt Lyle was happy with that.",
        "Comments to the press were few.",
    ],
)
def test_what_gives_nobody_a_task(words):
    assert "action" not in {kind for kind, _ in _told(words)}


def test_a_task_of_he_is_of_whom_the_line_above_tells():
    words = "Sgt Noakes told of five thefts.\nHe was asked about bikes and agreed to ring the shop."
    assert _told(words)[-1] == ("action", ("Sgt Noakes",))


def test_beside_a_reference_minute_is_what_was_said():
    rows = "Ref | Minute | Action\n1.1 | UL told of the gate. |\n2.1 | UL to mend it. | UL"
    assert _told(rows) == [("finding", ()), ("action", ("UL",))]


def test_beside_the_day_by_which_date_is_another_day():
    rows = "No | Date | Action | Owner | Due\n4 | 12/07/23 | Mend the gate | UL | Oct 2023"
    made = propose(read(f"{HEAD}{rows}\n".encode()))
    assert [one.due for one in made.proposals if one.kind == "action"] == ["Oct 2023"]


def test_in_a_column_of_actions_whoever_is_to_act_is_named():
    rows = "Item | Discussion | Actions\n6 | Sale of the yard. | Lands to instruct agents"
    assert _told(rows) == [("action", ("Lands",))]


def test_applications_have_their_outcome_after_a_dash():
    words = "6. Planning\nP24/S18/HH Garage at The Plough – no objections.\n"
    words += "P24/S19/FUL Two houses – Council OBJECTED (access)."
    assert _told(words) == [("decision", ()), ("decision", ())]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Auditor's report: no matters of concern. Received.", "note"),
        ("Payments of £2,390.11 approved (list attached).", "decision"),
        ("£4k left. Agreed that £1,500 goes to the club.", "decision"),
        ("Cllr Trigg was proposed by Cllr Munday, seconded by Cllr Sells and elected.", "decision"),
    ],
)
def test_outcomes_in_a_word(words, kind):
    assert _told(words) == [(kind, ())]


def test_the_last_minutes_end_the_list_of_who_was_away():
    words = "Apols: A. Rudd (Health)\nLast minutes – OK. Actions: 1 done, 2 late - Una to chase."
    made = propose(read(f"Attendees: Una Lowe, Tom Reed\n{words}\n".encode()))
    assert [one.kind for one in made.proposals] == ["present", "apologies", "action"]


def test_reports_of_crime_that_rose_are_no_report_of_somebody():
    assert _told("- Reports of vehicle crime had risen by a third since May.") == [("finding", ())]
