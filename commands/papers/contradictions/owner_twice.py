"""One action with two owners: told where it was agreed, and again in a list of the actions, by the
same reference or in nearly the same words. Only owners of one sort are compared: posts, or people;
initials are whom the paper's own list means by them."""

import re
from collections.abc import Iterator

from commands.papers.claims import Proposal
from commands.papers.conflicts import Conflict, Paper
from commands.papers.nearest import Titles, stems

SHOULD_HOLD = "An action has the same owner wherever the paper tells it"
NEAR = 0.8  # Of the titles; what is less alike may be another action.
FEWEST = 4  # Words of a title that is compared.
POST = re.compile(r"[A-Z]{2,4}x?|(?:Chief|Deputy|Head|Director|Treasurer|Clerk|The)\b.*", re.I)
RANKS = re.compile(
    r"\b(?:PCC|PFCC|DPCC|CC|DCC|ACC|ACO|Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Supt|Insp|Sgt|T/ACC)\b\.?"
)


def find(paper: Paper) -> Iterator[Conflict]:
    raised = [one for one in paper.proposals if one.kind == "action" and one.owner]
    titles = {str(at): _title(one) for at, one in enumerate(raised)}
    known = Titles(titles)
    told: set[int] = set()
    for at, one in enumerate(raised):
        for other_at, score in _alike(at, one, raised, known):
            other = raised[other_at]
            if {at, other_at} & told or score < NEAR or other.first <= one.first:
                continue
            if _differ(paper, one.owner, other.owner):
                told |= {at, other_at}
                yield Conflict(
                    title=f"One action is of {' and '.join(one.owner)}, and of"
                    f" {' and '.join(other.owner)}",
                    places=(
                        paper.place(one.first, one.owner[0]),
                        paper.place(other.first, other.owner[0]),
                    ),
                )


def _alike(
    at: int, one: Proposal, raised: list[Proposal], known: Titles
) -> Iterator[tuple[int, float]]:
    """Other actions by the same reference, or with a title that is near in both directions."""
    for other_at, other in enumerate(raised):
        same = bool(set(one.ref) & set(other.ref)) and any("/" in ref for ref in one.ref)
        if other_at != at and same and stems(_title(one)).keys() & stems(_title(other)).keys():
            yield other_at, 1.0
    if len(_title(one).split()) < FEWEST:
        return
    for near in known.nearest(_title(one)):
        back = {n.ref: n.score for n in known.nearest(_title(raised[int(near.ref)]))}
        if int(near.ref) != at and len(near.title.split()) >= FEWEST:
            yield int(near.ref), min(near.score, back.get(str(at), 0.0))


def _title(one: Proposal) -> str:
    words = one.words
    for owner in one.owner:
        words = words.replace(owner, " ")
    return words


def _differ(paper: Paper, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether owners are other people, or other posts, and can be compared."""
    first, second = ([_named(paper, one) for one in of] for of in (a, b))
    if len({sort for sort, _ in (*first, *second)}) != 1:
        return False
    words = [set().union(*(names for _, names in of)) for of in (first, second)]
    return not words[0] & words[1]


def _named(paper: Paper, owner: str) -> tuple[str, set[str]]:
    """What sort of owner it is, and the words by which it is known."""
    name = paper.outline.people.get(owner)
    if name is None and POST.fullmatch(owner):
        return "post", {w for w in re.findall(r"\w+", owner.casefold()) if w not in ("the", "of")}
    bare = RANKS.sub(" ", name or owner)
    return "person", {w.casefold() for w in re.findall(r"[^\W\d_]{2,}", bare)}
