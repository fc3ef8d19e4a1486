"""A post: an office that people hold one after another, with the names the papers give it.

    defined ──> defined (aliases added, holders appointed, renamed and ended) ──> succeeded

Owners, chairs and verifiers are posts; who held a post is answered for a day. A post may have joint
holders (a job share), and acting ones while its own are away.
"""

from collections.abc import Iterable
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.characters import folded
from ledger.errors import Refused
from ledger.events import NEW, Event, Person, SameRef, State, when
from ledger.references import ABBREVIATION
from ledger.rules import ahead, already, another_name, free, nonempty, require
from ledger.words import same_person

RECORD = "post"
REFERENCE = ABBREVIATION

# The posts that the law gives every area: Police Reform and Social Responsibility Act 2011,
# sections 1 and 2 and Schedule 1, paragraph 6. They need no definition before they are named.
STATUTORY = {
    "PCC": "Police and Crime Commissioner",
    "CC": "Chief Constable",
    "CEX": "Chief Executive",
    "CFO": "Chief Finance Officer",
}

# What can happen


class PostDefined(Beginning, kw_only=True):
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
    """Somebody took it up, for good or acting; `joint` where they share it with another holder."""

    needs = when("defined")
    says = "held by {holder}[ ({acting})][ ({joint})]"
    holder: Person
    acting: str | None = None
    joint: str | None = None


class PostHolderRenamed(Event):
    """Its holder has another name from now on, and is the same person. `acting`, as appointed."""

    needs = when("defined")
    fixed = frozenset({"acting"})
    says = "held by {holder}, now called {now_called}"
    holder: Person
    now_called: Person
    acting: str | None = None


class PostHolderEnded(Event):
    """Its holder left it."""

    needs = when("defined")
    says = "no longer held by {holder}"
    holder: Person


class PostSucceeded(Event):
    """Another post took its place; what was recorded about it before stays as it is."""

    needs = when("defined")
    moves_to = "succeeded"
    says = "succeeded by {succeeded_by}"
    succeeded_by: SameRef


PostEvent = (
    PostDefined
    | PostAliasAdded
    | PostHolderAppointed
    | PostHolderRenamed
    | PostHolderEnded
    | PostSucceeded
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "holder": "who takes up or leaves a post, or takes another name",
    "acting": "that somebody holds a post only for the time being, and why",
    "joint": "that somebody shares a post with another holder",
    "now_called": "the other name that a holder has from then on",
    "succeeded_by": "the post that took the place of another",
}

# What we know


class Post(State):
    phrases: ClassVar[dict[str, str]] = {
        "succeeded": "was succeeded by {succeeded_by} on {since} (event {event}). Name"
        " {succeeded_by}, or check --on."
    }
    aliases: tuple[str, ...] = ()
    substantive: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    succeeded_by: str | None = None

    @property
    def holder(self) -> str | None:
        """Who answers for the post: the acting holders, while there are any."""
        return " and ".join(self.acting or self.substantive) or None

    @property
    def shown(self) -> str | None:
        """Everybody who holds the post, in their own right or for the time being: Ann Lee; Bo Cole,
        acting; Ann Lee, substantive."""
        if not self.acting:
            return self.holder
        acting = f"{' and '.join(self.acting)}, acting"
        own = " and ".join(self.substantive)
        return f"{acting}; {own}, substantive" if own else acting

    @property
    def holders(self) -> tuple[str, ...]:
        """Everybody who holds it, acting or not."""
        return (*self.substantive, *self.acting)


def answers_to(post: Post) -> tuple[str, ...]:
    """What it is called besides its reference."""
    return (post.title, *post.aliases)


def statutory(text: str) -> str | None:
    """The post with this abbreviation or title, if the law gives it to every area."""
    said = folded(text)
    named = (ref for ref, title in STATUTORY.items() if said in (folded(ref), folded(title)))
    return next(named, None)


def evolve(post: Post | None, event: PostEvent) -> Post:
    if isinstance(event, PostDefined):
        return Post(title=event.title)
    assert post is not None
    match event:
        case PostAliasAdded(alias=alias):
            return replace(post, aliases=(*post.aliases, alias))
        case PostHolderAppointed(holder=person, acting=None):
            return replace(post, substantive=(*post.substantive, person))
        case PostHolderAppointed(holder=person):
            return replace(post, acting=(*post.acting, person))
        case PostHolderRenamed(holder=person, now_called=name, acting=None):
            return replace(post, substantive=_with(post.substantive, person, name))
        case PostHolderRenamed(holder=person, now_called=name):
            return replace(post, acting=_with(post.acting, person, name))
        case PostHolderEnded(holder=person):
            return replace(
                post, substantive=_with(post.substantive, person), acting=_with(post.acting, person)
            )
        case PostSucceeded(succeeded_by=other):
            return replace(post, succeeded_by=other)
    assert_never(event)


