"""`govledger import`: a paper's proposals as a draft, and nothing recorded."""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from clerk import DONE, MISUSED, REFUSED

pytestmark = pytest.mark.slow

OFFICES = Path(__file__).parents[1] / "papers/offices"
PAPER = """\
Holding to Account Board
Minutes of the meeting of 12 February 2019
Present:
Ann Lee (AL) – Chief Constable
1. Estates
ACTION: CC to write to the Home Office by 3 May 2019.
ACTION: QZ to find a room.
RESOLVED that the report be noted.
· a scrawl past reading ~~
"""


@pytest.fixture
def imported(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPER)
    return office


def test_the_draft_has_what_is_sure_and_asks_about_the_rest(imported, tmp_path):
    before = sha256(imported.path.read_bytes()).digest()
    done = imported.done("import paper.txt --body HTA --draft out.txt --proposals out.json")
    assert "9 lines: " in done.out
    draft = (tmp_path / "out.txt").read_text()
    assert "# HTA 12 February 2019" in draft
    assert "\nA: CC: Write to the Home Office by 3 May 2019; due 3 May 2019 @6\n" in draft
    assert "// Who is QZ? Name a post." in draft
    assert "\n// A: QZ: Find a room @7" in draft
    assert "// 9 not understood: a scrawl past reading ~~" in draft
    assert sha256(imported.path.read_bytes()).digest() == before
    listed = json.loads((tmp_path / "out.json").read_text())
    assert {"kind", "lines", "words", "owner", "due", "ref", "item", "sure"} <= set(listed[0])


def test_of_two_files_to_be_made_neither_is_there_if_one_cannot_be(imported, tmp_path):
    line = "import paper.txt --body HTA --proposals out.json --draft"
    left = [file.name for file in tmp_path.glob("*.*")]
    for second in ("paper.txt", "out.json", "none/out.txt"):
        imported.types(f"{line} {second}")
        assert [file.name for file in tmp_path.glob("*.*")] == left, second


def test_the_coverage_adds_up(imported):
    counts = json.loads(imported.done("import paper.txt --json").out)
    assert counts["proposed"] + counts["furniture"] + counts["not_understood"] == counts["lines"]


def test_the_draft_is_recorded_as_a_minute(imported):
    imported.done("import paper.txt --body HTA --draft out.txt")
    assert imported.types("minute --file out.txt --yes").code == DONE
    assert "Write to the Home Office" in imported.done("ask open_actions --csv").out


def test_each_event_of_a_recorded_draft_opens_the_papers_own_words(imported):
    imported.done("import paper.txt --body HTA --draft out.txt", "minute --file out.txt --yes")
    paper = sha256(PAPER.encode()).hexdigest()
    recorded = {r.kind: r for r in imported.events}
    for kind, words in {
        "MeetingHeld": "    2  Minutes of the meeting of 12 February 2019\n",
        "MeetingItemTabled": "    5  1. Estates\n",
        "ActionRaised": "    6  ACTION: CC to write to the Home Office by 3 May 2019.\n",
        "MeetingItemNoted": "    8  RESOLVED that the report be noted.\n",
    }.items():
        assert recorded[kind].envelope.source_sha256 == paper
        assert imported.done(f"show {recorded[kind].position} --source").out == words
    document = recorded["DocumentRegistered"].stream.partition(":")[2]
    state = imported.state("document", document)
    assert (state.sha256, state.title, state.line_count) == (paper, "paper.txt", 9)


def test_the_same_paper_twice_records_nothing(imported, tmp_path):
    imported.done("import paper.txt --body HTA --draft out.txt", "minute --file out.txt --yes")
    size = imported.size
    imported.done("import paper.txt --body HTA --draft again.txt")
    assert "Paper file:" not in (tmp_path / "again.txt").read_text(), "it is registered by now"
    for draft in ("again.txt", "out.txt"):
        assert "already has all of it" in imported.done(f"minute --file {draft} --yes").err
    assert imported.size == size


def test_a_rehearsal_keeps_no_paper(imported, tmp_path):
    imported.done("import paper.txt --body HTA --draft out.txt")
    imported.done("minute --file out.txt --dry-run")
    assert not (tmp_path / "office.ledger.files").exists() or not [
        one for one in (tmp_path / "office.ledger.files").rglob("*") if one.is_file()
    ]


