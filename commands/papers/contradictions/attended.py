"""A person both present and in the apologies. People of one surname are told apart by their first
names or initials; where a paper has more than one of that surname, nothing is said."""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from commands.papers.conflicts import Conflict, Paper
from commands.papers.people import BRACKETS, POSTS, RANK, THINGS

TOO_SHORT = 3
SHOULD_HOLD = "Somebody is present or sends apologies"
# What is said of coming late, in part, or for somebody else: both lists may be right.
PARTLY = re.compile(
    r"\b(?:substitut\w*|late(?:ness)?|left|leaving|joined|arriv\w+|part(?:ly|ial)?|items?|until|from\s+\d)\b",
    re.I,
)
INSTEAD = re.compile(
    r"\b(?:for\s+(?:the\s+)?(?=[A-Z])|on\s+behalf|deputi[sz]\w+|represent\w*|instead|in\s+place|stand(?:ing)?\s+in)"
)
# Words of forty characters at most: a longer one is no name, and would be read again and again.
RUN = re.compile(r"(?:[A-Z][\w/'’-]{0,40}\.?\s+){0,7}[A-Z](?=[\w'’-]{0,40}[a-z])[\w'’-]{1,41}")
TITLES = re.compile(rf"(?:{RANK}\s+)+")
WORDS = re.compile(
    rf"{RANK}|{POSTS}|{THINGS.pattern}|Local|Policing|Police|Crime|Legal|Democratic|County|City|Borough|District|Town|"
    r"Parish|Cabinet|Deputy|Acting|Vice|Public|Internal|External|Finance|Financial|Governance|Performance|Human|"
    r"Resources|Business|Corporate|Community|Safety|North|South|East|West|Apolog\w*|Present|Attend\w*|In|Also|The|And|"
    r"Received|Governor|Trustee|Professor|Association|Federation|Standards|Professional|Communications|Strategic|"
    r"Operations|Criminal|Justice|Victims?|Scrutiny|Ethics|Change|Information|Technology|Estates|Fleet|Procurement|JP|"
    r"OBE|QPM|CBE|MBE|Reasons|Not|None|Did|Those|Who|Sorry|Unison|Housing|Youth|Health|Fire|Rescue|Council|University"
)


class Name(Struct, frozen=True):
    """One person as a line names them: titles, given names or initials, surname; `shown` where the
    line shows that it is a person: by a title, or as the first of its list."""

    title: str
    given: str
    surname: str
    shown: bool
    line: int
    words: str


def find(paper: Paper) -> Iterator[Conflict]:
    away: list[Name] = []
    named: dict[str, list[tuple[str, Name]]] = defaultdict(
        list
    )  # By surname, in which list each is.
    for one in paper.proposals:
        if one.kind not in ("present", "apologies"):
            continue
        said = BRACKETS.sub(" ", one.words)
        if not PARTLY.search(said) and not (one.kind == "present" and INSTEAD.search(said)):
            for name in _names(one.words, one.first):
                named[name.surname].append((one.kind, name))
                away += [name] if one.kind == "apologies" else []
    for gone in away:
        same = named[gone.surname]
        here = [name for kind, name in same if kind == "present"] if len(same) == 2 else []
        if len(here) == 1 and _is_same(here[0], gone):
            yield Conflict(
                title=f"{max(here[0].words, gone.words, key=len)} is present, and in the apologies",
                places=tuple(paper.place(one.line, one.words) for one in (here[0], gone)),
            )


def _names(words: str, line: int) -> list[Name]:
    """The people of a list; a word that is of a post, a place or a body names nobody."""
    found = []
    # Initials in brackets belong to the name before them; other brackets part it from the next.
    bare = BRACKETS.sub(lambda m: " " if re.fullmatch(r"\([A-Z]{2,4}\)", m[0]) else ";", words)
    begins = bare.find(":") + 1 if ":" in bare[:60] else 0
    for part in re.finditer(r"[^;,:–—]+", bare[begins:]):
        first = not bare[begins : begins + part.start()].strip()
        for run in RUN.finditer(re.sub(r"\s+and\s+", " & ", part[0])):
            titles = TITLES.match(run[0])
            tokens = run[0][titles.end() if titles else 0 :].split()
            kept = [token for token in tokens if not WORDS.fullmatch(token.strip("."))]
            if not kept or kept != tokens[-len(kept) :] or len(kept[-1]) < TOO_SHORT:
                continue
            title = titles[0].split()[-1].rstrip("s.").casefold() if titles else ""
            shown = bool(titles) or first or len(kept) < len(tokens)
            if len(kept) > 1 or title:
                given = kept[0].strip(".").casefold() if len(kept) > 1 else ""
                surname = kept[-1].casefold()
                found.append(Name(title, given, surname, shown, line, " ".join(kept)))
    return found


def _is_same(one: Name, other: Name) -> bool:
    """Whether two names of one surname can only be of one person."""
    if not one.given or not other.given:
        return bool(one.title) and one.title == other.title
    if not (one.shown or other.shown) or one.line == other.line:
        return False
    if len(one.given) == 1 or len(other.given) == 1:
        return one.given[0] == other.given[0]
    return one.given == other.given
