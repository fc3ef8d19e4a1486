"""Papers of invented offices: who "he" is after a title, heads of several fields, orders on a
condition, dates that are not known yet, motions that were carried. (kind, owner)."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Cara Marsh\n\n"


def _told(words: str, head: str = "3. Estates\n") -> list[tuple[str, tuple[str, ...]]]:
    made = propose(read(f"{HEAD}{head}{words}\n".encode()))
    first = (HEAD + head).count("\n")
    return [(one.kind, one.owner) for one in made.proposals if one.first > first]


def test_he_is_whoever_told_of_it_after_a_title():
    words = "Disco – TR said that he was unaware of the theme. He will confirm with Mrs Scott."
    assert _told(words) == [("action", ("TR",))]


def test_a_name_after_a_title_is_no_owner():
    assert ("action", ("Cara",)) not in _told("2. Confirmation of Minutes of May Meeting. Cara", "")


def test_a_head_of_several_fields_is_one():
    words = "The Director of Port Health and Public Protection agreed to write to the mill."
    assert _told(words) == [("action", ("Director of Port Health and Public Protection",))]
    words = "The Director of Legal Services and Cara Marsh agreed to write to the mill."
    assert _told(words) == [("action", ("Director of Legal Services", "Cara Marsh"))]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("• If no call was made – send a certified letter to the mill.", "action"),
        ("• If no call was made – the mill has closed for good.", None),
    ],
)
def test_an_order_on_a_condition_is_one(words, kind):
    found = [one for one, _ in _told(words, "Next Steps:\n• Get bids for the roof.\n")]
    assert ("action" in found) == (kind == "action")


def test_a_date_that_is_not_known_is_no_task():
    assert _told("Clean-up of the yard after May – date to be confirmed.") != [("action", ())]
    assert _told("Form for the yard after May – copies to be sent.") == [("action", ())]


def test_a_motion_that_was_carried_is_a_ruling():
    words = "Una passed a motion that we give £90 to the mill. Carried. Seconded by Tom Reed"
    assert _told(words, "3. Matters Arising\n")[0][0] == "decision"
