"""What papers of many layouts propose. The papers here are invented, as are the people in them."""

import subprocess
import sys
from pathlib import Path

import pytest
from folded import each
from hypothesis import given
from hypothesis import strategies as st

from commands.papers.proposals import known, propose
from commands.papers.shapes import plain
from ledger.paper_lines import Line, Reading

SHARED = Path(__file__).parents[3] / "shared" / "papers"


def reading(text: str) -> Reading:
    return Reading(
        form="text",
        lines=tuple(
            Line(number=at, text=line, address=f"line {at}")
            for at, line in enumerate(text.split("\n"), 1)
        ),
    )


def told(text: str) -> list[tuple]:
    """Kind, line, owners, due date and reference of each proposal."""
    return [(p.kind, p.first, p.owner, p.due, p.ref) for p in propose(reading(text)).proposals]


def kinds(text: str) -> list[str]:
    return [kind for kind, *_ in told(text)]


@each(
    ("line", "owners", "due"),
    [
        ("ACTION: AB to write to the Home Office.", ("AB",), None),
        (
            "Action – Chief Constable to bring figures by 3 May 2019",
            ("Chief Constable",),
            "3 May 2019",
        ),
        ("Action 12: DCC Marsh and CFO to review the reserve", ("DCC", "CFO"), None),
        ("ACTION All to read the papers", ("All",), None),
        ("Action: review the risk register (JD)", ("JD",), None),
    ],
)
def test_a_labelled_action_has_its_owner_and_a_due_date_only_where_it_is_stated(line, owners, due):
    assert told(f"1. Finance\n{line}") == [("action", 2, owners, due, told(line)[0][4])]


def test_an_owner_below_the_action_is_the_owner_of_the_line_above():
    text = "PORTFOLIO\nDCC Marsh to arrange a review of the fleet.\nACTION : DCC Marsh"
    assert told(text) == [("action", 2, ("DCC",), None, ())]
    assert propose(reading(text)).state(3) == "furniture"


def test_an_action_log_and_a_plan_are_no_actions():
    assert "action" not in kinds("Action Log\nThe action log was noted.\nAction Plan 2019")


@each(
    ("line", "kind"),
    [
        ("RESOLVED that the report be noted.", "note"),
        ("RESOLVED – That the budget for 2019/20 be approved.", "decision"),
        ("IT WAS AGREED that a task group be set up.", "decision"),
        ("The Panel agreed to appoint two members to the board.", "decision"),
        ("There were no declarations of interest.", "nil"),
        ("RESOLVED that the minutes of the meeting held on 4 May 2019 be approved.", "minutes"),
        ("Inspectors judged the force as requires improvement at preventing crime.", "grade"),
    ],
)
def test_a_ruling_is_told_from_a_note(line, kind):
    assert kinds(f"4. ESTATES\n{line}") == [kind]


def test_a_list_of_rulings_is_ruled_one_by_one():
    text = (
        "RESOLVED that:\n(a) the report be noted;\n(b) the fees be frozen; and\n"
        "(c) a further report be prepared for May."
    )
    assert kinds(text) == ["note", "decision", "action"]


def test_who_came_and_who_did_not():
    text = (
        "Present:\nAnn Lee (AL) – Police and Crime Commissioner\nCC Bob Ray (BR)\n"
        "Apologies:\nCath Moss – Treasurer\n1. Welcome\nAL welcomed everyone."
    )
    assert [told[:2] for told in told(text)] == [("present", 2), ("present", 3), ("apologies", 5)]


def test_the_minutes_confirmed_are_of_the_day_that_is_named():
    assert told("The minutes of 13 April 2014 were approved as a correct record.") == [
        ("minutes", 1, (), "2014-04-13", ())
    ]


def test_an_outstanding_reference_gives_each_line_below_it_its_number():
    text = (
        "Reference 4 – Staff survey\n- The Chair noted that this reference could be closed.\n"
        "Reference 5 – Estates\n- Members noted that the due date should be changed to May 2019."
    )
    assert told(text) == [("close", 2, (), None, ("4",)), ("due", 4, (), "May 2019", ("5",))]


def test_a_decision_notice_has_its_reference_and_its_maker():
    text = (
        "Decision Ref:\n2023/52\nIssue:\nFleet\nDecision:\nI have approved the fleet strategy.\n"
        "Date of Decision:\n11 March 2024\nDecision Maker:\nPCC & CC"
    )
    assert told(text) == [("decision", 6, ("PCC", "CC"), None, ("2023/52",))]


def test_a_day_within_an_action_is_not_when_it_is_due():
    ((_, _, _, due, _),) = told("ACTION: AB to send the minutes of 4 May 2019 to the Panel.")
    assert due is None


def test_every_layout_says_what_it_cannot_know():
    for name, module in known().items():
        assert "cannot" in (module.__doc__ or ""), name
        assert isinstance(module.RANK, int)


@given(st.lists(st.text(max_size=90), max_size=25))
def test_every_line_is_accounted_for_and_every_word_is_the_papers(lines):
    proposed = propose(reading("\n".join(lines).replace("\r", " ")))
    assert sum(proposed.coverage().values()) == len(proposed.reading.lines)
    for one in proposed.proposals:
        whole = " ".join(line.text for line in proposed.reading.lines[one.first - 1 : one.last])
        assert one.words
        assert one.words in plain(whole)


