"""The day of a meeting: nothing is said there before it, it is scheduled before it, it is moved."""

import re

import pytest
from clerk import DONE, REFUSED, Office

pytestmark = pytest.mark.slow

WAITS = "# HTA Tuesday 12 February 2019\nChair: PCC\nNext meeting: 26 February 2019\n"
ITEM = "\n## 1 Roads\nA: CC: Report back; due next meeting\nDeferred to next meeting: no time\n"


@pytest.fixture
def held(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    office.done("meeting open HTA --on 2019-02-12 --chair PCC")
    office.done("action raise One --owner CC --on 2019-01-10")
    return office


def minuted(office: Office, text: str, *flags: str):
    (office.path.parent / "m.txt").write_text(text)
    return office.types(" ".join(["minute --file m.txt", *(flags or ["--yes"])]))


@pytest.mark.parametrize(
    "line",
    [
        "meeting confirm HTA/2019-01-15 --at HTA/2019-02-12 --on 2019-02-11",
        "question put Why? --by PCC --to CC --meeting HTA/2019-01-15 --on 2019-01-14",
        "finding record So --meeting HTA/2019-01-15 --on 2019-01-14",
        "decision take So --by PCC --meeting HTA/2019-01-15 --on 2019-01-14",
        "nil record --of actions --meeting HTA/2019-01-15 --on 2019-01-14",
    ],
)
def test_nothing_is_said_at_a_meeting_before_its_day(held, line):
    held.refuses(REFUSED, line, "nothing was said there by")
    held.done(line.rpartition(" --on ")[0])


def test_an_agenda_comes_before_its_meeting(held):
    held.done(
        "meeting schedule HTA --for 2019-03-12", "meeting item HTA/2019-03-12 1 Roads --on 1/3/19"
    )
    held.done("action carry 1 --to HTA/2019-03-12 --on 2019-02-20")


def test_a_meeting_is_not_scheduled_after_its_day(held):
    line = "meeting schedule HTA --for 2019-02-19"
    held.refuses(REFUSED, line, "after its day", "(meeting open)", "(--on)")
    held.done(
        "meeting open HTA --on 2019-02-19", "meeting schedule HTA --for 2019-02-26 --on 2019-02-26"
    )


def test_the_next_meeting_is_put_right_and_leaves_one(held):
    minuted(held, WAITS + ITEM)
    moved = WAITS.replace("26 February", "25 February") + ITEM
    done = minuted(held, moved, "--correct", "'read wrong'")
    assert done.code == DONE, done.err
    assert held.state("meeting", "HTA/2019-02-26") is None
    assert held.state("meeting", "HTA/2019-02-25").status == "scheduled"
    assert held.state("action", "A-2019-002").due.isoformat() == "2019-02-25"
    assert "already has all of it" in minuted(held, moved).err


def test_of_several_scheduled_that_day_none_is_taken_for_another(held):
    held.done(*(f"meeting schedule HTA --for 2019-0{n}-12 --on 2019-02-12" for n in (3, 4)))
    assert minuted(held, WAITS).code == DONE
    assert held.state("meeting", "HTA/2019-03-12").status == "scheduled"


def test_undo_takes_back_a_whole_minute_and_says_what(held):
    before = held.size
    minuted(held, WAITS + ITEM)
    said = held.done("undo").err
    assert held.state("action", "A-2019-002") is None
    assert held.state("meeting", "HTA/2019-02-26") is None
    for told in ("2019-02-26 scheduled", "A-2019-002 raised: Report back", "item 1: Roads"):
        assert f"undone: {told}" in said or f"undone: HTA/{told}" in said or told in said
    gone = sum(one.kind == "EventRetracted" for one in held.events[before:])
    assert gone == said.count("undone: ") == 4


def test_undo_takes_back_a_whole_batch(held):
    before = held.size
    (held.path.parent / "b").write_text(
        "action raise Two --owner CC\naction raise Three --no-owner\n"
    )
    held.done("batch b", "undo")
    kinds = [one.kind for one in held.events[before:]]
    assert kinds == ["ActionRaised"] * 2 + ["EventRetracted"] * 2
    held.done("undo")
    assert held.state("action", "A-2019-001") is None, "then the command before"


def test_undo_in_a_batch_takes_back_the_line_before(held):
    lines = "action raise Two --owner CC\naction raise Three --no-owner\nundo\n"
    (held.path.parent / "b").write_text(lines)
    held.done("batch b")
    assert held.state("action", "A-2019-002").status == "open"
    assert held.state("action", "A-2019-003") is None


def test_undo_of_a_minute_that_corrects_brings_back_what_it_corrected(held):
    minuted(held, WAITS + ITEM)
    before = held.state("action", "A-2019-002")
    again = WAITS + ITEM.replace("Report back", "Report back soon") + "N: noted\n"
    minuted(held, again, "--correct", "slip")
    assert held.state("action", "A-2019-002").title == "Report back soon"
    said = held.done("undo").err
    after = held.state("action", "A-2019-002")
    assert (after.said, after.due) == (before.said, before.due)
    assert "undone: A-2019-002 Report back: raised: Report back soon" in said
    assert "stands again: A-2019-002 Report back: raised: Report back;" in said
    assert "undone: HTA/2019-02-12 item 1 noted: noted" in said
    held.done("undo")  # The minute itself, with what stands again of it.
    assert held.state("action", "A-2019-002") is None
    assert held.state("meeting", "HTA/2019-02-26") is None


def test_undo_of_a_correction_brings_back_its_day_and_its_paper_too(held):
    held.done("action raise Two --owner CC --on 5/2/19 --key k")
    first = held.events[-1]
    held.done(f"correct {first.position} --set owners=PCC --on 6/2/19 --reason slip", "undo")
    last = held.events[-1]
    assert last.event == first.event
    assert last.envelope.effective_on == first.envelope.effective_on
    assert last.envelope.corrects == first.position
    assert held.events[-2].event.reason.endswith(" (undo)")


def test_corrections_are_undone_one_after_another_and_then_what_they_corrected(held):
    number = held.done("action raise Two --owner CC") and held.size
    held.done(f"correct {number} --set title=Three --reason a")
    held.done(f"correct {held.size} --set title=Four --reason b")
    for title in ("Three", "Two"):
        held.done("undo")
        assert held.state("action", "A-2019-002").title == title
    held.done("undo")
    assert held.state("action", "A-2019-002") is None


def test_what_rests_on_an_event_is_named_with_the_undo_that_does(held):
    held.done("action raise Two --owner CC")
    raised = held.size
    held.done("action progress A-2019-002 begun")
    said = held.refuses(REFUSED, f"undo {raised}", "1 later event depends on what you take back:")
    assert f"  {raised + 1}  A-2019-002 progress: begun" in said
    held.done(said.rstrip().rpartition("all of it: ")[2])
    assert held.state("action", "A-2019-002") is None


def test_each_undo_that_a_minute_names_can_be_done(held):
    text = WAITS + ITEM.replace("Deferred", "> progress: begun\nDeferred")
    text += "Q: Why?\n> answered: Ice\nF: Roads are icy\n## 2 Other\nActions arising: None\n"
    minuted(held, text)
    told = minuted(held, WAITS).err
    advised = re.findall(r"\((undo [\d ]+)\)", told)
    assert len(advised) == 9 and any(" " in one.removeprefix("undo ") for one in advised)
    for one in advised:
        held.done(f"{one} --dry-run")


def test_what_stays_for_ever_is_named_with_the_undo_of_what_was_before(held):
    held.done("action raise Two --owner CC", "export tables --format csv --to out")
    said = held.refuses(REFUSED, "undo", "Your last command cannot be undone. Event", "recalled.")
    held.done(said.rstrip(".\n").rpartition("take it back, ")[2])
    assert held.state("action", "A-2019-002") is None
