"""The line of a minute for each kind of proposal that has one."""

import re
from datetime import date

from msgspec import Struct

from commands.papers import owners, tasks, who_came
from commands.papers.claims import Proposal
from commands.papers.outline import Outline, day_in
from commands.papers.who_came import PostOf
from ledger.words import day

FORMS: dict[str, str] = {
    "present": "Present: {person}",
    "apologies": "Apologies: {person}",
    "chair": "Chair: {person}",
    "next": "Next meeting: {day}",
    "deferred": "Deferred: {words}",
    "nil": "{none}",
    "minutes": "N: {words}",
    "note": "N: {words}",
    "finding": "F -: {words}",
    "question": "Q{by}: {words}",
    "answer": "> answered: {words}",
    "action": "A: {owners}: {title}{due}",
    "decision": "D{by}: {words}",
    "progress": "{ref}\n> progress: {words}",
    "carry": "{ref}\n> carried forward",
    "due": "{ref}\n> due moved to {due}: {words}",
    "close": "{ref}\n> closed by -: {words}",
}
# Kinds whose line says all that the paper says; of the others a person decides.
CERTAIN = (
    *("action", "decision", "note", "nil", "minutes", "finding", "question", "next", "deferred"),
    *("present", "apologies"),
)
NO_LINE = "{}: no line of a minute; record it with a command."
NONE = re.compile(
    r"(?:[a-z ]{2,24}?(?:\s*:|(?<=arising))\s*\|?\s*)?(?:there (?:were|was) )?"
    r"(?:none|nil|no \w+( arising)?)\W*",
    re.I,
)
# The label of a ruling: before a colon, a minute has whose decision it is.
RULING = re.compile(r"^[A-Z][\w ]{3,40}:\s*(?=\S)")
TAIL = re.compile(r"[;,](?:\s+(?:and|or))?$")  # Of a clause before another.
RULED = r"(?i:(?:it\s+was\s+)?(?:resolved|agreed|decided|recommended)\W+)?"
# What a heading or a label above says that there was none of.
NILS = (
    ("outstanding", "Outstanding matters"),
    ("brought forward", "Outstanding matters"),
    ("matters arising", "Outstanding matters"),
    ("apolog", "Apologies"),
    ("action", "Actions arising"),
    ("decision", "Decisions"),
)


class Filled(Struct, frozen=True):
    """The lines of a minute, without their source; `ready`: they say all that the paper does, if
    that was read rightly. `remarks` tell what a person has to see to."""

    lines: tuple[str, ...]
    ready: bool
    remarks: tuple[str, ...] = ()


def of(proposal: Proposal, outline: Outline, post_of: PostOf) -> Filled:
    """What a proposal is in a minute. `post_of` gives the post that words mean, or None."""
    form = FORMS.get(proposal.kind)
    if form is None:
        return Filled((), False, (NO_LINE.format(proposal.kind),))
    posts = [_post(one, outline, post_of) for one in proposal.owner]
    unknown = [one for one, post in zip(proposal.owner, posts, strict=True) if post is None]
    who = " and ".join(post or one for one, post in zip(proposal.owner, posts, strict=True))
    words = TAIL.sub("", " ".join(proposal.words.split()))
    met = day_in(re.sub(r"(?<=\d)\s+(?=(?:st|nd|rd|th)\b)", "", words))
    person, none = None, _none(words, proposal, outline)
    if proposal.kind in who_came.KINDS:
        person = who_came.of(proposal, words, outline, post_of)
    if who_came.CHAIR.match(words) and person is not None and "," not in person:
        form = FORMS["chair"]
    filled = form.format(
        words=RULING.sub("", words) if proposal.kind == "decision" else words,
        title=_title(words, proposal, outline) + _own_ref(proposal),
        owners=who or "no owner",
        by=f" by {who}" if who and proposal.kind == "question" else f": {who}" if who else "",
        due=f"; due {proposal.due}"
        if proposal.due and proposal.kind == "action"
        else proposal.due or "",
        ref=proposal.ref[0] if proposal.ref else "REFERENCE",
        person=person or who_came.unlabelled(words),
        none=none or f"N: {words}",
        day=_day(met) or "DAY",
    )
    remarks = [f"Who is {' and '.join(unknown)}? Name a post."] if unknown else []
    if proposal.kind in who_came.KINDS and person is None:
        remarks = ["Who is that? Name a post, or a person with a capacity: Ann Lee (Treasurer)."]
    lacking = proposal.kind == "next" and _day(met) is None
    ready = proposal.kind in CERTAIN and not remarks and not lacking
    return Filled(tuple(filled.split("\n")), ready, tuple(remarks))


def _post(said: str, outline: Outline, post_of: PostOf) -> str | None:
    """The post of an owner: as it is named, or as the paper's own list of who came gives the person
    who has those initials."""
    if (post := post_of(outline.people.get(said, said)) or post_of(said)) is not None:
        return post
    if said not in outline.people:
        return None
    return who_came.post_of_initials(said, outline, post_of)


def _none(words: str, proposal: Proposal, outline: Outline) -> str | None:
    """A nil return, where the words or the label right above say of what; else None."""
    if not NONE.fullmatch(words):
        return None
    before = [
        line.text for line in outline.reading.lines[: proposal.first - 1] if line.text.strip()
    ]
    for said in (words, *before[-1:]):
        for part, name in NILS:
            if part in said.casefold() and len(said) < 60:
                return f"{name}: None"
    return None


def _day(found: str | None) -> str | None:
    try:
        return day(date.fromisoformat(found)) if found else None
    except ValueError:
        return None


def _own_ref(proposal: Proposal) -> str:
    """The office's own reference of an action, where it can be no number of this meeting alone."""
    ref = proposal.ref[0] if proposal.kind == "action" and len(proposal.ref) == 1 else ""
    return f" (own ref {ref})" if "/" in ref and re.search("[A-Za-z]|/.*/", ref) else ""


def _title(words: str, proposal: Proposal, outline: Outline) -> str:
    """What is to be done: what follows the owner, and "to", a colon or a dash; or the task alone,
    where the line tells more."""
    led = owners.lead(words) if owners.led_by(words) else None  # "CFO: a plan"
    found = owners.acting(words) or led
    title = found[1] if found else _clause(words, proposal) or _task(words, proposal, outline)
    title = (title or words).rstrip(" .;")
    return title[:1].upper() + title[1:]


def _clause(words: str, proposal: Proposal) -> str | None:
    """What an owner is to do by a clause of a ruling: "that the CFO report on it"."""
    if not proposal.owner:
        return None
    who = "|".join(map(re.escape, proposal.owner))
    found = re.match(rf"{RULED}[Tt]hat\s+(?:[Tt]he\s+)?(?:{who})\s+(?P<what>[a-z].*)", words)
    return found["what"] if found else None


def _task(words: str, proposal: Proposal, outline: Outline) -> str | None:
    """What is to be done by a sentence among others."""
    task = tasks.of(words, outline.names, frozenset(outline.people))
    return task.what if task and task.owner == proposal.owner else None
