"""The line of a minute for each kind of proposal that has one."""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from commands.papers import owners, people, sections
from commands.papers.claims import Proposal
from commands.papers.outline import Outline, day_in, plain
from ledger.words import day

PostOf = Callable[[str], str | None]

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
SHORT = re.compile(r"\(([A-Za-z]{2,5})\)")
# Ann Lee (AL) – Treasurer; CC Bob Ray (BR); Cath Moss, Treasurer
CHAIR = re.compile(r"^(?:in\s+the\s+)?chair(?:ed\s+by|man|person)?\s*(?:[:–-]+\s*\|?|\|)\s*", re.I)
PERSON = re.compile(
    r"(?:(?P<rank>[A-Z/]{2,5}|Cllr|Councillor)\s+)?(?P<name>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’-]*){1,3}?)"
    r"(?:\s*\([A-Z]{2,4}\))?(?:\s*[–—,-]\s*(?P<post>[^()]{2,80}))?(?:\([^()]{2,60}\))?[\s.;,]*"
)
NONE = re.compile(
    r"(?:[a-z ]{2,24}?(?:\s*:|(?<=arising))\s*\|?\s*)?(?:there (?:were|was) )?"
    r"(?:none|nil|no \w+( arising)?)\W*",
    re.I,
)
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
    words = " ".join(proposal.words.split())
    met = day_in(re.sub(r"(?<=\d)\s+(?=(?:st|nd|rd|th)\b)", "", words))
    person, none = _who(proposal, words, outline, post_of), _none(words, proposal, outline)
    if CHAIR.match(words) and person is not None and "," not in person:
        form = FORMS["chair"]
    filled = form.format(
        words=words,
        title=_title(words) + _own_ref(proposal),
        owners=who or "no owner",
        by=f" by {who}" if who and proposal.kind == "question" else f": {who}" if who else "",
        due=f"; due {proposal.due}"
        if proposal.due and proposal.kind == "action"
        else proposal.due or "",
        ref=proposal.ref[0] if proposal.ref else "REFERENCE",
        person=person or _unlabelled(words),
        none=none or f"N: {words}",
        day=_day(met) or "DAY",
    )
    remarks = [f"Who is {' and '.join(unknown)}? Name a post."] if unknown else []
    if proposal.kind in ("present", "apologies") and person is None:
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
    for row in outline.rows:
        name, post = row.columns.get("name", ""), row.columns.get("post", "")
        if post and said in (row.columns.get("initials"), *SHORT.findall(name)):
            return _of_column(post, post_of)
    listed = (plain(line.text) for line in outline.reading.lines)
    named = next((line for line in listed if f"({said})" in line), "")
    return post_of(_person(named, post_of) or "")


def _who(proposal: Proposal, words: str, outline: Outline, post_of: PostOf) -> str | None:
    """Who came, or did not, as a minute names them: by a column for the post beside that of the
    name, in this line or, of whom is in the chair, in the one that names them again."""
    named = CHAIR.sub("", _unlabelled(words))
    for row in outline.rows:
        name, post = row.columns.get("name"), row.columns.get("post")
        led = CHAIR.match(words) and name and name.startswith(named)
        if name and post and (row.line == proposal.first or led):
            return _by_columns(name, post, post_of)
    return _person(named, post_of)


def _by_columns(name: str, post: str, post_of: PostOf) -> str | None:
    """A person by the columns of a table."""
    bare, person = SHORT.sub("", post).strip(" .,;"), PERSON.fullmatch(name)
    named = f"{person['name'].strip()} ({bare})" if person and bare else None
    return _of_column(post, post_of) or named


def _of_column(post: str, post_of: PostOf) -> str | None:
    """The post that a cell names, by its abbreviation or in full."""
    short = SHORT.search(post)
    return (short and post_of(short[1])) or post_of(SHORT.sub("", post).strip(" .,;"))


def _person(words: str, post_of: PostOf) -> str | None:
    """A post, or a person with a capacity, as a minute names who came; None where neither can be
    told."""
    short = SHORT.search(words)
    if short is not None and (post := post_of(short[1])) is not None:
        return post
    several = people.each(words)
    if len(several) > 1:
        named = [_person(one, post_of) for one in several]
        return None if None in named else ", ".join(filter(None, named))
    if (titled := people.titled(words)) is not None:
        return post_of(titled[0]) or f"{titled[1]} ({titled[0]})"
    found = PERSON.fullmatch(words)
    if found is None:
        return post_of(words)
    capacity = (found["post"] or found["rank"] or "").strip(" .;,")
    if not capacity:
        return post_of(found["name"].strip())
    return post_of(capacity) or f"{found['name'].strip()} ({capacity})"


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


def _unlabelled(words: str) -> str:
    """Who came, without the label that the line of a minute has as well."""
    found = sections.PRESENT.match(words) or sections.APOLOGIES.match(words)
    return words[found.end() :].strip() or words if found else words


def _title(words: str) -> str:
    """What is to be done: what follows the owner, and "to", a colon or a dash."""
    led = owners.lead(words) if owners.led_by(words) else None  # "CFO: a plan"
    found = owners.acting(words) or led
    title = (found[1] if found else words).rstrip(" .;")
    return title[:1].upper() + title[1:]