@pytest.mark.parametrize(
    ("changed", "why"),
    [("Paper: paper", "Say its name too"), ("Paper file:", "There is no file")],
)
def test_a_paper_file_has_a_name_and_is_there(imported, tmp_path, changed, why):
    imported.done("import paper.txt --body HTA --draft out.txt")
    draft = tmp_path / "out.txt"
    lines = draft.read_text().split("\n")
    keep = [re.sub(r" @\d[\d-]*$", "", one) for one in lines if not one.startswith(changed)]
    if changed == "Paper file:":
        (tmp_path / "paper.txt").unlink()
        keep = lines
    draft.write_text("\n".join(keep))
    told = imported.types("minute --file out.txt --yes")
    assert told.code == MISUSED and why in told.err
    assert imported.state("document", "paper") is None


def test_a_draft_is_never_written_over_a_file(imported, tmp_path):
    (tmp_path / "out.txt").write_text("mine")
    assert imported.types("import paper.txt --body HTA --draft out.txt").code == REFUSED
    assert (tmp_path / "out.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "wrong",
    ["import none.txt", "import paper.txt --as tables-of-stone", "import paper.txt --draft x"],
)
def test_what_is_missing_is_named(imported, wrong):
    told = imported.types(wrong)
    assert told.code == MISUSED
    assert told.err.count("\n") == 1


def test_the_same_paper_again_proposes_nothing_that_is_recorded(imported, tmp_path):
    imported.done("import paper.txt --body HTA --draft out.txt", "minute --file out.txt --yes")
    before = imported.size
    again = imported.done("import paper.txt --body HTA --draft again.txt")
    assert "The ledger has 3 of them already: not proposed again." in again.out
    draft = (tmp_path / "again.txt").read_text()
    assert "// The ledger has this already: A-2019-001." in draft
    assert not re.search("^(A|D|N|F|Q|Present): ", draft, re.M)
    imported.types("minute --file again.txt --yes")
    assert imported.size == before, "the same paper twice records nothing"


def test_a_later_version_proposes_only_what_differs(imported, tmp_path):
    imported.done("import paper.txt --body HTA --draft out.txt", "minute --file out.txt --yes")
    later = PAPER.replace("RESOLVED that", "ACTION: CC to report on fleet.\nRESOLVED that")
    (tmp_path / "later.txt").write_text(later)
    imported.done("import later.txt --body HTA --draft again.txt")
    draft = (tmp_path / "again.txt").read_text()
    assert re.findall("^(?:A|D|N|F|Q|Present): .*", draft, re.M) == ["A: CC: Report on fleet @8"]


def test_what_is_said_of_an_item_is_matched_by_reference_or_shown_with_the_nearest(
    imported, tmp_path
):
    imported.done(
        'action raise "Options for the Quay Street site" --owner CC --meeting HTA/2019-01-15'
        " --own-ref 22/2018",
        'action raise "Figures on overtime" --owner CC --meeting HTA/2019-01-15',
    )
    before = sha256(imported.path.read_bytes()).digest()
    (tmp_path / "log.txt").write_text(
        "Board of 12 February 2019\n1. Matters arising\n"
        "22/2018 (Quay Street): still outstanding.\nThe overtime figures were being prepared.\n"
    )
    imported.done("import log.txt --body HTA --draft out.txt")
    draft = (tmp_path / "out.txt").read_text()
    assert "// 22/2018 is A-2019-001, Options for the Quay Street site." in draft
    assert "// A-2019-001\n// > carried forward @3" in draft
    assert "// Which is it? Nearest: A-2019-002 Figures on overtime (" in draft
    assert sha256(imported.path.read_bytes()).digest() == before


PROGRAM = """
import json, sys
lines = [json.loads(line) for line in sys.stdin]
assert lines[5] == {"line": 6, "at": "line 6", "text": LINE}, lines
print(json.dumps(ANSWER))
"""
UNREAD = {"kind": "progress", "lines": [9, 9], "words": "a scrawl past reading", "due": "1 May"}


@pytest.fixture
def proposing(imported, tmp_path):
    """Have a program answer with these proposals: what is said, and what is proposed then."""

    def said(*answer):
        code = PROGRAM.replace("LINE", repr(PAPER.split("\n")[5])).replace("ANSWER", repr(answer))
        (tmp_path / "propose.py").write_text(code)
        (tmp_path / "out.json").unlink(missing_ok=True)
        command = f"'{sys.executable}' propose.py"
        done = imported.types(f'import paper.txt --proposals out.json --with "{command}"')
        return done, json.loads((tmp_path / "out.json").read_text()) if not done.code else None

    return said


