"""Who is to act, as papers name them: initials, posts, names, `All`, several joined."""

import re
from collections.abc import Iterable
from functools import lru_cache

from commands.papers.no_names import BODIES, NO_NAME, PAPERS
from commands.papers.people import GROUP, NAME, RANK
from commands.papers.posts import FIELD, POST, RANKED, ROLE
from commands.papers.task_verbs import SAY

# UL, JMcC, MMacA, W.B.
SHORT = r"(?:[A-Z]{2,4}|[A-Z]{1,2}Ma?c[A-Z]?|(?!U\.[KS]\.|E\.U\.)(?:[A-Z]\.){2,3})"
ONE = re.compile(
    rf"(?:ALL|[Aa]ll(?:\s+[a-z]+s|\s+staff)?|[Ee]very(?:one|body)(?:\s+present)?|team|(?:[A-Z][\w'’-]+\s+){{1,3}}(?:office|team|department)|{RANKED}|{POST}|(?:[TA]/)?{SHORT}(?:/{SHORT})*|{NAME}|(?:Ma?c|O['’])?[A-Z][a-z]+(?:\s+[A-Z])?)"
)
JOIN = re.compile(r"\s*(?:,|;|/|&|\band\b|\bwith\b)\s*(?:and\s+)?")
# What is joined within one post: Police and Crime Commissioner, Head of Estates and Fleet.
WITHIN = re.compile(
    r"(?:\b(?:T|A|D|DC)/(?=[A-Z]{2})|Police(?:,\s+Fire)?\s+and\s+(?:Crime|Fire)|(?<=[Hh]ead\sof\s)[A-Z]\w+\s+(?:and|&)\s+(?!(?:Head|Director|Chief|Deputy)\b)[A-Z]\w+|"
    rf"{FIELD}\s+(?:and|&)\s+(?=(?:[A-Z][\w-]+\s+){{1,2}}{ROLE}\b)|(?<=\sfor\s)[A-Z]\w+\s+(?:and|&)\s+(?!(?:Head|Director|Chief|Deputy)\b)[A-Z]\w+|"
    rf"(?:Head|Director)\sof\s(?:[A-Z]\w+\s+){{2,3}}(?:and|&)\s+(?:{FIELD}|Public|Environmental|Social|Children\w*|Street|Regulatory|Support|Transport|Housing|Technology)\b|"
    r"(?<=Director\sof\s)[A-Z]\w+\s+(?:and|&)\s+(?!(?:Head|Director|Chief|Deputy)\b)[A-Z]\w+)"
)
HIDDEN = {ord(sign): chr(at) for at, sign in enumerate(" ,/&", 2)}
SHOWN = {ord(hidden): chr(sign) for sign, hidden in HIDDEN.items()}
# A run of words that may name somebody: "DCC Marsh and the Head of Estates", "the clerk". Each word
# can be read in one way only, so that no line takes long.
RUN = (
    rf"(?:(?:[Tt]he\s+)?(?:(?:[Cc]lerk|[Ss]ecretary|[Aa]dvis[eo]r|[Aa]ssistant|[Oo]fficer)\s+to(?:\s+the)?(?=\s+[A-Z])|[Ee]very(?:one|body)\s+present\b|[A-Z][\w'’.-]*|all(?=\s+(?:[a-z]+s\s+)?to\b)|[Ee]very(?:one|body)\b|(?:[Aa]ll\s+)(?!of\b)[a-z]+s(?=\s+[a-z])|(?:[Oo]fficers|[Pp]artners|[Cc]olleagues|[Mm]anagement)\b|(?:(?:internal|external)\s+)?auditors?\b|chair(?:man|woman|person)?\b|(?:clerk|secretary|treasurer|caretaker|groundsman|lengthsman|webmaster|editor|warden|secretariat|head\s?teacher|principal|bursar|administrator)\b|{GROUP}\b)"
    r"(?:\s*[,;/&]\s*(?:(?:and|the)\s+){0,2}[A-Z][\w'’.-]*|\s+(?:(?:of|and|the|for|with|–)\s+){0,2}[A-Z][\w'’.-]*|"
    r"(?:\s+and|\s*/)\s*(?:the\s+)?(?:(?:vice|deputy)[-\s])?(?:chair\w*|clerk|treasurer|secretary)\b|"
    r"\s+(?:chair\w*|clerk|solicitor|auditors?|audit|members|officers|staff|office|team|department)\b)*)"
)
BRACKET = r"(?:\s*\([^()]{1,40}\))?"
WHO = re.compile(rf"{RUN}{BRACKET}")
# What somebody takes upon themselves, or is given.
WILL = (
    r"(?:to|will|shall|would|(?:(?:also|then|further|both|has)\s+)?(?:agreed|agrees|undertook|undertakes|offered|volunteered|promised|committed)\s+"
    r"(?:to|that\s+(?:he|she|they)\s+(?:would|will))|(?:is|are|was|were)\s+to|(?:is|are)\s+going\s+to|needs?\s+to|"
    r"(?:was|were|is|are|be|to\s+be|has\s+been)\s+(?:(?:also|then|therefore)\s+)?(?:asked|requested|instructed|tasked|directed|invited|required)\s+(?:by\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3})?to)"
)
# After "to" or "will" stands what is done; "to the public" and "will be" tell nothing of the sort.
NOT_DONE = (
    r"(?:the|an?|all|our|their|his|her|its|this|that|these|those|be|have(?!\s+a\s+(?:word|look|chat)|\s+(?:[\w-]+\s+){1,5}?ready\b)|not|date|members|us|them|"
    r"him|it|and|remain|continue\s+to\s+be|(?!bring\b|ring\b)\w+ing)\b"
)
DOES = rf"(?!{NOT_DONE})[a-z][a-z-]+"
ACTS = re.compile(
    rf"^(?P<who>{RUN}){BRACKET}\s*[:–-]?\s+(?P<will>{WILL})\s+(?P<what>{DOES}\b.*)", re.S
)
# "It was agreed that X would arrange"; "that ACC Lister submit a plan".
ASSIGNED = re.compile(
    r"\b(?:[Aa]greed\s+(?=the\s+(?:[Cc]lerk|[Cc]hair\w*|[Ss]ecretary|[Tt]reasurer)\b)|(?:agreed|AGREED|resolved|RESOLVED|requested|asked|suggested|decided|proposed|[Tt]here\s+was\s+(?:general\s+)?agreement),?\s+that\s+)(?:[^.;]{3,160}?\sand\s+that\s+(?=(?:[Tt]he\s+)?[A-Z][^.;]{2,40}?\s(?:would|should|will)\s))?"
    rf"(?P<who>{RUN}|(?:the\s+)?members|the\s+team(?=\s+(?:would|will)\s)){BRACKET}\s+(?:(?P<will>would|will|should|to)\s+)?(?P<what>{DOES}\b.*)",
    re.S,
)
SUBJECT = re.compile(
    rf"^(?:[Tt]hat\s+)?(?:(?:(?:all|the|each|any)\s+)?(?:relevant|appropriate|responsible|respective|senior)\s+)?(?P<who>{RUN}){BRACKET}\s+(?:(?:be\s+(?:asked|requested|instructed|directed|"
    rf"invited)\s+to|should|would|to|will)\s+)?(?P<what>{DOES}\b.*)",
    re.S,
)
# "That the ICT report be sent": a thing, and nothing that is done.
IS_NOUN = re.compile(
    r"(?:report|plan|review|update|audit|survey|request|draft|list|test|research|project|train|brief|share|note)\b[^.;]{0,60}?\s"
    r"(?:would|will|should|shall|be|was|were|is|are|has|had)\b"
)
IS_SO = re.compile(
    r"\w*[^s]s\b|(?:would\s+|will\s+)?(?:act|serve)\s+as\b|\w+\s+(?:be|is|are|was|were)\b"
)
# Those who meet.
THESE = re.compile(r"(?:Panel|Committee|Board|Members|Council|Cabinet|Forum|Group|Authority)$")
OF_BODY = re.compile(r"\s(?:Panel|Committee|Board|Council|Cabinet|Forum)$")
OURS = re.compile(r"(?<!\bto)(?<!\bto\sthe)\s(?:Panel|Committee|Board|Council|Cabinet|Forum)$")
# A body of others that is asked: "that the Police be asked to provide it".
BE_ASKED = re.compile(
    r"^(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<who>[A-Z][\w'’&-]*(?:\s+(?:(?:of|and|for|the)\s+){0,2}[A-Z][\w'’&-]*){0,6})"
    r"\s+(?:also\s+)?be\s+(?:also\s+)?(?:asked|requested|invited|instructed|directed|urged)\s+to\s+(?P<what>[a-z].*)",
    re.S,
)
LEAD = re.compile(rf"^(?P<who>{RUN}){BRACKET}\s*(?::|[–—-]\s)\s*(?P<what>\S.*)", re.S)
SHOULD = re.compile(rf"^{RUN}\s+(?:should|would|must)\b")
ROLED = re.compile(
    rf"(?:[A-Z][\w-]+\s+){{1,3}}{ROLE}$|[A-Z]\w+\s+Member\s+(?:for\s+)?[A-Z][\w'’-]+|(?:Cabinet|Executive|Committee|Panel|Board|Forum|Group|Council)\s+[Mm]embers$"
)
SINGLE = re.compile(
    r"^(?P<post>PCC|PFCC|DPCC|CC|DCC|CFO|CEO)\s+[A-Z][\w\'’-]+(?:\s+[A-Z][\w\'’-]+)?$"
)
SURE = re.compile(
    rf"^(?:(?:[TA]/)?{SHORT}|{POST}|(?:{RANK}\s+)+.+|[Aa]ll(?:\s+\w+)?|[Ee]very(?:one|body)(?:\s+present)?)$"
)
# "Consequently officers agreed": no part of who.
ADVERB = re.compile(
    r"^(?:\w+ly|Then|Also|So|However|Therefore|Thus|Both|Actions?|ACTIONS?|AOB),?\s+(?:the\s+)?"
)
THE = re.compile(r"^the\s+", re.I)
IN_BRACKETS = re.compile(rf"{BRACKET}$")
SHORT_END = re.compile(r"(?<=\b[A-Z]{2})\.$")  # HJ. will write
THE_ONE = re.compile(r"[Tt]he\s+[A-Z]\w+")  # The Chamberlain
TITLED = re.compile(r"(?:Cllrs|Councillors|Messrs|Drs|Inspectors|Sergeants)\s")
# One person, by rank and name; and no body of people, which does much without being asked.
PERSONAL = re.compile(rf"^(?:{RANK}\s+)+[A-Z]")
FORCE = re.compile(r"Police\s+(?:Scotland|Service\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)")
# "A Hay, C Barr": each with an initial; "A Member" may be anybody.
LETTER = r"[A-Z]\.?(?:\s+[A-Z][\w'’-]+){1,3}"
BY_LETTER = re.compile(rf"{LETTER}(?:,\s+{LETTER})*(?:,|,?\s+and|\s*&)\s+{LETTER}")
# "The Warden and the Bursar": posts, however they are called.
THE_TWO = re.compile(r"[Tt]he\s+[A-Z][a-z]+(?:,\s+the\s+[A-Z][a-z]+)*\s+and\s+the\s+[A-Z][a-z]+")


