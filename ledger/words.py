"""Facts as sentences: days, pounds, lists, and an event's wording."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

import msgspec

from ledger.characters import folded as same_words
from ledger.characters import look
from ledger.events import Event, Money, Recorded, State, naming_posts, parts

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")

_FIELD = re.compile(r"\{(\w+)\}")
_MANY = re.compile(r" (event|byte|area|recommendation)s\b")


def sentence(template: str, facts: dict[str, Any]) -> str:
    """Fill `template` with `facts`; a [bracketed] part whose facts are all absent drops out."""
    filled: list[str] = []
    for optional, pieces in _parsed(template):
        part: list[str] = []
        is_told = not optional
        one = False
        for text, name in pieces:
            fact = facts.get(name)
            part.append(_MANY.sub(r" \1", text, count=1) if one else text)
            if name:
                part.append(words(fact))
            one = type(fact) is int and fact == 1
            # False and 0 are facts too.
            is_told = is_told or fact not in (None, "", ())
        if is_told:
            filled += part
    return "".join(filled)


@cache
def _parsed(template: str) -> list[tuple[bool, list[tuple[str, str]]]]:
    """The parts of a template, whether each is optional, and its texts, each with the fact after
    it. A person's own words are never read as a template."""
    parts = []
    for at, part in enumerate(_OPTIONAL.split(template)):
        texts = [*_FIELD.split(part), ""]
        parts.append((at % 2 == 1, list(zip(texts[::2], texts[1::2], strict=True))))
    return parts


def words(value: Any) -> str:
    """A value as a person would write it: 27 February 2018; CC and PCC; yes; none."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple) and any(isinstance(one, tuple) for one in value):
        return "; ".join(": ".join(words(part) for part in one) for one in value)
    if isinstance(value, (tuple, list)):
        *most, last = [words(one) for one in value] or ["none"]
        return f"{', '.join(most)} and {last}" if most else last
    return str(value)


@cache
def _money(struct: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of an event or a state that are money."""
    return frozenset(
        f.name
        for f in msgspec.structs.fields(struct)
        if any(isinstance(part, Money) for part in parts(f.type))
    )


def facts_of(struct: msgspec.Struct) -> dict[str, Any]:
    """The fields of an event or state as shown: money in pounds."""
    facts = {name: getattr(struct, name) for name in struct.__struct_fields__}
    money = {n: pounds(facts[n]) for n in _money(type(struct)) if facts[n] is not None}
    return facts | money


def pounds(pence: int) -> str:
    """£445,625; £12.50."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


# The day for what began before anybody wrote down when: a post, a body.
LONG_STANDING = date(1900, 1, 1)


def stopped(text: str) -> str:
    """Words of a record at the end of a sentence of ours: with a full stop, unless they end in one
    of their own."""
    ends = text.rstrip(" )”’\"'")[-1:]
    return text if ends in (".", "!", "?", "…") else f"{text}."


def day(value: date | None) -> str:
    if value == LONG_STANDING:
        return "long standing"
    return calendar_day(value) if value else "an unknown day"


def calendar_day(value: date) -> str:
    """A day in a question, written as it is."""
    return f"{value.day} {value:%B %Y}"


def asked_on(on: date, known_by: date | None) -> str:
    """The day of a question, and the day by whose knowledge it is asked, if that is another."""
    known = f", as known on {calendar_day(known_by)}" if known_by else ""
    return f"as of {calendar_day(on)}{known}"


def due_in_words(on: date | None, said: str | None) -> str:
    """A due date for a person: its day, and the paper's words if any."""
    return " ".join(
        ([day(on)] if on else []) + ([f"({said})" if on else f"“{said}”"] if said else [])
    )


def format_event(
    recorded: Recorded, before: State | None = None, who: Callable[[str], str] | None = None
) -> str:
    """What happened, as a sentence: the event's own words with its facts. With the state before it,
    what it moved from (`due_was`) is told as it is known now, not as it was when recorded. `who`:
    how to tell a post."""
    event = recorded.event
    facts = facts_of(event)
    posts = naming_posts(type(event)) if who is not None else frozenset()
    for name in facts:
        was = name.removesuffix("_was").removesuffix("_were")
        if was != name and before is not None:
            facts[name] = getattr(before, was)
        if who is not None and was in posts and facts[name]:
            value = facts[name]
            facts[name] = who(value) if isinstance(value, str) else tuple(map(who, value))
    own_ref = f"; own reference {facts['own_ref']}" if facts.get("own_ref") else ""
    return sentence(event.says or recorded.kind, facts) + own_ref


def same_person(one: str, other: str) -> bool:
    """Whether two names are or look the same, ignoring case and spaces."""
    return same_words(one) == same_words(other) or look(one) == look(other)


_UNLIKE = {
    "this": "these",
    "is": "are",
    "was": "were",
    "has": "have",
    "it": "them",
    "does": "do",
    "stands": "stand",
    "gives": "give",
    "depends": "depend",
}