def test_an_outside_program_proposes_too_and_is_never_sure(proposing):
    done, listed = proposing(UNREAD | {"sure": True})
    assert "1 proposal of " in done.err and "dropped" not in done.err
    (made,) = [one for one in listed if one["lines"] == [9, 9]]
    assert (made["words"], made["sure"], made["due"]) == ("a scrawl past reading", False, None)
    assert made["rule"].startswith("with python")
    assert done.out.startswith("9 lines: ") and " 0 not understood" in done.out


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"words": "what anybody can read"}, "their words do not stand in their lines"),
        ({"words": ""}, "their words do not stand in their lines"),
        ({"lines": [8, 12]}, "of lines that the paper does not have"),
        ({"lines": [0, 1]}, "of lines that the paper does not have"),
        ({"lines": "9"}, "of lines that the paper does not have"),
        ({"kind": "coronation"}, "of no kind that there is"),
        ({"lines": [6, 6], "words": "CC to write"}, "of lines that are proposed already"),
    ],
)
def test_what_a_program_cannot_show_in_the_paper_is_dropped_and_counted(proposing, wrong, why):
    done, listed = proposing(UNREAD | wrong, UNREAD, UNREAD | wrong)
    assert "1 proposal of " in done.err and f"2 dropped: {why}" in done.err
    assert [one["rule"][:4] for one in listed].count("with") == 1


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("no-such-program", "cannot be run"),
        ("false", "ended with exit code 1"),
        ("echo that", "did not answer in JSON"),
        ("'", "is no command"),
        (" ", "--with is empty"),
    ],
)
def test_a_program_that_does_not_answer_is_told_and_nothing_is_written(
    imported, tmp_path, command, why
):
    told = imported.types(f'import paper.txt --proposals out.json --with "{command}"')
    assert told.code == MISUSED and why in told.err and told.err.count("\n") == 1
    assert not (tmp_path / "out.json").exists()


WRONG = f"{PAPER}Date of next meeting: Monday 12 March 2019, at O'Brien's.\n"


def test_what_cannot_be_so_is_told_and_the_draft_says_how_to_raise_it(imported, tmp_path):
    (tmp_path / "paper.txt").write_text(WRONG)
    done = imported.done("import paper.txt --body HTA --draft out.txt --proposals out.json")
    assert "1 contradiction to check:" in done.out
    title = "12 March 2019 is called a Monday, and is a Tuesday"
    assert f"{title} (line 10)" in done.out
    (one,) = [p for p in json.loads((tmp_path / "out.json").read_text()) if p["rule"] == "weekday"]
    assert (one["kind"], one["sure"], one["lines"]) == ("discrepancy", False, [10, 10])
    assert one["words"] in WRONG
    told = json.loads(imported.done("import paper.txt --json").out)["discrepancies"]
    assert told == [one]


def test_the_command_that_the_draft_gives_raises_the_discrepancy(imported, tmp_path):
    (tmp_path / "paper.txt").write_text(WRONG)
    imported.done("import paper.txt --body HTA --draft out.txt", "minute --file out.txt --yes")
    lines = (tmp_path / "out.txt").read_text().split("\n")
    command = next(line for line in lines if line.startswith("// discrepancy raise "))
    (tmp_path / "raise.batch").write_text(command.removeprefix("// ") + "\n")
    imported.done("batch raise.batch")
    raised = next(r for r in imported.events if r.kind == "DiscrepancyRaised")
    (place,) = raised.event.quoted_from
    assert place.endswith(":10")
    assert raised.event.quotes == ("Date of next meeting: Monday 12 March 2019, at O'Brien's.",)


LATER = """\
Holding to Account Board
Minutes of the meeting of 12 March 2019
1. Matters arising
B13/24 (vans): closed.
B1/24 (bikes): ongoing.
"""


def test_what_a_paper_says_of_a_reference_is_compared_with_the_ledger(imported, tmp_path):
    for number in (1, 2, 3):
        imported.done(
            f'action raise "Sell van {number}" --owner CC --meeting HTA/2019-01-15'
            f" --own-ref B{number}/24"
        )
    ref = next(r.stream for r in imported.events if r.kind == "ActionRaised").partition(":")[2]
    imported.done(f'action withdraw {ref} --reason "Sold" --on 20/2/2019')
    (tmp_path / "paper.txt").write_text(LATER)
    listed = json.loads(imported.done("import paper.txt --json").out)["discrepancies"]
    assert [(one["rule"], one["lines"]) for one in listed] == [
        ("never_raised", [4, 4]),
        ("ledger_status", [5, 5]),
    ]


