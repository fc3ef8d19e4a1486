"""Letters that nobody sees, and others for those that are meant: they hide nothing from a pattern,
and the words of a proposal keep them."""

import html

from folded import each
from made_papers import FORMS, Paper

from commands.papers.letters import as_written, meant
from commands.papers.proposals import propose
from commands.papers.read import read

PLAIN = [
    "Minutes of the Ferry Board of 4 May 2023",
    "1. Fares",
    "ACTION: Chief Finance Officer to confirm the fares by 3 June 2023.",
    "RESOLVED that the follow-up report be noted.",
    "There were no declarations of interest.",
]
SOFT = {
    "soft hyphens": lambda text: text.replace("onf", "on\u00adf").replace("olved", "ol\u00adved"),
    "zero width": lambda text: "\u200b".join(text.split("e")).replace("\u200b", "\u200be"),
    "fixed spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u202f"),
    "fixed hyphens": lambda text: text.replace("-", "\u2011"),
    "ligatures": lambda text: text.replace("ffi", "\ufb03").replace("fi", "\ufb01"),
    "a mark": lambda text: "\ufeff" + text,
}


def _paper(change) -> Paper:
    paper = Paper.__new__(Paper)
    paper.lines, paper.labels = [change(line) for line in PLAIN], {}
    return paper


def _told(paper: Paper, form: str):
    made = propose(read(FORMS[form](paper)))
    facts = [(one.kind, one.first, one.owner, one.due, one.sure) for one in made.proposals]
    for one in made.proposals:
        assert one.words in " ".join(made.reading.lines[one.first - 1].text.split())
    return facts, made


@each("form", FORMS)
@each("change", SOFT.values(), ids=SOFT)
def test_letters_that_nobody_sees_hide_nothing(change, form):
    plain, _ = _told(_paper(str), form)
    assert [kind for kind, *_ in plain] == ["action", "note", "nil"]
    assert _told(_paper(change), form)[0] == plain


def test_the_words_keep_the_letters_of_the_paper():
    _, made = _told(_paper(SOFT["ligatures"]), "text")
    assert "O\ufb03cer to con\ufb01rm" in made.proposals[0].words


def test_words_as_they_are_written():
    assert as_written("a fish", "x a\u00a0 \ufb01\u00adsh y") == "a \ufb01\u00adsh"
    assert as_written("a cat", "a \ufb01sh") == "a cat"
    assert as_written("", "a \ufb01sh") == ""
    assert meant("co\u2011op o\ufb00") == "co-op off"


def test_an_entity_in_text_is_as_good_as_its_letter():
    text = "1. Fares\nACTION: C&shy;FO to write to the&nbsp;ferry.\n"
    (action,) = propose(read(text.encode())).proposals
    assert action.owner == ("CFO",)


def test_cells_of_a_table_are_read_without_them():
    rows = [
        ("Act\u00adion", "Ow\u200bner", "Due"),
        ("Paint the ferry in green", "C\u00adFO", "May 2024"),
    ]
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in rows
    )
    (action,) = propose(read(f"<html><table>{body}</table></html>".encode())).proposals
    assert (action.kind, action.owner, action.due) == ("action", ("CFO",), "May 2024")
