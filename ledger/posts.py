"""A post: an office that people hold one after another, by whatever names the papers call it.

    defined ──> defined (aliases added, holders appointed and ended)

Owners, chairs and verifiers are posts; who that was is answered for a day.
"""

from typing import assert_never

from msgspec.structs import replace

from ledger.characters import folded
from ledger.problems import Refused
from ledger.records import NEW, Event, Person, State, nonempty, require, when

RECORD = "post"

# The posts that the law gives every area: Police Reform and Social Responsibility Act 2011,
# sections 1 and 2 and Schedule 1, paragraph 6. They need no definition before they are named.
STATUTORY = {
    "PCC": "Police and Crime Commissioner",
    "CC": "Chief Constable",
    "CEX": "Chief Executive",
    "CFO": "Chief Finance Officer",
}

# What can happen


class PostDefined(Event):
    """There is such an office."""

    needs = NEW
    moves_to = "defined"
    says = "defined: {title}"
    title: str


class PostAliasAdded(Event):
    """The papers also call it this."""

    needs = when("defined")
    says = "also known as {alias}"
    alias: str


class PostHolderAppointed(Event):
    """Somebody took it up, for good or acting."""

    needs = when("defined")
    says = "held by {holder}[ ({acting})]"
    holder: Person
    acting: str | None = None


class PostHolderEnded(Event):
    """Its holder left it."""

    needs = when("defined")
    says = "no longer held by {holder}"
    holder: Person


PostEvent = PostDefined | PostAliasAdded | PostHolderAppointed | PostHolderEnded

# What we know


class Post(State):
    aliases: tuple[str, ...] = ()
    substantive: str | None = None
    acting: str | None = None

    @property
    def holder(self) -> str | None:
        """Who answers for the post: the acting holder, while there is one."""
        return self.acting or self.substantive


def answers_to(post: Post) -> tuple[str, ...]:
    """What it is called besides its reference."""
    return (post.title, *post.aliases)


def evolve(post: Post | None, event: PostEvent) -> Post:
    if isinstance(event, PostDefined):
        return Post(title=event.title)
    assert post is not None
    match event:
        case PostAliasAdded(alias=alias):
            return replace(post, aliases=(*post.aliases, alias))
        case PostHolderAppointed(holder=person, acting=None):
            return replace(post, substantive=person)
        case PostHolderAppointed(holder=person):
            return replace(post, acting=person)
        case PostHolderEnded(holder=person):
            return replace(
                post,
                substantive=None if post.substantive == person else post.substantive,
                acting=None if post.acting == person else post.acting,
            )
    assert_never(event)


# Rules


def lawful(post: Post, event: Event) -> None:
    """Refuse two holders at a time, or the leaving of one who does not hold it, when recorded or
    when corrected."""
    if isinstance(event, PostHolderAppointed):
        present = post.acting if event.acting else post.substantive
        if present is not None:
            raise Refused(
                f"{post.ref} is held by {present}. End that first (post end), or appoint an acting"
                " holder (--acting)."
            )
    if isinstance(event, PostHolderEnded) and event.holder not in (post.substantive, post.acting):
        raise Refused(f"{event.holder} is not recorded as holding {post.ref} on that day.")


def define(post: Post | None, *, title: str, taken_by: str | None = None) -> list[Event]:
    """`taken_by`: another post that already answers to the title or the abbreviation."""
    defined = PostDefined(title=nonempty(title, "A post needs its title."))
    if post is not None and post.title == defined.title:
        return []
    require(post, defined)
    _free(defined.title, taken_by)
    return [defined]


def add_alias(post: Post, *, alias: str, taken_by: str | None = None) -> list[Event]:
    """`taken_by`: another post that already answers to the name."""
    added = PostAliasAdded(alias=nonempty(alias, "An alias needs words."))
    require(post, added)
    _free(added.alias, taken_by)
    known = map(folded, (post.ref, post.title, *post.aliases))
    return [] if folded(added.alias) in known else [added]


def _free(name: str, taken_by: str | None) -> None:
    if taken_by is not None:
        raise Refused(f"{name} already means {taken_by}. One name, one post.")


def appoint(post: Post, *, holder: str, acting: bool = False) -> list[Event]:
    appointed = PostHolderAppointed(
        holder=nonempty(holder, "An appointment needs the person's name."),
        acting="acting" if acting else None,
    )
    require(post, appointed)
    if appointed.holder == (post.acting if acting else post.substantive):
        return []
    lawful(post, appointed)
    return [appointed]


def end(post: Post, *, holder: str | None = None) -> list[Event]:
    person = holder or post.holder
    if person is None:
        raise Refused(f"Nobody is recorded as holding {post.ref} on that day.")
    ended = PostHolderEnded(holder=person)
    require(post, ended)
    if ended in post.said and person not in (post.substantive, post.acting):
        return []
    lawful(post, ended)
    return [ended]
