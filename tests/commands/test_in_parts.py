"""Long answers: rows are printed as they are fetched, and few of them are held at once."""

import gc
import json

import click
import duckdb
import pytest
from books import entry, raise_action
from clerk import Office
from folded import each
from others import Other

from commands.terminal import screen, sheets
from ledger.records import actions
from projections import copies, rows

pytestmark = pytest.mark.slow

PART, ACTIONS, OWNER, THEIRS = 4, 60, "INPARTS", "CC"
ASKED = {
    "differences": "ask differences --from 1/1/19",
    "diff": "diff 1/1/19 19/2/19",
    "open_actions": "ask open_actions",
    "replay": "replay --ask open_actions",
}


class Held:
    """How many rows there are at once, at most, whenever something is printed: each has its own
    list of owners."""

    def __init__(self):
        self.most = self.printed = self.asked = 0
        self.owner = OWNER

    def count(self, text):
        rows_now = sum(
            type(one) is list and len(one) == 1 and type(one[0]) is str and one[0] == self.owner
            for one in gc.get_objects()
        )
        self.most = max(self.most, rows_now)
        self.printed += text.count("A-20")


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    one = Office(tmp_path / "office.ledger", capsys)
    one.begins("init", f'post define {OWNER} "Post of parts"')
    said = "\n".join(f'action raise "Do {n}" --owner {OWNER} --on 1/2/19' for n in range(ACTIONS))
    (tmp_path / "said.batch").write_text(said)
    one.done(f"batch {tmp_path / 'said.batch'}")
    return one


@pytest.fixture
def held(monkeypatch):
    found, echo, begin = Held(), click.echo, rows.Rows.__init__

    def echoes(text="", *args, **how):
        found.count(text)
        echo(text, *args, **how)

    def begins(self, ask):
        def counted():
            found.asked += 1
            return ask()

        begin(self, counted)

    monkeypatch.setattr(click, "echo", echoes)
    monkeypatch.setattr(rows.Rows, "__init__", begins)
    monkeypatch.setattr(rows, "AT_ONCE", PART)
    monkeypatch.setattr(screen, "AT_ONCE", PART)
    gc.freeze()  # What was there before is not looked through each time.
    yield found
    gc.unfreeze()


@pytest.mark.parametrize("form", ["", " --csv", " --json"])
@pytest.mark.parametrize("name", ["open_actions", "replay"])
def test_few_rows_of_an_answer_are_there_at_once(office, held, name, form):
    office.done(ASKED[name] + form)
    assert held.printed == ACTIONS
    assert 0 < held.most <= 4 * PART


@pytest.mark.parametrize("form", ["", " --csv", " --json"])
def test_few_are_there_where_only_the_last_has_an_own_reference(office, held, form):
    office.done(f"action raise Last --owner {OWNER} --on 2/2/19 --own-ref 07/19")
    held.printed = 0
    out = office.done(f"ask open_actions{form}").out
    assert out.count("07/19") == 1 and held.printed == ACTIONS + 1
    assert 0 < held.most <= 4 * PART


@pytest.mark.parametrize("form", ["", " --csv", " --json"])
def test_an_answer_is_asked_for_once(office, held, form):
    office.done(ASKED["differences"] + form)
    assert (held.asked, held.printed) == (1, ACTIONS)


def test_in_parts_the_answer_is_the_same(office, monkeypatch):
    def told():
        return {
            f"{n}{f}": office.done(ASKED[n] + f) for n in ASKED for f in ("", " --csv", " --json")
        }

    whole = told()
    for part in (1, ACTIONS):
        monkeypatch.setattr(rows, "AT_ONCE", part)
        monkeypatch.setattr(screen, "AT_ONCE", part)
        assert told() == whole


@each("many", [0, 1, PART - 1, PART, PART + 1, 3 * PART])
def test_a_json_array_is_written_in_parts_as_it_is_whole(monkeypatch, many):
    monkeypatch.setattr(screen, "AT_ONCE", PART)
    values = [{"ref": f"A-{n}", "owners": ["CC"] * (n % 3), "said": None} for n in range(many)]
    text = "".join(screen.json_array(iter(values)))
    assert text == screen.json_text(values)
    assert json.loads(text) == values


@each("many", [0, 1, PART - 1, PART, PART + 1, 3 * PART])
def test_rows_can_be_gone_through_again_and_left_in_the_middle(monkeypatch, many):
    monkeypatch.setattr(rows, "AT_ONCE", PART)
    connection = duckdb.connect()
    made = []

    def ask():
        made.append(connection.cursor().execute(f"FROM range({many}) t(n)"))
        return made[-1]

    asked = rows.Rows(ask)
    expected = [(n,) for n in range(many)]
    next(iter(asked), None)
    assert list(asked) == expected and len(made) == 1, "looking at the first asks nothing again"
    begun = iter(asked)
    assert [row for row, _ in zip(begun, range(PART + 2), strict=False)] == expected[: PART + 2]
    assert list(asked) == list(asked) == expected
    assert bool(asked) is bool(many)


@pytest.fixture
def region(office, held, tmp_path):
    """Two other offices, whose packs were taken; the last record of each has an own reference."""
    for name in ("ESSEX", "KENT"):
        other = Other(tmp_path, name)
        ledger = other.opened()
        for number in range(1, ACTIONS + 1):
            raise_action(ledger, number, owners=[THEIRS])
        last, begins = ("action", "A-2018-100"), {"new": True, "own_ref": "07/18"}
        ledger.record(*last, actions.raise_action, entry(), **begins, title="Last", owners=[THEIRS])
        ledger.close()
        office.done(f'office add {name} --seal-key "{other.line}"', f"office take {other.pack()}")
    held.owner, held.printed = THEIRS, 0
    return office


@pytest.mark.parametrize("form", ["", " --csv", " --json"])
def test_few_rows_of_a_joined_answer_are_there_at_once(region, held, form):
    region.done(f"ask open_actions --offices all{form}")
    assert held.printed == 2 * (ACTIONS + 1)
    assert 0 < held.most <= 8 * PART, "the first of each office's, and those that are printed"


def test_in_parts_a_joined_answer_is_the_same(region, monkeypatch):
    def told():
        said = [
            region.done(f"ask open_actions --offices all{f}") for f in ("", " --csv", " --json")
        ]
        return [(one.out, one.err) for one in said]

    monkeypatch.setattr(rows, "AT_ONCE", 10 * ACTIONS)
    whole = told()
    for part in (1, ACTIONS, ACTIONS + 1):
        monkeypatch.setattr(rows, "AT_ONCE", part)
        assert told() == whole
    assert all(out.count("07/18") == 2 for out, _ in whole)
    assert whole[2][0] == screen.json_text(json.loads(whole[2][0])) + "\n"


@pytest.mark.parametrize("offices", ["", " --offices all"])
def test_few_rows_are_there_while_answers_are_written_as_csv(
    region, held, monkeypatch, tmp_path, offices
):
    monkeypatch.chdir(tmp_path)
    held.owner = THEIRS if offices else OWNER
    written = sheets.lines

    def lines(rows, *end):
        for line in written(rows, *end):
            held.count(line)
            yield line

    monkeypatch.setattr(copies, "answerable", lambda: ["open_actions"])
    monkeypatch.setattr(sheets, "lines", lines)
    region.done(f"export tables --to out --format csv{offices}")
    assert held.printed == (2 * (ACTIONS + 1) if offices else ACTIONS)
    assert 0 < held.most <= 8 * PART, "two offices are asked at once"
