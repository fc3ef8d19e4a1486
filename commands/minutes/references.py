"""How a line of a minute names a record that there is: by our reference, or the office's own."""

import re

from commands.minutes.interpreter import unquoted
from commands.terminal.text import one_line
from ledger.characters import folded

REFERENCE = re.compile(r"([A-Za-z]-\d{4}-\d+)(?:[\s:,;.>-]+(.*))?", re.DOTALL)
OWN = re.compile(r"((?=[^\s#>:]*\d)[^\s#>:]*[^\s#>:;.,])(?:[\s:,;.-]+(.*))?", re.DOTALL)
# EFF17/SOC-R2, as the ledger refers to what an inspection or an audit asks for.
ITEM = re.compile(r"[A-Z0-9]+(?:-\d{1,3})?/(?:[A-Z]+-)?(?:AFI|R|COC)\d{1,4}(?!\w)", re.IGNORECASE)
MEETING = re.compile(r"([A-Za-z][\w-]*/\d{4}-\d\d-\d\d)(?:\s+(.*))?", re.DOTALL)
AND_ANOTHER = re.compile(r"(?:and |& ?)?([A-Za-z]-\d{4}-\d+)\b")

# Between an item's number and its title.
DASH = re.compile(r"^[-\u2013\u2014:]\s+(?=\S)")


def is_title(said: str, title: str) -> bool:
    """Whether words are a record's title, or its beginning followed by dots."""
    whole, beginning = folded(said), folded(said).removesuffix("...").rstrip()
    titles = {folded(title), folded(one_line(title))}
    return not whole or any(
        one == whole or (beginning != whole and one.startswith(beginning)) for one in titles
    )


def item_number(text: str) -> str:
    """An item's number without the sign after it: 1 for 1. and 1). Between quotes it stays as it
    is."""
    if text[:1] == '"':
        return unquoted(text)
    bare = text.rstrip(".:")
    return bare if "(" in bare else bare.rstrip(".:)")
