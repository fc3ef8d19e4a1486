"""Who may stand at a place of a sentence: a post or a name, without what commas set off."""

import re
from typing import NamedTuple

from commands.papers import owners, posts
from commands.papers.people import NAME

# The fields of a director, after a comma: "Assistant Director, Legal and Fleet".
OF_FIELDS = re.compile(r"(?:Director|Manager|Officer|Head|Lead)$")
OF_A_BODY = re.compile(r".*[a-z]{3},[A-Z]{2,5}")  # "the Deputy Commissioner, MPS, undertook"
FIELDS = re.compile(rf"{posts.FIELD}(?:\s+(?:Services|Management|Delivery))?")


class Who(NamedTuple):
    """Words that may name who acts, and where they end in their sentence."""

    said: str
    end: int


def who_at(sentence: str, at: int) -> Who | None:
    """Who may stand at a place; of "Mr Hay, Head of Estates, said" Mr Hay, and of "the Director,
    Finance and Fleet" the Director."""
    found = owners.WHO.match(sentence, at)
    if not found:
        return None
    first, _, rest = found[0].partition(",")
    rest = rest.strip()
    closed = sentence[found.end() : found.end() + 1] == ","
    if (
        rest
        and (closed or re.fullmatch(NAME, first))
        and (re.fullmatch(posts.POST, rest) or OF_A_BODY.fullmatch(f"{first},{rest}"))
    ):
        return Who(first, found.end() + closed)
    if (
        rest
        and OF_FIELDS.search(first)
        and all(FIELDS.fullmatch(one) for one in owners.JOIN.split(rest))
    ):
        return Who(first, found.end())
    return Who(found[0], found.end())
