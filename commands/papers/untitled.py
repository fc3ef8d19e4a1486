"""Whether what has the shape of a heading is no title: it gives somebody something to do, answers,
or tells how an open item stands."""

import re
from collections.abc import Sequence

from commands.papers import beneath, ends, orders, posts, wanted
from commands.papers.rows import Row
from commands.papers.rulings import OBJECTS, is_elected
from commands.papers.shapes import STANDS

TELLING = (orders.is_order, orders.is_told, orders.is_task, wanted.is_noted, is_elected)
DASH = re.compile(r"\s[–—-]\s")
# "KL – best year since 2011": initials before what their owner said.
SAID = re.compile(r"[A-Z]{2,3}(?:/[A-Z]{2,3})*\s*[:–—-]\s+[a-z]")
# "KL: A third fewer", "Treasurer: Fewer than before", right below a question.
ANSWER = re.compile(rf"(?:[A-Z]{{2,3}}|{posts.RANKED}|{posts.POST})\s*:\s+\S")
ITEM_TOLD = re.compile(r"\d+/\d+\s*[:–—-]\s.*\.$")  # "44/18 - Awaiting a reply."


def tells(said: str, bare: str, under: frozenset[str], above: Sequence[Row], heading: str) -> bool:
    """Whether a line tells something below a heading and its sections; `bare` is the line with its
    number."""
    return bool(
        ("actions" in under and (ends.between(said) or orders.is_bare(said)))
        or any(form(said) for form in TELLING)
        or SAID.match(said)
        or (ANSWER.match(said) and above and above[-1].words.endswith("?"))
        or ("recommendations" in under and said.startswith("That "))
        or ({"afi", "concern"} & under and said.endswith("."))
        or ("arising" in under and (STANDS.search(said) or ITEM_TOLD.match(bare)))
        or ("planning" in under and len(said) < len(bare) and OBJECTS.search(said))
        or (beneath.RECORD.fullmatch(heading) and beneath.FIELD.match(said))
    )


def of_its_own(said: str, under: frozenset[str]) -> bool:
    """Whether a line with a reference of its own tells something."""
    return "decisions" in under or orders.is_task(DASH.split(said)[-1])