def words_of(owner: str) -> set[str]:
    """The words of a name, without an initial: Mary of Mary P."""
    return {word for word in owner.split() if len(word) > 1} or {owner}


def parts(who: str) -> list[str]:
    """The owners that words join; the "and" within a post joins nobody."""
    if not any(sign in who for sign in (",", ";", "/", "&", "and", "with")):
        return [who.strip()] if who.strip() else []
    kept = WITHIN.sub(lambda found: found[0].translate(HIDDEN).replace("and", "\1"), who)
    found = (one.translate(SHOWN).replace("\1", "and") for one in JOIN.split(kept))
    return [one.strip() for one in found if one.strip()]


@lru_cache(maxsize=1024)
def split(who: str) -> tuple[str, ...]:
    """Several owners, each as the paper writes it; a post before a name stands for its holder."""
    return tuple(_post(THE.sub("", one)) for one in parts(who))


def _post(owner: str) -> str:
    """DCC of DCC Yarrow: of such posts there is one; of others, such as ACC, there may be more."""
    found = SINGLE.match(owner)
    return found["post"] if found else owner


@lru_cache(maxsize=1024)
def bare(who: str) -> str:
    """Who, without what stands in brackets after them and an adverb before."""
    return ADVERB.sub("", IN_BRACKETS.sub("", SHORT_END.sub("", who)))


