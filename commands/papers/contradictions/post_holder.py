"""Somebody called by a post that another holds that day, by the ledger, or that is not theirs in
the paper's own list of who came: "DCC Marsh to write", where the list has "Marsh, CFO". Only posts
that one person holds at a time; a name that neither knows is quiet."""

import re
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper, Place
from commands.papers.people import WORD, without_titles
from ledger.words import day

SHOULD_HOLD = "Who is called by a post holds it that day"
# Posts of one holder, in every area, as papers write them.
POSTS = {
    "police and crime commissioner": "PCC",
    "police, fire and crime commissioner": "PFCC",
    "deputy police and crime commissioner": "DPCC",
    "chief constable": "CC",
    "deputy chief constable": "DCC",
    "chief finance officer": "CFO",
    "chief executive": "CEX",
    "chief executive officer": "CEX",
    "ceo": "CEX",
}
SHORT = r"PCC|PFCC|DPCC|CC|DCC|CFO|CEX|CEx|CEO"
LONG = "|".join(re.escape(one) for one in sorted(POSTS, key=len, reverse=True) if len(one) > 3)
# Never "Acting DCC", "Assistant Chief Constable", "former CC": another holds it then.
NOT = r"(?<![\w/])(?<!former )(?<!acting )(?<!then )(?<!assistant )(?<!deputy )(?<!temporary )"
CALLED = re.compile(
    rf"{NOT}(?P<post>{SHORT}|(?i:{LONG}))\s+(?!(?i:for|of)\b)(?P<name>{WORD}(?:\s+{WORD})?)"
)
AFTER = re.compile(
    rf"(?P<name>{WORD}\s+{WORD})\s*(?:\([A-Z]{{2,4}}\)\s*)?[–—,(-]\s*(?P<post>{SHORT}|(?i:{LONG}))"
    r"\s*(?=[).,;]|$)"
)
NO_NAME = re.compile(
    r"^(?:Report|Update|Office|Officer|Service|Approval|Decision|Response|Present|Apologies|Lead|Action|"
    r"Board|Panel|Team|Staff|Support|Agreed|Noted|Questions?|Meeting|North|South|East|West|Greater|"
    r"Police|The|And|To|Will|Foreword|Statement|Candidates?|Designate|Elect)\b"
)


def find(paper: Paper) -> Iterator[Conflict]:
    said = list(_called(paper))
    listed: dict[str, dict[str, int]] = {}  # By surname, the line of each post in a list.
    for post, name, line, in_list in said:
        if in_list:
            listed.setdefault(_surname(name), {}).setdefault(post, line)
    for post, name, line, in_list in said:
        others = listed.get(_surname(name), {})
        if not in_list and len(others) == 1 and post not in others:
            ((other, where),) = others.items()
            yield Conflict(
                title=f"{name} is called {post}, and is {other} in the list of who came",
                places=(paper.place(line, name), paper.place(where, _surname(name))),
            )
        elif (told := _by_the_ledger(paper, post, name)) is not None:
            place: Place = paper.place(line, name)
            yield Conflict(title=told, places=(place,))


def _called(paper: Paper) -> Iterator[tuple[str, str, int, bool]]:
    """Each post with the name of who is called by it, on which line, and whether in a list of who
    came; each once a line."""
    for row in paper.outline.rows:
        told = paper.told.get(row.line)
        in_list = told is not None and told.kind in ("present", "apologies")
        found = {}
        if (name := row.columns.get("name")) and (post := row.columns.get("post")):
            short = re.search(rf"\(({SHORT})\)", post)
            bare = re.sub(r"\s*\([^()]*\)", "", post).strip(" .,")
            known = _post(short[1] if short else bare)
            if known:
                found[known, without_titles(name)] = True
        for match in (*CALLED.finditer(row.words), *AFTER.finditer(row.words)):
            known = _post(match["post"])
            if known and not NO_NAME.match(match["name"]):
                found[known, match["name"]] = True
        for known, name in found:
            yield known, name, row.line, in_list


def _post(said: str) -> str | None:
    """The abbreviation of a post of one holder."""
    named = POSTS.get(said.casefold(), said.upper())
    return named if re.fullmatch(SHORT, named) else None


def _surname(name: str) -> str:
    return re.sub(r"['’]s$", "", name.split()[-1]).casefold()


def _by_the_ledger(paper: Paper, post: str, name: str) -> str | None:
    """What the ledger says of who held a post on the day of the meeting, if that was somebody
    else."""
    if paper.ledger is None or paper.met is None:
        return None
    on = paper.met[0]
    holders = paper.ledger.holders(post, on)
    words = {_surname(name), name.split()[0].casefold()}
    if not holders or any({w.casefold() for w in one.split()} & words for one in holders):
        return None
    return f"{name} is called {post}, and on {day(on)} that was {' and '.join(holders)}"
