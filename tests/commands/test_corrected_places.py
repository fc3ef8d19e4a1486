"""A correction says nothing of a meeting's items that could not have been recorded of them."""

import pytest
from clerk import DONE, REFUSED, Office

MEETING = "HTA/2019-02-12"


@pytest.fixture
def met(tmp_path, capsys):
    office = Office(tmp_path / "office.ledger", capsys)
    office.done(
        "init",
        'body add HTA "Holding to account"',
        f"meeting open HTA --on {MEETING[4:]}",
        *(f"meeting item {MEETING} {number} 'Item {number}'" for number in (1, 2, 3)),
    )
    return office


def at(office, record):
    return next(one.position for one in office.events if one.stream.startswith(f"{record}:"))


def moved(office, record, *change):
    return " ".join([f"correct {at(office, record)} --reason misplaced", *change])


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ("action", f"action raise ride --body HTA --owner CC --meeting {MEETING}"),
        ("decision", f"decision take walk --by PCC --meeting {MEETING}"),
    ],
)
def test_nothing_is_moved_to_where_a_nil_return_says_that_there_was_none(met, record, line):
    met.done(f"{line} --item 1", f"nil record --of {record}s --meeting {MEETING} --item 2")
    told = f"no {record}s at item 2 of {MEETING}"
    met.refuses(REFUSED, moved(met, record, "--set item=2"), told, "undo")
    met.done(moved(met, record, "--set item=3"))


def test_no_nil_return_is_moved_to_where_there_was_something(met):
    met.done(
        f"action raise ride --body HTA --owner CC --meeting {MEETING} --item 1",
        f"nil record --of actions --meeting {MEETING} --item 2",
    )
    met.refuses(REFUSED, moved(met, "nil", "--set item=1"), "A-2019-001 is recorded at item 1")
    met.done(moved(met, "nil", "--set nil_of=decisions", "--set item=1"))


def test_nothing_open_is_moved_to_an_item_in_private_nor_corrected_there_without_a_marking(met):
    met.done(
        f"finding record 'they resigned' --meeting {MEETING} --item 1",
        f"meeting private {MEETING} 2 --reason exempt",
    )
    met.refuses(REFUSED, moved(met, "finding", "--set item=2"), "was taken in private")
    met.done(moved(met, "finding", "--set item=2", "--sensitive", "'names a person'"))


def test_an_item_is_not_said_to_be_private_while_something_of_it_is_open(met):
    met.done(f"finding record 'they resigned' --meeting {MEETING} --item 1")
    private = f"meeting private {MEETING} 1 --reason exempt"
    met.refuses(REFUSED, private, "recorded openly before", f": {at(met, 'finding')}.")
    met.done(moved(met, "finding", "--sensitive", "'names a person'"), private)
    assert met.types(private).code == DONE, "and twice is once"