def each_once(who: Iterable[str]) -> tuple[str, ...]:
    """Each owner once: Cllr Reed is whom "Cllrs Reed and Bell" names again."""
    found: list[str] = []
    for one in who:
        last = one.split()[-1]
        again = TITLED.match(one) and any(other.split()[-1] == last for other in found)
        if one not in found and not again and not any(_is_also(one, other) for other in found):
            found.append(one)
    return tuple(found)


def _is_also(one: str, other: str) -> bool:
    """Whether a name alone is the last word of one with a rank before it: Bell, Cllr Bell."""
    return " " not in one and bool(PERSONAL.match(other)) and other.split()[-1] == one


@lru_cache(maxsize=1024)
def _is_who(who: str) -> bool:
    """Whether words are owners and nothing else."""
    bare = THE.sub("", who.strip())
    if not bare:
        return False
    first = bare.split()[0].strip(",;")
    is_name = (
        WITHIN.match(bare) or (first in BODIES and ROLED.match(bare)) or BY_LETTER.fullmatch(bare)
    ) or FORCE.fullmatch(bare)
    if first in NO_NAME and not is_name:
        return False
    if bare.split()[-1] in PAPERS:
        return False
    return bool(ONE.fullmatch(bare)) or all(
        ONE.fullmatch(one.removeprefix("the ")) for one in parts(bare)
    )


