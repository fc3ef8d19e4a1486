"""Papers of invented offices: a label with nothing to do, what is only offered, what is noted or
felt that it should be done. (kind, owner) of each proposal."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Secretary\n\n3. Estates\n"


def _told(words: str) -> list[tuple[str, tuple[str, ...]]]:
    made = propose(read(f"{HEAD}{words}\n".encode()))
    return [(one.kind, one.owner) for one in made.proposals if one.first > 3]


@pytest.mark.parametrize(
    "words",
    [
        "Action: none By: n/a",
        "ACTION: No further action",
        "Action: None required",
        "Action: No action required. By whom: N/A",
        "Action: Not applicable  Owner: -",
        "Action required: None By when: N/A",
        "Action: nothing further at this time",
    ],
)
def test_a_label_of_an_action_may_say_that_there_is_none(words):
    assert _told(words) == [("nil", ())]


@pytest.mark.parametrize("words", ["Action: To note", "Action: noted", "Action: for noting only"])
def test_to_note_is_no_action(words):
    assert _told(words) == [("note", ())]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Action: None of the keys fit, UL to cut new ones", ("UL",)),
        ("Action: Note the new rates on the board By: TR", ("TR",)),
        ("Action: No action by TR until UL has the keys", ()),
    ],
)
def test_what_goes_on_after_none_is_an_action(words, who):
    assert _told(words) == [("action", who)]


def test_a_line_that_ends_in_no_action_tells_something():
    assert _told("The roof was looked at. Action: None required.") == [("finding", ())]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("TR offered a kettle to replace the old one.", "finding"),
        ("TR offered two chairs for the hall.", "finding"),
        ("TR promised two chairs for the hall.", "action"),
        ("TR offered a paper on fees for the next meeting.", "action"),
        ("TR offered to bring a kettle.", "action"),
    ],
)
def test_what_is_offered_is_a_task_only_as_a_paper(words, kind):
    assert [one for one, _ in _told(words)] == [kind]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("It was noted that the lease be passed to the solicitor.", "action"),
        ("The Board noted that the name of the lane be raised with the county.", "action"),
        ("It was noted that the lease would be passed to the solicitor.", "finding"),
        ("It was noted that the shop had asked that the lease be passed on.", "finding"),
        ("It was noted that the matter be left.", "finding"),
        ("The Board felt further training should be arranged for new members.", "action"),
        ("It was felt that a letter should be sent to the landlord.", "action"),
        ("Members felt that the fence should be higher.", "finding"),
        ("Members felt a letter should have been sent.", "finding"),
        ("Need to invite all wardens to the next meeting.", "action"),
        ("Need to know basis only.", "finding"),
    ],
)
def test_what_is_noted_or_felt_is_a_task_where_it_is_to_be_done(words, kind):
    assert _told(words) in ([(kind, ())], [] if kind == "finding" else None)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Grant from the county: Agreed; form to be sent by UL.", ("UL",)),
        ("New sign: agreed, order to be placed.", ()),
        ("Fence: Agreed - form to be sent using the draft prepared by UL.", ()),
        ("Secretary; Agreed to send the new rules by email.", ("Secretary",)),
        ("Secretary: Will book the hall.", ("Secretary",)),
        ("TR: Agreed to open a second account.", ("TR",)),
    ],
)
def test_what_follows_from_what_was_agreed(words, who):
    assert _told(words) == [("action", who)]


def test_a_title_agrees_to_nothing():
    assert ("action", ("Energy Audit",)) not in _told("Energy Audit – Agreed to read the meters.")