def test_proposals_of_the_labelled_papers_reach_the_bars(tmp_path):
    if not SHARED.exists():
        pytest.skip("there are no labelled papers beside the project (../shared/papers)")
    import json

    for paper in sorted(SHARED.glob("[0-9]*.txt")):
        proposed = propose(reading(paper.read_text(encoding="utf-8")))
        listed = [one.as_json() for one in proposed.proposals]
        (tmp_path / f"{paper.stem}.json").write_text(json.dumps(listed))
    scored = subprocess.run(
        [sys.executable, str(SHARED / "score.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = {line.split()[0]: line.split() for line in scored.splitlines() if line.strip()}
    whole, actions = rows["ALL"], rows["action"]
    assert float(whole[6]) >= 0.85 and float(whole[7]) >= 0.8, scored
    assert float(actions[3]) >= 0.9 and float(actions[4]) >= 0.8, scored
    invented = next(line for line in scored.splitlines() if line.startswith("due invented"))
    assert invented.split()[2].startswith("0/"), scored
    verbatim = next(line for line in scored.splitlines() if line.startswith("verbatim"))
    found, of = verbatim.split()[1].split("/")
    assert found == of, scored


TASKS = "2.\tBUSINESS AND RISKS\t\n\tA short update was given on current matters.\t\n"


@each(
    ("row", "owners"),
    [
        ("\tIt was agreed to issue a joint statement on the fire.\tPCC/CC", ("PCC", "CC")),
        ("\tA paper on the options is required for the July meeting.\tDCC", ("DCC",)),
        ("\tA paper on the options is required for the July meeting.\tNoted", None),
        ("\tBob Ray\tDCC", None),
    ],
)
def test_an_owner_alone_in_the_column_at_the_right_has_the_task_beside_it(row, owners):
    text = f"{TASKS}\tAction arising:\tDCC\n{row}"
    found = [p.owner for p in propose(reading(text)).proposals if p.kind == "action"]
    assert found == ([] if owners is None else [owners])
    assert propose(reading(text)).state(3) == "furniture", "the label, with its owner"


@each("none", ["None.", "None", "Nil", "none"])
def test_none_is_nobody_and_below_actions_arising_a_nil_return(none):
    text = f"1. Fleet\nFive vans were sold.\nActions arising: {none}\nThe yard was cleared.\n"
    assert kinds(text) == ["finding", "nil", "finding"]


def test_what_is_told_below_the_items_own_label_stands_under_the_item():
    text = "4. FLEET\nFive vans were sold.\nActions arising\nThere were none.\nSix are left.\n"
    assert [(p.kind, p.item) for p in propose(reading(text)).proposals] == [
        ("finding", "FLEET"),
        ("nil", "FLEET"),
        ("finding", "FLEET"),
    ]


def test_a_task_with_what_became_of_it_is_an_open_item_and_no_new_action():
    head = "1. OUTSTANDING MATTERS - actions arising from the May meeting\nCrime outcomes\n"
    for done in ("meeting arranged", "these have been provided"):
        assert kinds(f"{head}PCC to meet with the regional inspector – {done}.\n") == ["progress"]
    assert kinds(f"{head}PCC to meet with the regional inspector.\n") == ["action"]


def test_matters_arising_from_another_body_are_no_open_items():
    told_of = "An advance copy of the report has come and been checked.\n"
    assert kinds(f"4. MATTERS ARISING FROM THE IMPROVEMENT BOARD\n{told_of}") == ["finding"]
    for own in ("THE LAST MEETING", "THE PREVIOUS MINUTES", "MINUTES OF 5 MAY"):
        assert kinds(f"4. MATTERS ARISING FROM {own}\n{told_of}") == ["progress"]


def test_numbered_tasks_below_their_label_are_actions_as_far_as_their_numbers_run():
    text = (
        "Actions arising\n1. The CEx to work with the Head of Fleet on it.\n"
        "2. Letters to be sent to all who asked.\n"
        "4. A paragraph of what was told later on that day.\n"
    )
    assert [kind for kind, *_ in told(f"1. FLEET\nIt was sold.\n{text}")][:3] == [
        "finding",
        "action",
        "action",
    ]
    assert kinds(f"1. FLEET\nIt was sold.\n{text}")[3:] != ["action"]


def test_what_a_commissioner_agrees_to_below_decisions_is_ruled_and_no_task():
    for text in (
        "Decisions\nPCC agreed to fund two advisers.\n",
        "D19/08 PCC agreed to fund two more.\n",
    ):
        assert kinds(f"1. Notes\nIt was noted.\n{text}")[-1] == "decision"
    assert kinds("1. Notes\nPCC agreed to write to the two advisers.\n") == ["action"]


def test_what_a_list_of_this_meetings_actions_has_as_open_is_raised_there():
    table = "Ref | Action | Owner | Due | Status\n7 | Count the boats | CFO | 1 May 2019 | Open\n"
    table += "8 | Sweep the quay | CFO | 1 May 2019 | Open - carried forward\n"
    kinds = [
        [(p.kind, p.due) for p in propose(reading(f"{head}\n{table}")).proposals]
        for head in ("Summary of actions", "Action log")
    ]
    assert kinds[0] == [("action", "1 May 2019"), ("carry", "1 May 2019")]
    assert [kind for kind, _ in kinds[1]] == ["carry", "carry"]
