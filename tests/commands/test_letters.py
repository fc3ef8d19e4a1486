"""Names that look alike and are not: refused, asked about, and the same person to every rule."""

from pathlib import Path

import pytest
from books import entry, filled
from folded import each
from terminal import at_terminal
from torture import program

from commands.terminal.text import acceptable
from ledger import characters
from ledger.application import Ledger
from ledger.closures import People, independent
from ledger.errors import Refused
from ledger.words import same_person

pytestmark = pytest.mark.slow

SMITH = "Jane \u0405mith"  # with a Cyrillic S
TURNING = [
    *("\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069"),
]


@pytest.fixture
def path(tmp_path) -> Path:
    path = filled(tmp_path / "office.ledger")
    program.each(path, [("post", "define", "ACC", "Assistant Chief Constable")])
    return path


def size(path: Path) -> int:
    ledger = Ledger.open(path, read_only=True)
    try:
        return ledger.size
    finally:
        ledger.close()


# What turns the text


@pytest.mark.parametrize("one", TURNING, ids=[f"{ord(one):04x}" for one in TURNING])
def test_what_turns_the_text_is_refused_in_every_text(path, one):
    before = size(path)
    for words in (
        ("action", "raise", f"Pay {one}000,1", "--no-owner"),
        ("action", "raise", "Pay", "--no-owner", "--quote", f"so {one}"),
        ("post", "appoint", "ACC", f"Jane {one}Smith"),
        ("correct", "5", "--set", f"text=now {one}", "--reason", "a slip"),
        ("undo", "--reason", f"a {one} slip"),
    ):
        said = program.govledger(path, *words)
        assert said.code == 2 and "turns the direction of the text" in said.err, words
    assert size(path) == before


def test_a_minute_a_batch_and_the_ledger_itself_refuse_it_too(path, tmp_path):
    (tmp_path / "lines").write_text('action raise "Pay \u202e1" --no-owner\n')
    said = program.govledger(path, "batch", str(tmp_path / "lines"))
    assert said.code == 2 and "turns the direction" in said.err
    (tmp_path / "notes").write_text(
        "# HTA Tuesday 27 February 2018\nChair: ACC\nF: So \u202eit is\n"
    )
    program.done(path, "body", "add", "HTA", "Monthly holding to account")
    said = program.govledger(path, "minute", "--file", str(tmp_path / "notes"), "--yes")
    assert said.code != 0 and "turns the direction" in said.err
    ledger = Ledger.open(path)
    with pytest.raises(Refused, match="records this has a character that changes the direction"):
        ledger.record("action", "A-2018-001", _progress, entry(recorded_by="J \u202eS"), text="x")


def _progress(_action, *, text):
    from ledger.records.actions import ActionProgressed

    return [ActionProgressed(text=text)]


def test_what_people_write_is_recorded_as_before(path):
    for words in (
        "£2 “so” — naïve café",
        "Привет, мир",
        "α and β",
        "日本 Tokyo",
        "2µg",
        "e\u0301t",
    ):
        program.done(path, "action", "raise", words, "--no-owner")
        assert acceptable(words) is None and characters.mixed(words) == []


# What mixes letters


MIXED = [SMITH, "\u0410nn", "p\u03bfst", "Sm\u0456th", "\U0001d412mith"]


@pytest.mark.parametrize("word", MIXED)
def test_a_word_in_two_alphabets_is_refused_unless_it_is_meant(path, word):
    for words in (
        ("post", "appoint", "ACC", word, "--on", "27/2/18"),
        ("action", "raise", f"Write to {word}", "--no-owner"),
    ):
        before = size(path)
        said = program.govledger(path, *words)
        assert (said.code, size(path)) == (1, before), words
        assert "mixes letters that look alike: " in said.err and "--mixed-alphabets" in said.err
        assert program.govledger(path, *words, "--mixed-alphabets").code == 0


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130), ("", 130)])
def test_at_a_terminal_it_is_asked_about(path, tmp_path, answer, code):
    env = {
        "GOVLEDGER_LEDGER": str(path),
        "GOVLEDGER_ANCHORS": str(program.anchors(path)),
        "GOVLEDGER_ACTOR": "M Clerk",
        "GOVLEDGER_NOW": program.DAY,
    }
    before = size(path)
    words = ["post", "appoint", "ACC", SMITH, "--on", "27/2/18"]
    said = at_terminal(words, [answer], env=env)
    told = " ".join(said.shown.split())
    assert "mixes letters that look alike: Cyrillic and Latin. Record it so? [y/N]" in told
    assert (said.code == 0, size(path)) == (code == 0, before + (code == 0)), said


