"""What "he" or "she" will do: who is meant is whoever told of it in the sentence before, or in the
same one; a line that begins so is of whoever the line before is of."""

import re

from commands.papers import owners
from commands.papers.sentences import sentences
from commands.papers.task_verbs import HOW, SERVICE, TASK

DONE = rf"(?P<what>{HOW}[a-z][a-z-]+\b.*)"
WILL = (
    r"(?:would|will|(?:has|have)\s+been\s+asked\s+to|(?P<bid>(?:was|were)\s+(?:then\s+|also\s+)?(?:asked|instructed|mandated|tasked|requested)\s+to)|"
    r"(?:agreed|undertook|offered|promised|is|are|(?:(?:just|only|still)\s+)?needs)\s+to)"
)
# "The Treasurer reminded the Panel of it. He would check": who tells of it is who will.
TELLER = re.compile(
    r"\s+(?:also\s+|then\s+)?(?:(?:was|were)\s+(?:\w+ly\s+)?\w+ed\b|[a-z]+(?:ed|d|aid|old|ave|oke)\b|not\s+(?:happy|sure|keen)\b|(?:has|have|had)\s+been\s+\w+ing\b)"
)
HE = re.compile(rf"(?:He|She|They)\s+(?:also\s+|then\s+)?{WILL}\s+{DONE}", re.S)
HE_ALONE = re.compile(r"(?:He|She)(\s.*)", re.S)
LATER = re.compile(
    rf"[^.;]{{3,200}}?(?:;|\s[–—-])\s+(?:(?:and|but|so)\s+)?(?:he|she)\s+{WILL}\s+{DONE}", re.S
)
# "Una suggested that he speaks to the bank; he agreed".
ACCEPTED = re.compile(
    rf".*?\b(?:suggested|proposed|asked)\s+that\s+(?:he|she|(?P<who>{owners.RUN}))\s+(?P<what>[a-z]+\b[^;]*);\s+"
    r"(?:(?:and\s+)?(?:he|she|they)|(?P=who))\s+(?:agreed|accepted)\.?$",
    re.S,
)
OF = re.compile(r"['’]s$")  # "Roger's photographs are good - he just needs to add to them."
# A further clause binds somebody else.
MORE = re.compile(
    r"\b(?:and|but|so)\s+(?:he|she|they)\s+(?:would|will|was|were|is|are)\b|"
    r"\bwho\s+(?:would|will|is\s+to|are\s+to)\b"
)
MANY = re.compile(r"People|[A-Z][a-z]+s|(?:Most|Many|Some|Several|Others|Everyone|Everybody)\b.*")
# What somebody would do themselves, though a body does it anyway.
THEMSELVES = re.compile(
    rf"{HOW}(?:(?:publish|complete|conduct|resolve|produce|compile|consult|amend|monitor|test|"
    rf"revise|issue|present)\b|(?:give|show|set|take|keep)\s+(?:the\s+)?(?:members|board|panel|committee)\b)",
    re.I,
)
# "They will speak again on 17 March": that they will meet.
AGAIN = re.compile(
    r"(?:speak|talk|discuss\s+\w+)\s+(?:\w+\s+)?again\s+(?:on|in|at|next|before|after)\b", re.I
)
# "... but this to be amended", " – to report further in May": by whoever is told of last.
LEFT = re.compile(
    r"\b(?:but|and)\s+(?:this|that|it|these)\s+to\s+be\b|\s[–—-]\s+to\s+(?:report|come)\s+(?:back|further)\b"
)
TELLING = re.compile(
    rf"(?P<who>{owners.RUN})(?=\s+(?:(?:also|then|now|has|had|have)\s+)*[a-z]+(?:ed|aid|ave|ent|awn|ade)\b)"
)
HEADED = re.compile(r"^[A-Z][^.;:–—]{2,40}\s[–—-]\s+")  # "Fleet – the CFO said it was late."
NEAR = 160  # Characters before what is left to somebody.
# Somebody in the line before, of whom it tells something.
ABOUT = re.compile(
    rf"(?:(?:While|Although|Though|As|Since|Because|When|After)\s[^.;]{{3,80}}?,\s+)?(?P<who>{owners.RUN}){owners.BRACKET}(?={TELLER.pattern})"
)


def will(sentence: str) -> str | None:
    """What a sentence says that he, she or they will do, where it is a task; else None."""
    found = HE.match(sentence)
    if found and found["bid"] and TASK.match(found["what"]):
        return found["what"]  # She was asked to
    return found["what"] if found and _is_task(found["what"]) else None


def named(sentence: str, who: tuple[str, ...] | None) -> str:
    """A sentence that begins with "he" or "she", with the one whom it is of instead."""
    rest = HE_ALONE.match(sentence)
    return f"{who[0]}{rest[1]}" if rest and who and len(who) == 1 else sentence


def _is_task(what: str) -> bool:
    return bool(SERVICE.match(what) or THEMSELVES.match(what)) and not AGAIN.match(what)


def teller(sentence: str, known: frozenset[str]) -> tuple[str, ...] | None:
    """Who tells of something, or of whom it is told, at the head of a sentence; nobody where they
    are not known, and None where nothing is told."""
    found = ABOUT.match(HEADED.sub("", sentence))
    if found and MANY.fullmatch(found["who"]):
        return None  # "People liked it. He will write": he is whoever was told of before.
    return owners.named(found["who"], known) if found else None


def told_of(words: str, known: frozenset[str]) -> tuple[str, ...]:
    """Who the last sentence of a line is of that is of somebody."""
    found: tuple[str, ...] = ()
    for sentence in sentences(words)[:12]:
        who = teller(sentence, known)
        found = found if who is None else who
    return found


def accepted(
    sentence: str, teller: tuple[str, ...], known: frozenset[str]
) -> tuple[tuple[str, ...], str] | None:
    """Who agreed to what somebody suggested, and what: it is of him, or of whom it was told."""
    found = ACCEPTED.match(sentence)
    if not found or not SERVICE.match(re.sub(r"^(\w+?)s?\b", r"\1", found["what"])):
        return None
    who = owners.named(found["who"], known) if found["who"] else teller
    return (who, found["what"]) if who or not found["who"] else None


def later(sentence: str, known: frozenset[str]) -> tuple[tuple[str, ...], str] | None:
    """Who is to act and what after a semicolon: "The CFO was late; he would write"."""
    found = LATER.match(sentence)
    if not found or not SERVICE.match(found["what"]):
        return None
    who = owners.WHO.match(sentence)
    by = owners.named(OF.sub("", owners.bare(who[0])), known) if who else ()
    return (by, found["what"]) if len(by) == 1 else None


def left_with(words: str, known: frozenset[str]) -> tuple[str, ...]:
    """Whom something is left with that a line ends in: the last of whom it tells something."""
    found = LEFT.search(words)
    told = TELLING.finditer(words[: found.start()][-NEAR:]) if found else ()
    every = (owners.named(owners.bare(one["who"]), known) for one in told)
    return next((who for who in reversed([*every]) if len(who) == 1), ())