def _with(holders: tuple[str, ...], person: str, *instead: str) -> tuple[str, ...]:
    """The holders, with one of them replaced by `instead`, or by nobody."""
    return tuple(name for one in holders for name in (instead if one == person else (one,)))


# Rules


def lawful(post: Post, event: Event) -> None:
    """Refuse a second holder who does not share the post, and the leaving of one who does not hold
    it, when recorded or when corrected."""
    if isinstance(event, PostHolderAppointed) and event.joint is None:
        present = post.acting if event.acting else post.substantive
        if present:
            raise Refused(
                f"{post.ref} is held by {' and '.join(present)}. End that first (post end), or"
                " appoint an acting holder (--acting), or one who shares the post (--joint)."
            )
    if isinstance(event, PostHolderEnded | PostHolderRenamed) and event.holder not in post.holders:
        raise Refused(f"{event.holder} is not recorded as holding {post.ref} on that day.")


@ahead
def define(post: Post | None, *, title: str, taken_by: str | None) -> list[Event]:
    """`taken_by`: another post, or a body, that already answers to the title or abbreviation."""
    defined = PostDefined(title=nonempty(title, "A post needs its title."))
    if post is not None and post.title == defined.title:
        return []
    require(post, defined)
    free(defined.title, taken_by)
    return [defined]


def add_alias(post: Post, *, alias: str, taken_by: str | None) -> list[Event]:
    """`taken_by`: another post, or a body, that already answers to the name."""
    added = PostAliasAdded(alias=nonempty(alias, "An alias needs words."))
    return another_name(post, added, taken_by)


@ahead
def appoint(
    post: Post, *, holder: str, a_post: str | None, acting: bool = False, joint: bool = False
) -> list[Event]:
    """`a_post`: the post that the holder's name means, if it means one."""
    if a_post is not None:
        raise Refused(f"{holder} is a post ({a_post}). Name the person who holds {post.ref}.")
    appointed = PostHolderAppointed(
        holder=nonempty(holder, "An appointment needs the person's name."),
        acting="acting" if acting else None,
        joint="jointly" if joint else None,
    )
    require(post, appointed)
    if _same(appointed.holder, post.acting if acting else post.substantive):
        return []
    lawful(post, appointed)
    return [appointed]


def rename_holder(post: Post, *, now_called: str, holder: str | None = None) -> list[Event]:
    """The same person under another name: the only holder, unless `holder` says which."""
    name = nonempty(now_called, "Say the person's new name.")
    if holder is None and name in post.holders:
        return []
    person = _whose(post, holder)
    acting = "acting" if person in post.acting else None
    renamed = PostHolderRenamed(holder=person, now_called=name, acting=acting)
    require(post, renamed)
    if renamed in post.said and person not in post.holders:
        return []
    lawful(post, renamed)
    return [] if name == person else [renamed]


@ahead
def end(post: Post, *, holder: str | None = None) -> list[Event]:
    """`holder`: whose time ended; by default the acting holder's, or the only one's."""
    person = _whose(post, holder)
    ended = PostHolderEnded(holder=person)
    require(post, ended)
    if ended in post.said and person not in post.holders:
        return []
    lawful(post, ended)
    return [ended]


def succeed(post: Post, *, by: str) -> list[Event]:
    """Its holders leave with it. `by`: the post that takes its place."""
    succeeded = PostSucceeded(succeeded_by=by)
    if already(post, succeeded):
        return []
    require(post, succeeded)
    if by == post.ref:
        raise Refused(f"{post.ref} cannot succeed itself.")
    return [*(PostHolderEnded(holder=one) for one in dict.fromkeys(post.holders)), succeeded]


def _whose(post: Post, holder: str | None) -> str:
    """The holder meant, as recorded: of several, the acting one unless `holder` says which."""
    if holder is not None:
        return _same(holder, post.holders) or holder
    present = post.acting or post.substantive
    if not present:
        raise Refused(f"Nobody is recorded as holding {post.ref} on that day.")
    if len(present) > 1:
        raise Refused(f"{post.ref} is held by {' and '.join(present)}: say whose (--holder).")
    return present[0]


def _same(person: str, among: Iterable[str]) -> str | None:
    return next((one for one in among if same_person(one, person)), None)
