"""Who is to act, where a task ends in its owner: after a dash, in a column Action/owner."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Accountability Board\nPresent: Pat Holm (CEX), Ivy Marsh\n"


def actions(text: str) -> list[Proposal]:
    made = propose(read(f"{HEAD}{text}\n".encode()))
    return [one for one in made.proposals if one.kind == "action"]


@each("who", ["Pat Holm", "CEX", "ACC Rusk"])
def test_a_thing_to_be_done_ends_in_its_owner(who):
    (one,) = actions(f"1. Custody\n• The visits to be planned by 28 February – {who}")
    assert (one.owner, one.due) == ((who,), "28 February")


def test_words_after_a_dash_that_name_nobody_who_is_known_are_no_owner():
    (one,) = actions("1. Custody\n• The visits to be planned by 28 February – Sandy Lane")
    assert one.owner == ()


@each("column", ["Action/owner", "Actions and leads", "Action / by whom"])
def test_a_column_of_tasks_with_their_owners_stands_beside_what_was_said(column):
    (one,) = actions(
        f"Item | {column}\n2. Crime | \nThe group asked why it rose. | Send the rates – Ivy Marsh\n"
        "It had risen since May. | "
    )
    assert (one.owner, one.words) == (("Ivy Marsh",), "Send the rates – Ivy Marsh")


@each("who", ["The solicitor", "The Panel's solicitor", "The Panel's clerk"])
def test_a_solicitor_is_asked_as_a_clerk_is(who):
    (one,) = actions(f"1. Custody\n{who} was asked to revise the protocol.")
    assert one.owner == (who.removeprefix("The "),)
