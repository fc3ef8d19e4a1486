"""A paper's draft as the text of a minute: who came, what there was none of, what comes next."""

from datetime import date

from folded import each

from commands.papers import draft, minuted, who_came
from commands.papers.proposals import propose
from commands.papers.read import read

POSTS = {"PCC": "PCC", "Chief Constable": "CC", "CC": "CC"}
PAPER = draft.Paper(name="m.txt", document="m-1", file="/m.txt")


def drafted(text: str, decided=None) -> list[str]:
    proposed = propose(read(text.encode()))
    entries = list(draft.entries(proposed, PAPER, POSTS.get))
    top = draft.head(proposed, PAPER, "HTA", date(2019, 2, 12))
    lines = draft.written(top, entries, decided).split("\n")
    return [line for line in lines if line and not line.startswith("//")]


@each(
    ("words", "meant"),
    [
        ("John Campion Police and Crime Commissioner (PCC)", "PCC"),
        ("Ann Lee (AL) – Chief Constable", "CC"),
        ("Cath Moss – Treasurer", "Cath Moss (Treasurer)"),
        ("CC Bob Ray (BR)", "CC"),
        ("DI Bob Ray", "Bob Ray (DI)"),
        ("Ann Lee", None),
        ("Ann Lee (AL), Chief Finance Officer", "Ann Lee (Chief Finance Officer)"),
        ("Ann Lee (AL), Head of Fleet (Chair)", "Ann Lee (Head of Fleet)"),
        ("Chief Executive Ann Lee", "Ann Lee (Chief Executive)"),
        (
            "Chief Executive Ann Lee, Treasurer Cath Moss, CC Bob Ray",
            "Ann Lee (Chief Executive), Cath Moss (Treasurer), CC",
        ),
        ("Cath Moss, Treasurer; Bob Ray, Clerk", "Cath Moss (Treasurer), Bob Ray (Clerk)"),
        ("Cllrs A Lee and B Ray", "A Lee (Councillor), B Ray (Councillor)"),
        ("Members: Mrs P Lee (Chair), Dr L Ray", "Mrs P Lee (Chair), Dr L Ray (Member)"),
        ("Lay members present: Bo Orr", "Bo Orr (Member)"),
        ("Officers: Mr B Ray (Clerk), Ms C Moss (CC)", "Mr B Ray (Clerk), CC"),
        ("Apologies were received from CC Ray.", "CC"),
        ("The Chair opened the meeting. Apologies were noted from CC Ray.", "CC"),
        ("Apologies: Ann Lee, Head of Fleet", "Ann Lee (Head of Fleet)"),
        ("DI Ray and Cath Moss (Clerk) sent their apologies.", "Ray (DI), Cath Moss (Clerk)"),
        ("Apologies: PCC Lee; Ann Orr, Clerk", "PCC, Ann Orr (Clerk)"),
        ("Members: Ray", "Ray (Member)"),
        ("Ray", None),
        ("Councillors A Lee (Chairman), B Ray", "A Lee (Chairman), B Ray (Councillor)"),
        (
            "Apologies for absence were received from Cllrs Lee and Ray.",
            "Lee (Councillor), Ray (Councillor)",
        ),
        ("and many others besides", None),
    ],
)
def test_who_came_is_a_post_or_a_person_with_a_capacity_or_is_asked_about(words, meant):
    assert who_came.named(words, POSTS.get) == meant


def test_a_draft_names_the_lines_of_the_paper_and_each_heading_once():
    text = (
        "Governance Board\nMinutes of the meeting of 12 February 2019\nPresent:\n"
        "Ann Lee (AL) – Chief Constable\n1. Estates\nRESOLVED that the report be noted.\n"
        "Actions arising:\nThere were none.\n2. Fleet\nRESOLVED that the plan be noted.\n"
        "3. Next meeting\nThe next meeting will be held on 26th March 2019.\n"
    )
    lines = drafted(text)
    assert lines[:3] == ["# HTA 12 February 2019", "Paper: m-1 @2", "Paper file: /m.txt"]
    assert "Present: CC @4" in lines
    assert lines.count("## 1 Estates @5") == 1
    assert "N: RESOLVED that the report be noted. @6" in lines
    assert "## 2 Fleet @9" in lines
    assert "Next meeting: 26 March 2019 @12" in lines


def test_initials_lead_through_the_papers_own_list_to_a_post():
    text = (
        "Present:\nBob Ray (BR) – Chief Constable\nCath Moss (CM) – Treasurer\n1. Estates\n"
        "ACTION: BR to write to the Home Office.\nACTION: CM to count the desks.\n"
    )
    lines = drafted(text.replace("1. Estates", "Apologies: BR\n1. Estates").replace("@5", "@6"))
    assert "Apologies: CC @4" in lines
    lines = drafted(text)
    assert "A: CC: Write to the Home Office @5" in lines
    assert not [line for line in lines if "Count the desks" in line], "she has no post: asked about"


@each(
    ("line", "title"),
    [
        ("It was RECOMMENDED that the CC write.", "Write"),
        ("RESOLVED: That the CC report on stores in May.", "Report on stores in May"),
        ("The stores are full. The CC undertook to bring a plan to the Board.",
         "Bring a plan to the Board"),
        ("ACTION: CC to write to the bank. It is closed on Fridays.",
         "Write to the bank. It is closed on Fridays"),
    ],
)  # fmt: skip
def test_the_title_of_an_action_is_the_task_alone(line, title):
    proposed = propose(read(f"1. Estates\n{line}\n".encode()))
    drawn = [line for one in draft.entries(proposed, PAPER, POSTS.get) for line in one.lines]
    assert [one.removeprefix("A: CC: ").rpartition(" @")[0] for one in drawn] == [title]


