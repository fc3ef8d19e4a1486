"""Who or what a name means: an exact match, ignoring case, spaces and how accents are typed.

A near match is offered, never taken.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ledger import own_refs
from ledger.characters import folded
from ledger.errors import NotFound
from ledger.fold import fold
from ledger.records.posts import STATUTORY, statutory
from ledger.registry import record_kind
from ledger.words import did_you_mean

MAX_CANDIDATES = 8
DEFINE = "Define {} with: govledger post define SHORT TITLE"


class NoPost(NotFound):
    """No post is called `said`; `near`: those that have a name like it; `body`: one that is.
    `person`: whoever is meant may be somebody without a post."""

    person = False

    def __init__(self, said: str, near: Sequence[str] = (), body: str | None = None) -> None:
        self.said, self.near, self.body = said, tuple(near), body
        self.hint = f" It is a body ({body})." if body is not None else did_you_mean(near)
        super().__init__(
            f"{said!r} is a body ({body}), not a post. Name a post, such as that of its chair."
            if body is not None
            else f"There is no post {said!r}.{self.hint} {DEFINE.format('it')}"
        )


def names(ledger: Any, kind: str) -> dict[str, str]:
    """The reference of every record of a kind that answers to names, by the key of each of them; of
    any other kind, nothing."""
    answers_to = record_kind(kind).answers_to
    if answers_to is None:
        return {}

    def by_name() -> dict[str, str]:
        found: dict[str, str] = {}
        for ref, history in ledger.histories(kind).items():
            state = fold(ref, history, record_kind(kind).evolve)
            if state is not None:
                found |= {folded(name): ref for name in (ref, *answers_to(state))}
        return found

    named: dict[str, str] = ledger.derived(kind, by_name)
    return named


_TAKEN_FOR = {"post": ("body", "party"), "body": ("post", "party"), "party": ("body", "post")}


def taken_by(ledger: Any, kind: str, ref: str, said: Iterable[str]) -> str | None:
    """Another record of the kind that already answers to one of the names, or the post to which the
    law gives one. For a post, a body or a party, also a record of the other two kinds: the one
    would be taken for the other."""
    said = list(said)
    keys = {folded(name) for name in said}
    others = {names(ledger, kind).get(key, ref) for key in keys}
    by_law = {post for name in said if (post := statutory(name))}
    if kind == "post":
        others |= by_law
    elif kind in _TAKEN_FOR:
        others |= {f"the post {post}" for post in by_law}
    for other in _TAKEN_FOR.get(kind, ()):
        known = names(ledger, other)
        others |= {f"the {other} {known[key]}" for key in keys if key in known}
    return min(others - {ref}, default=None)


def post_named(ledger: Any, text: str) -> str:
    """The abbreviation of the post that `text` names, by its abbreviation, its title or an alias. A
    post that the law gives every area is found even before it is defined. Raises NotFound, naming
    the posts that have a name like it."""
    said = folded(text)
    known = names(ledger, "post")
    if (ref := known.get(said) or statutory(text)) is not None:
        return ref
    if (ref := _post_of_own_ref(ledger, text)) is not None:
        return ref
    if (party := names(ledger, "party").get(said)) is not None:
        raise NotFound(
            f"{text!r} is a party ({party}): it may own, and neither decides nor verifies. Name a"
            " post."
        )
    if (body := names(ledger, "body").get(said)) is not None:
        raise NoPost(text, body=body)
    raise NoPost(text, like(ledger, text))


def _post_of_own_ref(ledger: Any, text: str) -> str | None:
    """The post that has this reference of the office's own."""
    found = own_refs.having(ledger, text, ["post"])
    return found[0][1] if len(found) == 1 else None


def known_post(ledger: Any, text: str) -> str | None:
    """The post that `text` names, if there is one."""
    return names(ledger, "post").get(folded(text)) or statutory(text)


def named_as(ledger: Any, text: str, besides: str | None = None) -> str:
    """The post that `text` names, or else the record of the kind `besides` that may stand in its
    place: a body, where one resolves or approves."""
    if besides is not None and known_post(ledger, text) is None:
        ref = names(ledger, besides).get(folded(text))
        if ref is not None:
            if (post := _post_of_own_ref(ledger, text)) is not None:
                raise NotFound(
                    f"{text!r} may be the {besides} {ref}, or the post {post} by its own reference."
                    " Name the post by its abbreviation, or the other in full."
                )
            return ref
    return post_named(ledger, text)


def like(ledger: Any, text: str) -> list[str]:
    """The posts whose names have a word that begins like this, or is spelt nearly like it."""
    from difflib import get_close_matches

    said = folded(text)
    known = {folded(name): ref for ref, title in STATUTORY.items() for name in (ref, title)}
    known |= names(ledger, "post")
    begin = re.compile(rf"\b{re.escape(said)}") if said else re.compile("(?!)")
    close = get_close_matches(said, known, 3, 0.6)
    near = [known[name] for name in (*(name for name in known if begin.search(name)), *close)]
    return list(dict.fromkeys(near))[:MAX_CANDIDATES]
