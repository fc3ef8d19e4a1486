"""What somebody kindly said they would do, what was left to somebody at the end of a line, and whom
those who meet chose."""

from folded import each
from papers.test_columns_made_lines import made, told

ITEM = "1. Quay"
PRESENT = "Present: Una Fell (UF), Bo Marsh (BM), Olga Pike (Clerk)"


def among(line):
    return [one for one in told(PRESENT, "", ITEM, line) if one[1] != "present"]


@each(
    ("line", "owner"),
    [
        ("Una Fell has kindly said that she will go to the mill.", "Una Fell"),
        ("Sally has kindly said that she will go to the mill.", "Sally"),
        ("Bo Marsh very kindly offered to store the chairs.", "Bo Marsh"),
        ("Bo Marsh took this away.", "Bo Marsh"),
        ("UF has taken this as an action.", "UF"),
        ("Una Fell will post the photographs on the page.", "Una Fell"),
        ("Bo Marsh said that he would post the photographs.", "Bo Marsh"),
        ("The crane is out of date. For Bo Marsh to amend.", "Bo Marsh"),
        ("The poster was shown, for UF to circulate.", "UF"),
        ("Committee to try a later start in June.", "Committee"),
        ("Crane – the caretaker will ask for a second price.", "caretaker"),
        ("It was agreed that the team would send its figures to the Clerk.", "team"),
        ("It was agreed that the Adviser to the Board prepare a note.", "Adviser to the Board"),
        ("It was agreed that we will ask what the club could pay.", None),
        ("Una Fell still has to change the name at the bank.", "Una Fell"),
        ("Una Fell has drawn up a plan but this to be amended once it is paid.", "Una Fell"),
        ("The drain leaks and Bo Marsh suggested a pipe - to report back in May.", "Bo Marsh"),
        ("Both clubs requested training in this for their crews.", None),
        ("Una Fell is happy to bake for the open day.", "Una Fell"),
        ("Una Fell is going to see if the lift can be mended.", "Una Fell"),
        ("It was left to Bo Marsh to sort out the keys.", "Bo Marsh"),
        ("Bo Marsh would be asked to mend the gate.", "Bo Marsh"),
        ("We need to write to the ferry company.", None),
        ("(i) We are to write in support of it (UF/BM) (ii) the quay stays as it is.", "UF, BM"),
        ("To be raised with the landlord by Bo Marsh.", "Bo Marsh"),
        ("To be raised with the landlord.", None),
        ("Sally to see whether the lift can be mended.", "Sally"),
        ("Bo Marsh undertook that the doors would be checked.", "Bo Marsh"),
    ],
)
def test_what_somebody_took_or_was_left_is_a_task(line, owner):
    assert among(line) == [(4, "action", owner or "")]


@each(
    "line",
    [
        "They will speak again on 17 March.",
        "There is a plan, for the Board to consider.",
        "The plan was tabled for members to consider.",
        "The plan was tabled, for Members to consider.",
        "The caretaker had been ill.",
        "Bo Marsh took the minutes.",
        "Una Fell said that the Harbour College was willing to host it.",
        "Una Fell is happy to remain on the rota.",
        "Una Fell could see the quay.",
        "It was reported that Bo Marsh would be asked to mend the gate.",
        "We will know more in June.",
        "Una Fell kindly said that she had enjoyed it.",
    ],
)
def test_what_is_only_told_is_no_task(line):
    assert [kind for _, kind, _ in among(line)] == ["finding"]


def test_what_is_still_to_be_done_is_not_sure():
    line = "Una Fell still has to change the name at the bank."
    assert not made(PRESENT, "", ITEM, line).proposals[-1].sure


def test_what_a_committee_is_to_do_is_no_heading():
    lines = (ITEM, "Committee to try a later start in June.", "Una Fell to ask the school.")
    assert made(*lines).proposals[-1].item == "Quay"


@each(
    "line",
    [
        "Una Fell proposes Bo Marsh as treasurer and Olga Pike seconds.",
        "Una Fell proposed Bo Marsh as treasurer and Olga Pike seconded this.",
        "Chair: Una Fell (proposed BM, seconded OP)",
        "Treasurer – Bo Marsh re-elected.",
        "Bo Marsh was co-opted to the committee.",
        "The Panel recommended that the front desks be open on Sundays.",
    ],
)
def test_whom_those_who_meet_chose_is_a_ruling(line):
    assert [kind for _, kind, _ in among(line)] == ["decision"]


@each(
    "line",
    [
        "Bo Marsh, a co-opted member, asked for more light.",
        "It was said that Bo Marsh had been co-opted in May.",
        "The vote had been put off in May (proposed BM, seconded OP).",
    ],
)
def test_who_was_chosen_before_is_no_ruling(line):
    assert "decision" not in [kind for _, kind, _ in among(line)]
