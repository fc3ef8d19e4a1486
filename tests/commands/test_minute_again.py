"""A minute read again: reworded lines, and minutes that were confirmed."""

import pytest
from clerk import CC, CEX, DONE, HTA, MISUSED, NEEDED, PCC, REFUSED, Office

from commands.minutes import session

pytestmark = pytest.mark.slow

TEXT = """\
# HTA Tuesday 12 February 2019
Chair: PCC
Present: PCC, CC

## 2.1d Road traffic collisions
A: CEX: review the governance of the partnership; due 12 March 2019
> progress: the review has begun
F: The rise is on rural roads.
D: PCC: approve the budget
N: The report was noted.
"""
# Each kind of line by its words, and other words that are nothing like them.
REWORDED = {
    "review the governance of the partnership": "write a paper on how Safer Roads is run",
    "the review has begun": "people were asked about it",
    "The rise is on rural roads.": "Night-time collisions grew most",
    "approve the budget": "agree £4m of spending",
    "The report was noted.": "Members thanked officers for it",
}


@pytest.fixture
def minuted(empty):
    empty.begins("init", CC, PCC, CEX, HTA)
    write(empty, TEXT)
    empty.done("minute --file m.txt")
    return empty


def write(office: Office, text: str) -> None:
    (office.path.parent / "m.txt").write_text(text)


@pytest.mark.parametrize("words", REWORDED)
@pytest.mark.parametrize("flags", ["--correct reworded", "--yes"])
def test_a_reworded_line_is_never_recorded_twice_in_silence(minuted, words, flags):
    write(minuted, TEXT.replace(words, REWORDED[words]))
    before = minuted.size
    said = minuted.refuses(NEEDED, f"minute --file m.txt {flags}", REWORDED[words], "--as-new")
    assert minuted.size == before
    assert "[A-2019-001]: ..., with --correct" in said or "to correct that one: " in said


def test_what_somebody_recorded_meanwhile_is_read_and_the_minute_recorded(minuted, monkeypatch):
    """With --yes nobody is asked, so nobody needs to type the command again."""
    write(minuted, TEXT + "F: Ice.\n")
    compare = session.compare

    def late(*args, **options):
        monkeypatch.setattr(session, "compare", compare)
        plan = compare(*args, **options)
        minuted.done("action raise Theirs --owner CC")
        return plan

    monkeypatch.setattr(session, "compare", late)
    said = minuted.done("minute --file m.txt --yes").err
    assert "Something was recorded meanwhile, so this may have changed. Again:" in said
    assert [e.kind for e in minuted.events[-2:]] == ["ActionRaised", "FindingRecorded"]


def test_the_forms_that_are_named_do_what_they_say(minuted):
    other = REWORDED["review the governance of the partnership"]
    text = TEXT.replace("A: CEX: review the governance of the partnership", f"A: CEX: {other}")
    write(minuted, text)
    said = minuted.refuses(NEEDED, "minute --file m.txt --correct r", "A [A-2019-001]: ...")
    assert "line 6 may be, in other words, event" in said
    write(minuted, text.replace("A: CEX", "A [A-2019-001]: CEX"))
    minuted.done("minute --file m.txt --correct reworded")
    assert minuted.state("action", "A-2019-001").title == other
    assert minuted.state("action", "A-2019-002") is None


def test_what_is_new_is_recorded_beside_the_earlier_line_or_with_the_flag(minuted):
    write(minuted, TEXT + "A: CC: something else altogether\n")
    minuted.done("minute --file m.txt --correct x")
    assert minuted.state("action", "A-2019-002").title == "something else altogether"
    write(minuted, TEXT.replace("approve the budget", "write to the minister"))
    minuted.done("minute --file m.txt --as-new")
    assert minuted.state("decision", "D-2019-002").title == "write to the minister"


def test_a_text_that_only_adds_to_an_item_is_not_asked_about(minuted):
    write(minuted, "# HTA 12 February 2019\n\n## 2.1d\nA: CC: send the figures\n")
    assert minuted.types("minute --file m.txt --yes").code == DONE
    assert minuted.state("action", "A-2019-002").title == "send the figures"


