"""What is searched for, as it was typed; and the part of a long text in which it was found."""

from commands.terminal.text import acceptable
from ledger.errors import Misused
from projections.search import MOST_WORDS, Search


def search_for(typed: str) -> Search:
    """Raises Misused for what cannot be searched for."""
    if fault := acceptable(typed):
        raise Misused(f"That cannot be searched for: {fault}.")
    search = Search(typed)
    if len(search.words) > MOST_WORDS:
        raise Misused(f"A search has at most {MOST_WORDS} words; that has {len(search.words)}.")
    if not search.words:
        raise Misused("That has no word or number to search for. Type a word, as: crime.")
    return search


def around(text: str, first: int, before: int, most: int) -> str:
    """The part of a long text in which the first hit is, from where a word begins: so many letters
    before it, so many at most."""
    start = max(0, first - before)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    cut = text[start : start + most]
    return f"{'… ' if start else ''}{cut}{' …' if start + most < len(text) else ''}"
