"""The day of a meeting: nothing is said there before it, it is scheduled before it, it is moved."""

import pytest
from test_recording import DONE, REFUSED, Office, empty, office  # noqa: F401

WAITS = "# HTA Tuesday 12 February 2019\nChair: PCC\nNext meeting: 26 February 2019\n"
ITEM = "\n## 1 Roads\nA: CC: Report back; due next meeting\nDeferred to next meeting: no time\n"


@pytest.fixture
def held(office, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    office.done("meeting open HTA --on 2019-02-12 --chair PCC")
    office.done("action raise One --owner CC --on 2019-01-10")
    return office


def minuted(office: Office, text: str, *flags: str):  # noqa: F811
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


def test_undo_of_a_minute_that_corrects_names_what_can_be_taken_back(held):
    minuted(held, WAITS + ITEM)
    again = WAITS + ITEM.replace("Report back", "Report back soon") + "N: noted\n"
    minuted(held, again, "--correct", "slip")
    last = held.size
    said = held.refuses(
        REFUSED, "undo", "corrects event", "Take back the rest of it by number: undo"
    )
    rest = said.rstrip(".\n").rpartition("undo ")[2]
    held.done(f"undo {rest}")
    assert held.events[last].event.retracts == last