def test_the_flag_is_no_part_of_the_command_that_a_key_repeats(path):
    words = ("action", "raise", f"Write to {SMITH}", "--no-owner", "--key", "k")
    first = program.done(path, *words, "--mixed-alphabets")
    assert program.done(path, *words) == first


def test_a_minute_says_which_line_and_takes_the_flag(path, tmp_path):
    program.done(path, "body", "add", "HTA", "Monthly holding to account")
    notes = tmp_path / "notes"
    notes.write_text(
        f"# HTA Tuesday 27 February 2018\nChair: ACC\n\n## 1 It\nF: {SMITH} said so.\n"
    )
    said = program.govledger(path, "minute", "--file", str(notes), "--yes")
    assert said.code == 1 and "line 5: " in said.err and "--mixed-alphabets" in said.err
    program.done(path, "minute", "--file", str(notes), "--yes", "--mixed-alphabets")


def test_who_records_is_looked_at_too(path, monkeypatch):
    ledger = Ledger.open(path)
    with pytest.raises(Refused, match=r"name of whoever records this\) mixes letters"):
        raise_by = entry(recorded_by=SMITH)
        ledger.record("action", "A-2018-001", _progress, raise_by, text="x")


# Who looks the same


@each(
    "other",
    [
        SMITH,
        "JANE  smith",
        "Jane\u200b Smith",
        "Jane Smi\u00adth",
        "Ｊane Smith",
        "J\u0430n\u0435 Smith",
    ],
)
def test_who_looks_the_same_is_the_same_person_to_the_rules(other):
    assert same_person("Jane Smith", other)
    people = People(holders={"ACC": ["Jane Smith"], "CEX": [other]})
    with pytest.raises(Refused):
        independent("CEX", owners=("ACC",), reported_by="ACC", people=people)


def test_others_are_others():
    for other in ("Jane Smyth", "Joan Smith", "J Smith", "Jane Smith-Jones", "Джейн Смит"):
        assert not same_person("Jane Smith", other)
    assert same_person("Джейн Смит", "ДЖЕЙН СМИТ") and same_person("Zoë", "Zoe\u0308")


def test_nobody_verifies_their_own_work_under_another_alphabet(path):
    """The attack of old: the same person twice, one of them with a Cyrillic letter."""
    program.each(
        path,
        [
            ("policy", "set", "independent-verification", "on", "--on", "1/1/18", "--reason", "so"),
            ("post", "define", "DCC", "Deputy Chief Constable"),
            ("post", "appoint", "ACC", "Jane Smith", "--on", "1/1/18"),
            ("post", "appoint", "DCC", SMITH, "--on", "1/1/18", "--mixed-alphabets"),
            ("action", "raise", "Share the findings", "--owner", "ACC", "--on", "27/2/18"),
            ("action", "complete", "A-2018-005", "--by", "ACC", "--evidence", "done"),
        ],
    )
    words = ("action", "close", "A-2018-005", "--verified-by", "DCC", "--evidence", "seen")
    said = program.govledger(path, *words)
    assert said.code == 1, said.err


@pytest.mark.parametrize("one", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u3164"])
def test_a_name_has_nothing_that_does_not_show(path, one):
    said = program.govledger(path, "post", "appoint", "ACC", f"Jane{one} Smith", "--on", "1/1/18")
    assert said.code == 1 and "has an invisible character" in said.err
    program.done(path, "action", "raise", f"Pasted{one} words", "--no-owner")
