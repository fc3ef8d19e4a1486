"""People by name and initials: as the post held on the meeting's day, and as who was there."""

import json
import sqlite3

import pytest
from clerk import DONE, NOT_FOUND, REFUSED, Office
from folded import each

from commands.minutes.interpreter import people as named
from ledger import people

pytestmark = pytest.mark.slow

OFFICE = (
    "init",
    'body add HTA "Holding to account" --on 1/1/16',
    'post define PCC "Police and Crime Commissioner" --on 1/1/16',
    'post define CC "Chief Constable" --on 1/1/16',
    'post define DCC "Deputy Chief Constable" --on 1/1/16',
    'post define HFO "Head of Force Operations" --on 1/1/16',
    'post appoint PCC "Ann Lee" --on 1/1/16',
    'post appoint CC "Jo Dale" --on 1/1/16',
    'post end CC "--holder=Jo Dale" --on 1/1/18',
    'post appoint CC "Sam Roe" --on 2/1/18',
    'post appoint DCC "Ms Jo Mary Dale QPM" --on 2/1/18',
    'post appoint HFO "Jim Dean" --on 1/1/18',
    'party person KW "Kim Wu"',
)
HEAD = "# HTA 27 February 2018\nChair: Ann Lee\nPresent: AL, Sam Roe\nApologies: None\n"


@pytest.fixture
def office(empty):
    empty.begins(*OFFICE)
    return empty


def minute(office: Office, text: str, *more: str):
    place = office.path.parent / "minute.txt"
    place.write_text(text)
    return office.types(f"minute --file {place}", *more)


def owners(office: Office) -> list[list[str]]:
    rows = json.loads(office.types("ask open_actions --as-of 1/1/20 --json").out)
    return [row["owners"] for row in sorted(rows, key=lambda row: row["ref"])]


@each(
    ("name", "said"),
    [
        ("Jo Dale", "JD"),
        ("Jo Dale", "j.d."),
        ("Ms Jo Dale QPM", "J Dale"),
        ("Jo Mary Dale", "JMD"),
        ("Jo Mary Dale", "JD"),
        ("Jo-Ann Dale", "JAD"),
        ("Dale, Jo", "JD"),
    ],
)
def test_initials_are_of_a_name(name, said):
    assert people._has_initials(name, said)


@each(("name", "said"), [("Jo Dale", "J"), ("Jo Dale", "DJ"), ("Dale", "D"), ("Jo Dale", "K Dale")])
def test_other_letters_are_not(name, said):
    assert not people._has_initials(name, said)


def test_initials_that_mean_another_post_in_another_year_do_so(office):
    early = HEAD.replace("27 February 2018", "28 March 2017").replace("Sam Roe", "Jo Dale")
    assert minute(office, early + "## 1 All\nA: JD: write\n").code == DONE
    assert minute(office, HEAD + "## 1 All\nA: Jo Mary Dale: read\n").code == DONE
    assert owners(office) == [["CC"], ["DCC"]]


def test_whoever_is_there_comes_first_and_two_of_them_are_refused(office):
    both = HEAD.replace("Sam Roe", "DCC, Jim Dean") + "## 1 All\nA: JD: write\n"
    refused = minute(office, both)
    assert refused.code == NOT_FOUND and "line 6" in refused.err
    assert "'JD' may be Ms Jo Mary Dale QPM (DCC) or Jim Dean (HFO)." in refused.err
    nobody = minute(office, HEAD + "## 1 All\nA: JD: write\n")
    assert nobody.code == NOT_FOUND and "or Jim Dean (HFO)" in nobody.err
    one = HEAD.replace("Sam Roe", "Jim Dean") + "## 1 All\nA: JD and AL: write\n"
    assert minute(office, one).code == DONE
    assert owners(office) == [["HFO", "PCC"]]


def test_who_was_there_is_recorded_by_post_and_printed_so(office):
    text = HEAD.replace("Sam Roe", "SR, Kim Wu, Jane Doe (observer)") + "## 1 All\nA: KW: write\n"
    assert minute(office, text).code == DONE
    shown = office.types("show HTA/2018-02-27").out
    assert "chair: PCC" in shown and "present: PCC, CC, Kim Wu and Jane Doe" in shown
    assert owners(office) == [["KW"]]
    again = office.types("minute HTA/2018-02-27 --print").out
    assert "Present: PCC, CC, Kim Wu (-), Jane Doe (observer)" in again
    assert "already has all of it" in minute(office, again).err
    assert "already has all of it" in minute(office, text).err