def plural(noun: str) -> str:
    """events, bodies, delays, branches, lists of witnesses."""
    noun, of, rest = noun.partition(" of ")
    if of:
        return plural(noun) + of + rest
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


_SPELLED = {"afis": "AFIs", "rag": "RAG", "sha256": "SHA-256"}


def heading(name: str) -> str:
    """The name of a field or a column, as people write it."""
    return " ".join(_SPELLED.get(word, word) for word in name.split("_"))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 event, 2 events, 1,204 bodies. `many`: an irregular plural."""
    return f"{number:,} {one if number == 1 else many or plural(one)}"


def the_first(number: int) -> str:
    """The events up to one: the first event; the first 1,204 events."""
    return "the first event" if number == 1 else f"the first {number:,} events"


def up_to(number: int) -> str:
    """The events up to one, by their positions: event 1; events 1 to 1,204."""
    return "event 1" if number == 1 else f"events 1 to {number:,}"


def did_you_mean(near: Iterable[str]) -> str:
    """Which of these somebody may have meant, as a sentence; empty if there is none."""
    said = " or ".join(near)
    return f" Did you mean {said}?" if said else ""


def agreeing(number: int, word: str) -> str:
    """The verb or pronoun that agrees with a number: is, was, does, this, it; are, were, do, these,
    them."""
    return word if number == 1 else _UNLIKE[word]


# A rank stands before a name: a surname alone may be Constable, and PC or DI initials.
_RANK = (
    r"(?:(?:acting|temporary|t/|deputy|assistant|detective|det\.?|chief|ch\.?) ?)*"
    r"(?:constable|superintendent|supt|inspector|insp|sergeant|sgt|commissioner|acc|dcc|pcc|dci)"
    r"\b\.? (?=[^\W\d_])"
)
_STYLE = (
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|cllr|councillor|madam)\b"
    rf"\.? ?|{_RANK})"
)
_HONOURS = r"(?:,? (?:qpm|kpm|[omck]be|dbe|dl|jp|phd|cpfa|kc|qc|mba|msc|fcca|acca)\b)+"

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Also after a comma: Smith, Mr A.
_SIR = re.compile(r"(?:^|, )(?:mr|sir|lord)\b")
_MADAM = re.compile(r"(?:^|, )(?:mrs|ms|miss|dame|lady|madam)\b")


def unstyled(name: str) -> str:
    """A person's name without title, rank, honours and what stands in brackets, surname last: of Ms
    Ann Lee (CFO), of Lee, Ann."""
    whole = " ".join(_BRACKETS.sub(" ", same_words(name)).split())
    bare = re.sub(rf"^(?:{_STYLE})+|{_HONOURS}$", "", whole)
    last, comma, first = bare.partition(", ")
    whole = f"{re.sub(rf'^(?:{_STYLE})+', '', first)} {last}" if comma else bare
    return whole.strip() or name


def person_key(name: str) -> str:
    """What a person's name is compared by: unstyled, and however its initials and its hyphens are
    typed: A. N. Other is AN Other, Jo-Ann Lee is Jo Ann Lee."""
    bare = re.sub(r"[.\-\s]+", " ", unstyled(name)).strip()
    return re.sub(r"(?<=\b\w) (?=\w\b)", "", bare) or name


def one_person(one: str, other: str) -> bool:
    """Whether two names, with or without title, rank, honours or a post in brackets, are of one
    person. Where there is no forename, Mr and Mrs tell two apart."""
    key = person_key(one)
    if not same_person(key, person_key(other)):
        return False
    has_forename = any(len(word) > 2 for word in key.split()[:-1])
    return has_forename or not _titled_apart(one, other)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names could be of one person: the surname is the same, and what is said of the
    forenames is: Mr Smith, A Smith and Alex J Smith may each be Alex Smith."""
    (*mine, surname), (*theirs, its) = (re.split(r"[.\-\s]+", unstyled(n)) for n in (one, other))
    return (
        same_person(surname, its)
        and not _titled_apart(one, other)
        and all(
            same_person(a, b) or (min(len(a), len(b)) == 1 and a[:1] == b[:1] and len(a + b) > 3)
            for a, b in zip(mine, theirs, strict=False)
        )
    )


def _titled_apart(one: str, other: str) -> bool:
    """Whether one is called Mr and the other Mrs, or as much."""
    called = [same_words(name) for name in (one, other)]
    return all(any(title.search(name) for name in called) for title in (_SIR, _MADAM))


_LINKING = {"as", "at", "by", "for", "from", "in", "into", "of", "on", "to", "with"}


def called(kind: type[Event]) -> str:
    """The short name of an event kind: its `says` sentence up to the first fact."""
    first = re.split(r"[:;,(]", _OPTIONAL.sub("", kind.says))[0]
    found = _FIELD.sub("", first).split()
    while found and found[-1] in _LINKING:
        found.pop()
    return " ".join(found or re.findall("[A-Z][a-z]*", kind.__name__)).lower()
