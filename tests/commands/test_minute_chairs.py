"""Who was in the chair: several together, and people who hold no post."""

import sqlite3

import pytest
from clerk import DONE, MISUSED, NOT_FOUND, REFUSED, Office
from test_minute_people import OFFICE, minute

pytestmark = pytest.mark.slow

HEAD = "# HTA 27 February 2018\nChair: {}\nPresent: AL, SR, Jane Doe (observer)\nApologies: None\n"
REF = "HTA/2018-02-27"


@pytest.fixture
def office(empty):
    empty.begins(*OFFICE)
    return empty


def chairs(office: Office, ref: str = REF) -> tuple[str | None, tuple[str, ...]]:
    state = office.state("meeting", ref)
    return state.chair, state.chairs


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("Jo Mary Dale; Sam Roe", (None, ("DCC", "CC"))),
        ("PCC and CC", (None, ("PCC", "CC"))),
        ("Ann Lee; PCC", ("PCC", ())),
        ("Kim Wu", (None, ("Kim Wu",))),
        ("KW; AL", (None, ("Kim Wu", "PCC"))),
        ("Jane Doe", (None, ("Jane Doe",))),
        ("JD", (None, ("Jane Doe",))),
        ('"Doe, J; \\\\"Jo\\\\" and Co"; CC', (None, ('Doe, J; "Jo" and Co', "CC"))),
        ('"Chief Constable"', ("CC", ())),
    ],
)
def test_a_minute_says_who_was_in_the_chair_and_is_read_back_so(office, said, so):
    said = said.replace("\\\\", "\\")
    assert minute(office, HEAD.format(said)).code == DONE
    assert chairs(office) == so
    again = office.types(f"minute {REF} --print").out
    assert "already has all of it" in minute(office, again).err
    assert "already has all of it" in minute(office, HEAD.format(said)).err
    other = Office(office.path.parent / "other.ledger", office.capsys)
    other.begins(*OFFICE)
    assert minute(other, again).code == DONE
    assert chairs(other) == so


def test_the_preview_and_the_history_say_it(office):
    shown = minute(office, HEAD.format("SR; KW"), "--dry-run").err
    assert "held, chaired by CC and Kim Wu" in shown
    office.done("meeting open HTA --on 27/2/18 --chair SR --chair KW")
    assert "chairs: CC and Kim Wu" in office.types(f"show {REF}").out
    row = office.types(f"ask meeting_record --meeting {REF} --csv").out
    assert "chaired by CC and Kim Wu" in row and '"CC, Kim Wu"' in row


def test_a_text_without_its_chair_denies_none_and_another_corrects_it(office):
    both = HEAD.format("SR; AL")
    assert minute(office, both).code == DONE
    without = both.replace("Chair: SR; AL\n", "")
    assert "already has all of it" in minute(office, without).err
    assert minute(office, HEAD.format("CC"), "--correct", "slip").code == DONE
    assert chairs(office) == ("CC", ())
    doe = HEAD.format('"Doe, Jo"; CC')
    assert minute(office, doe, "--correct", "slip").code == DONE
    assert chairs(office) == (None, ("Doe, Jo", "CC"))
    held = next(
        r.position for r in office.events if getattr(r.event, "chairs", ()) == ("Doe, Jo", "CC")
    )
    office.refuses(REFUSED, f"correct {held} --set chair=PCC --reason slip", "alone (chair) with")


def test_whoever_holds_no_post_neither_decides_nor_verifies(office):
    office.done('action raise "Sing" --owner CC --body HTA --on 1/2/18')
    for said in ("Kim Wu", "Jane Doe", "SR; AL", "KW; AL"):
        refused = minute(office, HEAD.format(said) + "## 1 All\nD: adopt it\n")
        assert refused.code == MISUSED and "No post was in the chair alone" in refused.err
    for said in ("KW", "Kim Wu", "Jane Doe"):
        decided = minute(office, HEAD.format(said) + f"## 1 All\nD: {said}: adopt it\n")
        assert decided.code in (NOT_FOUND, REFUSED), decided
        done = f"A-2018-001 Sing\n> complete by CC: sung\n> closed by {said}: heard\n"
        assert minute(office, HEAD.format(said) + done).code in (NOT_FOUND, REFUSED)
    assert chairs_unrecorded(office)
    asked = HEAD.format("KW; AL") + "## 1 All\nQ to CC: why?\nD: PCC: adopt it\n"
    assert minute(office, asked).code == DONE
    put = next(one.event for one in office.events if one.kind == "QuestionPut")
    assert put.put_by is None
    assert office.state("decision", "D-2018-001").makers == ("PCC",)


def chairs_unrecorded(office: Office) -> bool:
    return office.types(f"show {REF}").code == NOT_FOUND


def test_no_name_of_a_chair_is_left_in_what_is_stored(office):
    assert minute(office, HEAD.format('"Jane Roe"; KW; CC')).code == DONE
    office.done('meeting open HTA --on 1/6/18 --chair "Kim Wu; AL" --chair-name "Jane Roe"')
    assert chairs(office, "HTA/2018-06-01") == (None, ("Kim Wu", "PCC", "Jane Roe"))
    with sqlite3.connect(office.path) as store:
        stored = b"".join(bytes(row[0]) for row in store.execute("select state from stored_events"))
    assert b"chairs" in stored and b'"CC"' in stored
    assert not [name for name in (b"Kim Wu", b"Jane Roe", b"Ann Lee") if name in stored]


def test_a_command_names_them_together_or_each(office):
    office.done('meeting open HTA --on 1/6/18 --chair "sr; KW"')
    assert chairs(office, "HTA/2018-06-01") == (None, ("CC", "Kim Wu"))
    office.done("meeting open HTA --on 2/6/18 --chair AL --chair PCC")
    assert chairs(office, "HTA/2018-06-02") == ("PCC", ())
    office.done("meeting open HTA --on 3/6/18 --chair-name CC")
    assert chairs(office, "HTA/2018-06-03") == ("CC", ())
    office.refuses(NOT_FOUND, "meeting open HTA --on 4/6/18 --chair ZZ", "--chair-name NAME")


def test_the_next_minute_suggests_them(office):
    assert minute(office, HEAD.format('CC; "Jane Doe"')).code == DONE
    text = office.types("minute HTA --on 27/3/18 --print").out
    assert '// Chair: CC; "Jane Doe"' in text