def test_a_person_without_a_post_owns_once_named(office):
    text = HEAD.replace("Sam Roe", "Jane Doe (observer)") + "## 1 All\nA: JD: write\n"
    refused = minute(office, text)
    assert refused.code == REFUSED
    assert "Jane Doe was there and holds no post" in refused.err
    office.done('party person JAD "Jane Doe"')
    assert minute(office, text).code == DONE
    assert owners(office) == [["JAD"]]


def test_no_name_is_left_in_what_is_stored(office):
    text = HEAD.replace("Sam Roe", "SR, Kim Wu") + "## 1 All\nA: Kim Wu: write\nA: SR: read\n"
    assert minute(office, text).code == DONE
    office.done('action raise "Sing" --owner "Sam Roe, Kim Wu" --body HTA --on 27/2/18')
    with sqlite3.connect(office.path) as store:
        stored = b"".join(bytes(row[0]) for row in store.execute("select state from stored_events"))
    assert b"write" in stored
    assert not [name for name in (b"Kim Wu", b"Sam Roe", b"Ann Lee") if name in stored]


def test_commands_take_names_as_of_their_day(office):
    office.done('action raise "Sing" --owner "Jo Dale" --body HTA --on 1/5/17')
    office.done('action raise "Dance" --owner AL,SR --body HTA --on 1/5/18')
    assert owners(office) == [["CC"], ["PCC", "CC"]]
    office.done("meeting open HTA --on 1/6/18 --chair AL", "meeting attend HTA/2018-06-01 SR AL")
    assert "present: CC and PCC" in office.types("show HTA/2018-06-01").out
    office.refuses(NOT_FOUND, 'action raise "Hum" --owner JD --body HTA --on 1/5/18', "may be")
    office.done("meeting attend HTA/2018-06-01 HFO")
    office.done('action raise "Hum" --owner JD --meeting HTA/2018-06-01')
    assert owners(office)[-1] == ["HFO"]
    office.refuses(NOT_FOUND, 'action raise "Hum" --owner ZZ --body HTA', "no post 'ZZ'")


def test_a_full_stop_at_the_end_of_a_line_is_no_part_of_a_name_or_a_day(office):
    said = (
        "# HTA 27 February 2018.\nChair: PCC.\nPresent: PCC, Sam Roe, Pat Moss (observer).\n"
        "Apologies: JMD.\nNext meeting: 27 March 2018.\n\n## 1 Cells\n"
        "A: CC: Count them; due 3 May 2018.\n"
    )
    assert minute(office, said).code == DONE
    (row,) = json.loads(office.types("ask open_actions --as-of 1/1/20 --json").out)
    assert (row["due"], row["due_words"], row["due_basis"]) == ("2018-05-03", None, None)
    told = office.done("show HTA/2018-02-27").out
    assert "present: PCC, CC and Pat Moss\n" in told and "apologies: DCC\n" in told
    assert office.types("show HTA/2018-03-27").code == DONE
    wrong = said.replace("Present: PCC", "Present: PCX").replace("A: CC", "A: CCX")
    told = minute(office, wrong.replace("27 Feb", "28 Feb")).err
    assert "'PCX', line 3. Did you mean PCC or CEX?\n" in told


@each(
    ("said", "name"), [("PCC.", "PCC"), ("Jo B.", "Jo B."), ("J. B.", "J. B."), ("Jo (x).", "Jo")]
)
def test_a_full_stop_behind_an_initial_is_the_names(said, name):
    assert [one for one, _ in named(said)] == [name]


@pytest.mark.parametrize("nothing", ["None", "Nil.", "nil", "None received", "There were none."])
def test_nothing_is_said_in_more_words_than_one(office, nothing):
    said = HEAD.replace("None", nothing) + f"\n## 1 Cells\nActions arising: {nothing}\n"
    assert minute(office, f"{said}Notes: complete.\n").code == DONE
    assert office.done("replay").out.count("nil return: no ") == 2