def test_minutes_are_not_confirmed_at_a_meeting_that_was_not_held(minuted):
    line = "meeting confirm HTA/2019-02-12 --at HTA/2019-02-26"
    minuted.done("meeting schedule HTA --for 2019-02-26 --on 2019-02-12")
    minuted.refuses(REFUSED, line, "HTA/2019-02-26 is only scheduled", "meeting open")
    minuted.done("meeting open HTA --on 2019-02-26", line)
    assert minuted.state("meeting", "HTA/2019-02-12").status == "confirmed"


CONFIRMED = "The minutes of HTA/2019-02-12 were confirmed on 26 February 2019, at HTA/2019-02-26."


@pytest.fixture
def confirmed(minuted):
    minuted.done(
        "meeting open HTA --on 2019-02-26",
        "meeting confirm HTA/2019-02-12 --at HTA/2019-02-26",
    )
    return minuted


@pytest.mark.parametrize(
    "line, what",
    [
        ("correct {raised} --set due=2019-03-13 --reason slip", "correction"),
        ("undo {raised} {progress}", "correction"),
        ("action raise Late --owner CC --meeting HTA/2019-02-12", "addition"),
        ("action progress A-2019-001 more --told-at HTA/2019-02-12", "addition"),
        ("meeting attend HTA/2019-02-12 CEX", "addition"),
        ("minute --file m.txt --correct slip", "correction"),
        ("batch b.txt", "correction and the addition"),
    ],
)
def test_a_change_of_confirmed_minutes_is_said_to_be_one(confirmed, line, what):
    events = {one.kind: one.position for one in confirmed.events}
    raised, progress = events["ActionRaised"], events["ActionProgressed"]
    write(confirmed, TEXT.replace("due 12 March", "due 13 March"))
    (confirmed.path.parent / "b.txt").write_text(
        f"correct {raised} --set due=2019-03-13 --reason slip\n"
        "action raise Late --owner CC --meeting HTA/2019-02-12\n"
    )
    said = confirmed.done(line.format(raised=raised, progress=progress)).err
    assert said.count(f"{CONFIRMED} The {what} stand") == 1


def test_nothing_is_said_of_minutes_that_were_not_confirmed_or_were_confirmed_later(minuted):
    said = minuted.done("action raise Late --owner CC --meeting HTA/2019-02-12").err
    (minuted.path.parent / "b.txt").write_text(
        "action raise Later --owner CC --meeting HTA/2019-02-12\n"
        "meeting open HTA --on 2019-02-26\n"
        "meeting confirm HTA/2019-02-12 --at HTA/2019-02-26\n"
    )
    said += minuted.done("batch b.txt", "meeting publish HTA/2019-02-12 --at web").err
    assert "were confirmed" not in said


@pytest.mark.parametrize(
    "said, form",
    [
        ("A-2019-001: closed", "closed by VERIFIED BY: EVIDENCE"),
        ("A-2019-001 complete: letter sent", "complete by REPORTED BY"),
        ("A-2019-001\n> closed", "closed by VERIFIED BY: EVIDENCE"),
    ],
)
def test_a_word_for_what_became_of_it_is_answered_with_its_form(minuted, said, form):
    write(minuted, f"# HTA 26 February 2019\nChair: PCC\n\n{said}\n")
    minuted.refuses(MISUSED, "minute --file m.txt", "of an action one says", form)


def test_all_owns_what_all_who_are_present_are_to_do_and_a_party_owns_too(minuted):
    minuted.done('party add LANE "Lane LLP"')
    more = "A: All: read the report\nA: LANE with CC: bring the plan\n"
    write(minuted, f"{TEXT.replace('PCC, CC', 'PCC, CC, Jane Doe (observer)')}{more}")
    minuted.done("minute --file m.txt --yes")
    owned = [minuted.state("action", f"A-2019-00{number}").owners for number in (2, 3)]
    assert owned == [("PCC", "CC"), ("LANE", "CC")]
    before = minuted.size
    minuted.done("minute --file m.txt --yes")
    assert minuted.size == before, "saved again, it says the same"


def test_all_is_nobody_where_nobody_is_said_to_be_present(minuted):
    text = TEXT.replace("Present: PCC, CC\n", "")
    write(minuted, f"{text.replace('12 February', '5 February')}A: All: read the report\n")
    minuted.refuses(MISUSED, "minute --file m.txt --yes", "All means every post that is present")
