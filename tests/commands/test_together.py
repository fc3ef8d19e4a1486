"""All that is wrong with a text is told at once, each thing once, with its lines."""

import pytest
from clerk import CC, HTA, NOT_FOUND, PCC

pytestmark = pytest.mark.slow

UNKNOWN = """\
# HTA Tuesday 27 February 2018
Chair: PCC
Present: PCC, Zed, Qux, Jane Doe (observer)
Apologies: Xa and Xb

## 1 Item
Q by Noone to Somebody: Why?
> answered: Because
A: Xa with Xb: do it; due 30 February 2018
> due moved to 31 March 2018, approved by Zork: late
D: Fleet and Pleet: approve
nonsense
more nonsense
"""


@pytest.fixture
def office(empty):
    empty.begins("init", CC, PCC, HTA)
    return empty


def test_a_minute_tells_every_unknown_name_once_with_all_its_lines(office, tmp_path):
    (tmp_path / "n.txt").write_text(UNKNOWN)
    told = office.refuses(NOT_FOUND, "minute --file n.txt", "There are no posts of these names")
    where = {"Zed": "3", "Qux": "3", "Noone": "7", "Somebody": "7", "Zork": "10"}
    where |= {"Fleet": "11", "Pleet": "11"}
    for name, line in where.items():
        assert told.count(f"  '{name}', line {line}\n") == 1, name
    for name in ("Xa", "Xb"):
        assert told.count(f"  '{name}', lines 4 and 9\n") == 1, name
    assert told.count("Define each with: ") == 1 and told.count("named with a capacity") == 1
    assert "line 9: '30 February 2018' is not in the calendar." in told
    assert "lines 12 and 13: a line begins with Q:" in told
    assert "  12: nonsense\n  13: more nonsense\n" in told
    assert "> says what became" not in told  # What is below a line that was not understood.


def test_one_unknown_name_is_told_on_its_line_as_before(office, tmp_path):
    (tmp_path / "n.txt").write_text("# HTA 27 February 2018\nPresent: Zed\n")
    office.refuses(
        NOT_FOUND,
        "minute --file n.txt",
        "line 2: There is no post 'Zed'. Define it with: govledger post define SHORT TITLE."
        " Somebody without a post is named with a capacity: Zed (observer).\n  Present: Zed\n",
    )


def test_a_batch_tells_every_unknown_name_of_every_line_once(office, tmp_path):
    (tmp_path / "b.txt").write_text(
        "action raise One --body HTA --owner XX --owner YY,ZZ\n"
        "action raise Two --body HTA --owner CC --behalf XX\n"
        "meeting open HTA --on 30/2/18\n"
    )
    told = office.refuses(NOT_FOUND, "batch b.txt", "There are no posts of these names")
    assert "  'XX', lines 1 and 2\n  'YY', line 1\n  'ZZ', line 1\n" in told
    assert "b.txt line 3: '30/2/18' is not in the calendar." in told


def test_a_command_tells_every_unknown_name(office):
    told = office.refuses(
        NOT_FOUND, "action raise One --body HTA --owner XX,CC --owner YY", "no posts"
    )
    assert "  'XX'\n  'YY'\nDefine each with" in told and "'CC'" not in told
