"""What a meeting tells of an action belongs to its record, whatever the action; an action has a
body."""

import pytest
from clerk import DONE, REFUSED, Office

pytestmark = pytest.mark.slow

NONE_S = "A-2019-001"  # Brought in without a meeting or a body.
MINUTE = f"""\
# HTA Tuesday 12 February 2019
Chair: PCC

## Brought forward
{NONE_S} Old thing
> progress: the plan is drafted
> due moved to 1 June 2019, approved by PCC: late figures
> disputed by CC: it was the DCC
"""


@pytest.fixture
def brought(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    office.done("body add JAC 'Joint Audit Committee' --on 2018-01-01")
    office.done("action raise 'Old thing' --owner CC --due 2019-03-01 --on 2019-01-05")
    return office


def minuted(office: Office, text: str):
    (office.path.parent / "m.txt").write_text(text)
    return office.types("minute --file m.txt --yes")


def test_what_a_minute_tells_is_in_its_record_and_in_its_text(brought):
    assert minuted(brought, MINUTE).code == DONE
    record = brought.done("ask meeting_record --meeting HTA/2019-02-12 --csv").out
    printed = brought.done("minute HTA/2019-02-12 --print").out
    for told in ("the plan is drafted", "late figures", "it was the DCC"):
        assert told in record and told in printed
    assert "the ledger already has all of it" in minuted(brought, printed).err
    assert "not in this text" not in minuted(brought, MINUTE).err


def test_two_meetings_of_one_day_each_have_what_they_told(brought):
    minuted(brought, MINUTE)
    assert (
        minuted(
            brought,
            MINUTE.replace("HTA", "JAC").replace("drafted", "done").replace("1 June", "2 June"),
        ).code
        == DONE
    )
    for body, told, other in (("HTA", "drafted", "is done"), ("JAC", "is done", "drafted")):
        record = brought.done(f"ask meeting_record --meeting {body}/2019-02-12 --csv").out
        assert told in record and other not in record


def test_an_action_that_a_body_took_up_is_not_in_anothers_text(brought):
    template = brought.done("minute JAC --on 2019-02-26 --print").out
    assert f"// {NONE_S} Old thing (of no body yet)" in template
    assert "> carried forward" not in template, "nobody carries what is not said to be theirs"
    minuted(brought, MINUTE)
    assert NONE_S not in brought.done("minute JAC --on 2019-02-26 --print").out
    assert f"\n{NONE_S} Old thing" in brought.done("minute HTA --on 2019-02-26 --print").out


def test_an_action_says_whose_it_is(brought):
    brought.done("action raise 'Audit plan' --owner CC --body JAC --on 2019-01-10")
    ref = "A-2019-002"
    assert f"\n{ref} Audit plan" in brought.done("minute JAC --on 2019-02-26 --print").out
    assert ref not in brought.done("minute HTA --on 2019-02-26 --print").out
    for question in ("meeting_pack", "outstanding_matters"):
        assert ref in brought.done(f"ask {question} --meeting JAC/2019-02-26 --csv").out
        assert ref not in brought.done(f"ask {question} --meeting HTA/2019-02-26 --csv").out
    brought.done("meeting open HTA --on 2019-02-12", "meeting open JAC --on 2019-02-12")
    brought.refuses(
        REFUSED, f"action carry {ref} --to HTA/2019-02-12", f"{ref} is an action of JAC"
    )
    brought.done(f"action carry {ref} --to JAC/2019-02-12")


def test_what_is_told_at_a_meeting_is_told_on_its_day_or_later(brought):
    brought.done("meeting open HTA --on 2019-02-12")
    line = f"action progress {NONE_S} done --told-at HTA/2019-02-12"
    brought.refuses(REFUSED, f"{line} --on 2019-02-11", "nothing was said there by")
    brought.done(line)
    assert brought.events[-1].envelope.effective_on.isoformat() == "2019-02-12"
    assert brought.events[-1].envelope.told_at == "HTA/2019-02-12"


def test_when_an_event_was_told_is_put_right(brought):
    brought.done(
        "meeting open HTA --on 2019-02-12", f"action progress {NONE_S} done --on 2019-02-12"
    )
    number = brought.size
    brought.done(f"correct {number} --told-at HTA/2019-02-12 --reason 'said there'")
    assert "done" in brought.done("ask meeting_record --meeting HTA/2019-02-12 --csv").out


def test_a_record_that_is_not_there_is_said_to_be_so_and_why(brought):
    said = brought.types(f"show {NONE_S} --as-of 2018-12-31").err
    assert f"{NONE_S} was not there on 31 December 2018: it begins on 5 January 2019" in said
    said = brought.types(f"show {NONE_S} --known-by 2018-12-31").err
    assert f"Nothing of {NONE_S} was recorded by 31 December 2018" in said
    brought.done("undo --reason slip")
    assert f"All events of {NONE_S} were taken back" in brought.types(f"show {NONE_S}").err
