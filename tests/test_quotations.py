"""What the demo quotes is printed where it says; what it retells, it retells in other words."""

import re
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from commands.cli.batch import commands_in, words

ROOT = Path(__file__).parent.parent
PAPERS = ROOT.parent / "shared" / "documents"
LINES = [
    words(line)
    for batch in sorted((ROOT / "demo").glob("*.batch"))
    for _, line in commands_in(batch.read_text(encoding="utf-8"))
]

FACTS = [
    line.split(" ")
    for line in (ROOT / "tests" / "papers.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
QUOTED = [said for line in LINES for flag, said in pairwise(line) if flag == "--says"]


def plain(text: str) -> str:
    """The words of a paper, without its tags, stars and columns."""
    text = re.sub(r"</?(?:p|b|li|ul|ol)\b[^>]*>", " ", text)
    return " ".join(re.sub(r"[*\\]", "", text).split())


def papers() -> dict[str, list[str]]:
    """The lines of each paper, by the name under which it is registered."""
    named = {line[line.index("--sha256") + 1]: line[2] for line in LINES if line[0] == "document"}
    found = {}
    for file in PAPERS.glob("*.txt"):
        name = named.get(sha256(file.read_bytes()).hexdigest(), file.stem)
        found[name] = file.read_text(encoding="utf-8").split("\n")
    return found


def quotations() -> set[tuple[str, str]]:
    """Where each quotation of the demo says it is printed, and its words."""
    parted = [said.rpartition(" @ ") for said in QUOTED]
    return {(place, plain(quotation)) for quotation, _, place in parted}


def test_every_quotation_is_the_words_that_were_found_where_it_says() -> None:
    hashed = {(place, sha256(said.encode()).hexdigest()) for place, said in quotations()}
    assert hashed == {(place, digest) for kind, place, digest in FACTS if kind == "said"}
    assert len(QUOTED) > 100


@pytest.mark.skipif(not PAPERS.is_dir(), reason="the papers to read them in again are not here")
def test_every_quotation_is_printed_where_it_says() -> None:
    known = papers()
    for place, said in quotations():
        paper, _, number = place.rpartition(":")
        assert said in plain(known[paper][int(number) - 1]), (place, said)
    read = {(sha256(f.read_bytes()).hexdigest(), f) for f in PAPERS.glob("*.txt")}
    lines = {digest: str(f.read_bytes().count(b"\n") + 1) for digest, f in read}
    assert {digest: count for kind, digest, count in FACTS if kind == "paper"} == lines


def test_a_quotation_is_short() -> None:
    for line in LINES:
        for flag, said in pairwise(line):
            if flag in ("--says", "--quote"):
                assert len(said.rpartition(" @ ")[0].split()) < 12, said