def test_a_paper_is_read_without_a_ledger(imported, tmp_path, monkeypatch):
    (tmp_path / "paper.txt").write_text(LATER)
    before = imported.done("import paper.txt --json").out
    imported.path.unlink()
    assert imported.done("import paper.txt --json").out == before


# Whom initials mean, and a paper that was read before


def test_initials_lead_to_the_post_that_the_ledger_says_they_held_that_day(imported, tmp_path):
    imported.done('post appoint CC "Ann Lee" --on 2019-01-01')
    text = "Minutes of the meeting of 12 February 2019\nPresent: Ann Lee (AL), Bob Ray (BR)\n"
    text += "1. Estates\nACTION: AL to write to the bank.\nACTION: BR to find a room.\n"
    text += "ACTION: Commissioner to ring.\nACTION: Deputy Commissioner to call.\n"
    (tmp_path / "list.txt").write_text(text)
    imported.done("import list.txt --body HTA --draft list.draft")
    draft = (tmp_path / "list.draft").read_text()
    assert "\nA: CC: Write to the bank @4\n" in draft
    assert "\n// Who is BR? Name a post.\n" in draft
    assert "\nA: PCC: Ring @6\n" in draft and "\n// Who is Deputy Commissioner? " in draft
    (tmp_path / "before.txt").write_text(text.replace("12 February 2019", "12 February 2018"))
    imported.done("import before.txt --body HTA --draft before.draft")
    assert "// Who is AL? Name a post." in (tmp_path / "before.draft").read_text(), "not yet"


def test_a_paper_that_was_read_before_is_drafted_by_the_lines_that_are_kept(
    imported, tmp_path, monkeypatch
):
    page = "<p>Board</p><p>Minutes of the meeting of 12 February 2019</p>"
    page += "<p>Present:</p><p>Ann Lee (AL) – Chief Constable</p><table>"
    page += "<tr><td>Item</td><td>Discussion</td><td>Action</td></tr><tr><td>1.</td>"
    page += "<td><p>Estates</p><p>A plan to be made.</p></td><td>CC</td></tr></table>"
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>")
    with monkeypatch.context() as before:  # As an earlier version read it.
        before.setattr("commands.papers.forms.html.paragraphs", lambda *_: ())
        imported.done("import page.html --body HTA --draft a", "minute --file a --yes")
    imported.done("import page.html --body HTA --draft b --proposals b.json")
    listed = json.loads((tmp_path / "b.json").read_text())
    assert [one["lines"][0] for one in listed] == [4, 6], "and not 7, of a new reading"
    (tmp_path / "page.html").write_text(f"<html><body>{page} </body></html>")
    imported.done("import page.html --body HTA --proposals c.json")
    listed = json.loads((tmp_path / "c.json").read_text())
    assert [one["lines"][0] for one in listed] == [4, 7]


def test_a_line_that_a_minute_would_not_understand_is_left_to_a_person(imported, tmp_path):
    text = "Minutes of the meeting of 12 February 2019\nVenue: The old hall\n1. Estates\n"
    text += "RESOLVED: That the plan be adopted.\nRESOLVED: That the hall be sold.\n"
    text += "ACTION: CC to bring a plan to the next meeting.\nACTION: CC to ring by 3 May 2019.\n"
    text += "RESOLVED that the report be noted.\nRESOLVED that the report be noted.\n"
    (tmp_path / "list.txt").write_text(text)
    imported.done("import list.txt --body HTA --draft list.draft")
    draft = (tmp_path / "list.draft").read_text()
    assert draft.count("// who decided? Say it, D: POST: ..., or who was in the chair.") == 2
    assert "// is it due 'the next meeting'? Say so behind the title" in draft
    assert "\n// A: CC: Bring a plan to the next meeting @6\n" in draft
    assert "\n// line 8 of the paper says the same, and a thing is recorded once: " in draft
    assert "\nA: CC: Ring by 3 May 2019; due 3 May 2019 @7\n" in draft
    imported.done("minute --file list.draft --yes")


def test_every_draft_of_papers_of_many_offices_can_be_recorded(imported, tmp_path):
    papers = sorted((OFFICES / "held").glob("*.txt"))
    assert len(papers) > 10
    for paper in papers:
        draft = tmp_path / f"{paper.stem}.draft"
        imported.done(f"import {paper} --body HTA --on 2019-02-12 --draft {draft}")
        imported.done(f"minute --file {draft} --dry-run")