def _is_named(who: str, names: frozenset[str] | None) -> bool:
    """Whether words name somebody: a word alone only where it is a post, or the paper's own lists
    have it."""
    if names and who.startswith("A ") and {*who.split()[1:]} <= names:
        return True  # A De La Haye
    return _is_who(who) and (
        names is None
        or all(len(one.split()) > 1 or one in names or SURE.match(one) for one in split(who))
        or (THE_TWO.fullmatch(who) or TITLED.match(who)) is not None
    )


def acting(words: str, names: frozenset[str] | None = None) -> tuple[tuple[str, ...], str] | None:
    """Who is to act and what, where words begin with both: "GD to ask for a paper". With `names`, a
    lone word is somebody only if it is among them."""
    found = ACTS.match(words)
    if found and THE_ONE.fullmatch(found["who"]):  # The Chamberlain agreed to
        names = None
    return _found(found, names)


def assigned(words: str, names: frozenset[str] | None = None) -> tuple[tuple[str, ...], str] | None:
    """Who is given what to do within a ruling: "it was agreed that the Clerk would write"."""
    found = ASSIGNED.search(words)
    if found and (IS_NOUN.match(found["what"]) or OURS.search(found["who"])):
        return None
    if found and found["will"]:
        names = None  # Una would book the hall.
    return _found(found, names)


def subject(words: str, names: frozenset[str] | None = None) -> tuple[tuple[str, ...], str] | None:
    """Who is to do what in a clause of a ruling: "that ACC Lister submit a plan"."""
    found = SUBJECT.match(words)
    # "That the Commissioner corrects the page" asks nobody to: it tells what is to be so.
    if found and (IS_NOUN.match(found["what"]) or IS_SO.match(found["what"])):
        return None
    if found and OURS.search(found["who"]):
        return None  # That the Health Board take part.
    asked = BE_ASKED.match(words)
    if asked and not SAY.match(asked["what"]) and not THESE.match(asked["who"]):
        return _found(found, names) or ((asked["who"],), asked["what"])
    return _found(found, names)


def lead(words: str) -> tuple[tuple[str, ...], str] | None:
    """Who stands before a colon or a dash, and what follows: "TL: write to the force"."""
    return _found(LEAD.match(words), None)


def led_by(words: str) -> tuple[str, ...]:
    """The post or initials before a colon or a dash; else nobody."""
    led = lead(words)
    return led[0] if led and all(map(SURE.match, led[0])) else ()


def _found(
    found: re.Match[str] | None, names: frozenset[str] | None
) -> tuple[tuple[str, ...], str] | None:
    return (
        (split(found["who"]), found["what"]) if found and _is_named(found["who"], names) else None
    )


def named(who: str, names: frozenset[str]) -> tuple[str, ...]:
    """The owners that words name, where they name somebody; else nobody."""
    return split(who) if _is_named(who, names) else ()


def should(words: str) -> tuple[str, ...]:
    """The post that is to do something in a sentence: "the Force should monitor"; else nobody."""
    found = assigned(words) or (subject(words) if SHOULD.match(words) else None)
    return found[0] if found and all(SURE.match(one) for one in found[0]) else ()


def alone(words: str) -> tuple[str, ...]:
    """The owners, where words are names and nothing else; else nobody."""
    bare = re.sub(BRACKET + r"\s*$", "", words.strip(" .;:"))
    return split(bare) if _is_who(bare) else ()
