"""A page saved as text has an item a line, with its mark-up: each part of it is read by itself."""

from datetime import date

from folded import each
from hypothesis import given
from hypothesis import strategies as st

from commands.papers import contradicted, draft
from commands.papers.parted import parted, parts
from commands.papers.proposals import propose
from commands.papers.read import read
from commands.papers.shapes import plain

POSTS = {"PCC": "PCC", "ACC": "ACC", "CC": "CC"}
PAPER = draft.Paper(name="m.txt", document="m-1", file="/m.txt")
MINUTES = (
    "Governance Board\n\n"
    "\tName:\tCapacity:\n"
    "Attendance:\tAnn Lee\tPolice and Crime Commissioner (PCC)\n"
    "\tBob Ray\tChief Constable (CC)\n\n"
    "1.\tHOLDING TO ACCOUNT\t\n"
    "a\t<p><u>Burglary</u></p> <p>There were 45 burglaries a month.</p> <ol> 1. Does the force know"
    " why? 2. What will change? </ol> <p>Findings:</p> <ul> <li>• Two patrols were moved to the"
    " north.</li> <li>• The new team began in May.</li> </ul> <p>Actions arising</p> <ol> 1. The"
    " ACC to share the figures with the PCC. 2. The CC to write to the council. </ol>\t\n"
    "b\t<p><u>Fleet</u></p> <p>Response:</p> <p>Five vans were sold.</p> <p>Actions arising: None."
    "</p>\t\n"
)


def made(text: str = MINUTES):
    return propose(read(text.encode()))


def test_a_line_with_several_parts_tells_an_event_of_each():
    told = [(p.kind, p.first, p.owner) for p in made().proposals if p.first > 5]
    assert told == [
        ("finding", 8, ()),
        ("question", 8, ()),
        ("question", 8, ()),
        ("finding", 8, ()),
        ("finding", 8, ()),
        ("action", 8, ("ACC",)),
        ("action", 8, ("CC",)),
        ("finding", 9, ()),
        ("nil", 9, ()),
    ]


def test_the_words_of_each_stand_on_the_line_and_the_lines_add_up():
    proposed = made()
    for one in proposed.proposals:
        text = proposed.reading.lines[one.first - 1].text
        assert all(word in text for word in one.words.split())
    assert sum(proposed.coverage().values()) == len(proposed.reading.lines) == 9
    assert proposed.coverage()["not understood"] == 0


def drafted(proposed, decided=None) -> list[str]:
    entries = list(draft.entries(proposed, PAPER, POSTS.get))
    assert len({one.key for one in entries}) == len(entries), "each is decided by itself"
    top = draft.head(proposed, PAPER, "HTA", date(2019, 2, 12))
    return draft.written(top, entries, decided).split("\n")


def test_a_draft_has_each_part_below_the_items_own_heading():
    lines = drafted(made())
    assert "Present: PCC @4" in lines and "Present: CC @5" in lines
    assert "## a Burglary @8" in [line.removeprefix("// ") for line in lines]
    assert "A: ACC: Share the figures with the PCC @8" in lines
    assert "A: CC: Write to the council @8" in lines
    assert "Actions arising: None @9" in lines


def test_what_of_a_line_is_not_understood_stands_in_the_draft_beside_what_is():
    text = MINUTES.replace("<p>Findings:</p>", "<p>xyzzy, plugh; 17 or so</p> <p>Findings:</p>")
    assert "// 8 not understood: xyzzy, plugh; 17 or so" in drafted(made(text))


def test_one_part_of_a_line_is_decided_and_the_others_stand():
    proposed = made()
    entries = draft.entries(proposed, PAPER, POSTS.get)
    key = next(one.key for one in entries if "write to the council" in one.words)
    lines = drafted(proposed, {key: draft.Decision(draft.REJECTED)})
    assert "A: ACC: Share the figures with the PCC @8" in lines
    assert "A: CC: Write to the council @8" not in lines


def test_a_contradiction_within_a_part_names_the_line_of_the_paper():
    text = MINUTES.replace("in May", "on Monday 12 February 2019")
    (one,) = contradicted.conflicts(made(text))
    assert [place.line for place in one.places] == [8]


@each(
    "line",
    [
        "<p>Attendees</p><p>Ann Lee (PCC); Bob Ray (CC)</p><p>Minute taker</p><p>Jo Moss</p>",
        "<p>It was agreed to meet again.</p>",
        "The findings: two vans, three cars; actions arising from them will follow.",
        "A long line without any mark-up. " * 40,
    ],
)
def test_what_is_short_or_has_no_mark_up_stays_whole(line):
    assert parts(line) == [line]


@given(st.text(alphabet="<>pli/ab.•\t 12", max_size=300))
def test_the_parts_are_the_whole_line(text):
    assert "".join(parts(text)) == text
    taken = parted(read((text.strip() or "x").encode()))
    assert taken is None or len(taken.of) == len(taken.reading.lines)


@each(
    ("text", "told"),
    [
        ("<p>• One van was sold.</p> <p>• Two were kept.</p>", ["• One van", "• Two were"]),
        ("a\t<p>Burglary</p> <p>It fell by a half.</p>", ["a Burglary", "It fell"]),
        ("<p>It fell by a half.</p> <p>It rose.</p>", ["It fell"]),
        (
            "<p>Seen:</p> <p>Actions:</p> 1. The CC to write of 12. Beds were 38. Ten were left.",
            ["Seen:", "Actions:", "1. The CC to write of 12. Beds were 38. Ten"],
        ),
        ("<p>It fell.</p> <p>Actions: the CC to write.</p> <p> </p>", ["It fell.", "Actions:"]),
        (f"<p>{'It fell. ' * 30}</p> <p>{'It rose. ' * 30}</p>", ["It fell.", "It rose."]),
    ],
)
def test_a_line_is_cut_where_a_part_begins_and_nowhere_else(text, told):
    found = [plain(part) for part in parts(text)]
    assert len(found) == len(told)
    assert all(part.startswith(begins) for part, begins in zip(found, told, strict=True))
    assert "".join(parts(text)) == text