@each(
    ("later", "again"),
    [
        ("Home Office letter on custody | CC", True),
        ("Home Office letter on custody | PCC", False),
        ("Home Office visit to the new hangar | CC", False),
        ("Home Office letter about the end of nine old garages | CC", False),
        ("Custody letter | CC", False),
    ],
)
def test_an_action_that_a_list_at_the_end_tells_again_is_asked_about(later, again):
    text = (
        "1. Custody\nACTION: CC to send the Home Office a letter on custody.\nSummary of actions\n"
    )
    proposed = propose(read(f"{text}Action | Owner\n{later}\n".encode()))
    first, second = draft.entries(proposed, PAPER, POSTS.get)
    assert first.ready and second.ready is not again
    told = "Line 2 says much the same. If it is one action, record it once."
    assert (told in second.remarks) is again


def test_a_decision_is_drafted_without_the_label_that_would_name_who_made_it():
    lines = drafted("1. Estates\nRESOLVED: That the plan be adopted.\nAGREED that it end.\n")
    assert lines[-2:] == ["D: That the plan be adopted. @2", "D: AGREED that it end. @3"]


def test_a_clause_does_not_end_in_the_word_that_joins_the_next():
    lines = drafted("1. Estates\nRESOLVED:\n(a) That the plan be noted; and\n(b) That it end;\n")
    assert lines[-2:] == ["N: That the plan be noted @3", "D: That it end @4"]


def test_what_was_decided_stands_and_what_was_rejected_does_not():
    text = "1. Estates\nRESOLVED that the report be noted.\nRESOLVED that the plan be noted.\n"
    decided = {
        "2-2 note": draft.Decision(draft.REJECTED),
        "3-3 note": draft.Decision(draft.ACCEPTED, ("N: The plan was noted. @3",)),
    }
    assert drafted(text, decided)[3:] == ["## 1 Estates @1", "N: The plan was noted. @3"]
    later = drafted(text, {"2-2 note": draft.Decision(draft.LATER)})
    assert "N: RESOLVED that the report be noted. @2" not in later
    assert "N: RESOLVED that the plan be noted. @3" in later


@each(
    ("above", "words", "nil"),
    [
        ("Actions arising:", "There were none.", "Actions arising: None"),
        ("Anything", "Apologies: None", "Apologies: None"),
        ("Decisions", "None", "Decisions: None"),
        ("Anything", "There were none.", None),
        ("Actions arising:", "There were none that mattered to anybody.", None),
    ],
)
def test_what_there_was_none_of_is_told_by_the_label_above(above, words, nil):
    from commands.papers.claims import Proposal
    from commands.papers.outline import Outline

    one = Proposal(kind="nil", first=2, last=2, words=words, rule="nil")
    outline = Outline(read(f"{above}\n{words}".encode()))
    assert minuted._none(words, one, outline) == nil


def test_an_action_keeps_the_offices_own_reference_where_no_other_meeting_can_have_it():
    text = "1. Estates\nA13/24 Chief Constable to sell the site.\nAction 2: CC to write.\n"
    lines = drafted(text)
    assert "A: CC: Sell the site (own ref A13/24) @2" in lines
    assert "A: CC: Write @3" in lines


def test_the_chair_the_place_and_who_took_the_minutes_are_lines_of_their_own():
    text = (
        "Governance Board\nDate: 12 February 2019\nChair: Ann Lee\nMinutes: Jo Moss, Officer\n"
        "Venue Room 4, Town Hall\n\tName:\tCapacity:\nAttendance:\tAnn Lee\tChief Constable (CC)\n"
        "\tBob Ray\tTreasurer\n1. Estates\nRESOLVED that the report be noted.\n"
    )
    lines = drafted(text)
    assert "Venue: Room 4, Town Hall" in lines
    assert "Minuted by: Jo Moss" in lines
    assert "Present: CC @7" in lines
    assert "Present: Bob Ray (Treasurer) @8" in lines
    proposed = propose(read(text.encode()))
    entries = {one.first: one for one in draft.entries(proposed, PAPER, POSTS.get)}
    assert entries[3].lines == ("Chair: CC @3",)


@each(
    ("heading", "said", "line"),
    [
        (
            "1. OUTSTANDING MATTERS / ITEMS BROUGHT FORWARD ACTION",
            "No items.",
            "Outstanding matters",
        ),
        ("2. Matters arising", "None.", "Outstanding matters"),
        ("Actions arising", "There were none.", "Actions arising"),
        ("2. Fleet", "Actions arising None", "Actions arising"),
        ("2. Decisions", "Nil", "Decisions"),
    ],
)
def test_of_what_there_was_none_is_told_by_the_heading_or_the_label(heading, said, line):
    lines = drafted(f"Governance Board\nMinutes of 12 February 2019\n{heading}\n{said}\n")
    assert f"{line}: None @4" in lines


def test_neither_the_owner_nor_the_label_is_said_again():
    table = (
        "| Item | Summary of discussion | Action / owner |\n| 1. Slip | Wet. | CC: a plan for it |"
    )
    proposed = propose(read(f"Board\n12 February 2019\nAttendees: DPCC, CEX\n\n{table}\n".encode()))
    entries = list(draft.entries(proposed, PAPER, POSTS.get))
    written = draft.written(draft.head(proposed, PAPER, "HTA", None), entries, None)
    assert "// Present: DPCC, CEX @3" in written
    assert "A: CC: A plan for it @" in written
