"""How the office's own reference is written in a line of a minute, and asked for by commands."""

from folded import each
from test_minute_text import lines

from commands.minutes import grammar
from commands.minutes import own_refs as in_minutes

WRITTEN = [
    ("A: ACC: Count (was 2023/15)", "A: ACC: Count", "2023/15"),
    ("A: ACC: Count (was 2023/15); due 3 April", "A: ACC: Count; due 3 April", "2023/15"),
    ("F: so it is (was 2023/15).", "F: so it is.", "2023/15"),
    ("F: so it is (own ref 15)", "F: so it is", "15"),
    ("F: so it is (own reference a b)", "F: so it is", "a b"),
    ("D: agree (WAS 05/19/04/2023)", "D: agree", "05/19/04/2023"),
]
NONE = [
    "F: good (was 95)", "F: good (was 9.5)", "F: it is good (was good)", "F: up (was 95%)",
    "F: held (was 12/05/2018)", "F: held (was 2018-02-27)", "F: (was 2023/15) and", "F: was 1/2",
]  # fmt: skip


@each(("line", "rest", "own_ref"), WRITTEN)
def test_an_own_reference_stands_behind_the_words(line, rest, own_ref):
    assert in_minutes.parted(line) == (rest, own_ref)
    assert in_minutes.parted(in_minutes.written(rest, own_ref)) == (rest, own_ref)


DUE = ("; due 3 April", ", due 3 April", ". Due 3 April", "; by 3 April", " (due 3 April)")


@each("due", [*DUE, " - due 3 April"])
def test_an_own_reference_stands_before_a_due_date_however_that_is_written(due):
    (of,) = lines(f"A: ACC: Count (was 2023/15){due}", grammar.ACTION)
    assert (of.facts["title"], of.facts["own_ref"]) == ("Count", "2023/15")
    (of,) = lines(f"A: ACC: Count (was 2023/15) (own ref -){due}", grammar.ACTION)
    assert (of.facts["title"], of.facts.get("own_ref")) == ("Count (was 2023/15)", None)


@each("line", NONE)
def test_what_a_thing_was_before_is_no_reference(line):
    assert in_minutes.parted(line) == (line, None)
    assert in_minutes.written(line, None) == line


@each("line", [line for line, _, _ in WRITTEN])
def test_words_that_look_like_an_own_reference_are_kept_as_words(line):
    assert in_minutes.parted(in_minutes.written(line, None)) == (line, None)
