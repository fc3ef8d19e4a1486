"""Whether a line gives somebody something to do, by its grammar: who, what binds them, and what is
done.

"LS to chase", "the Clerk undertook to write", "Members asked the Treasurer to report", "it was
agreed that Mr Hay would check", "an action was given to the CFO to review". A line is read clause
by clause, since a task often stands behind what was said: "... was not yet arranged. Mr Cole agreed
to arrange it." What somebody only reports, asks as a question, or did before, is no task.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from commands.papers import owners
from commands.papers.task_verbs import HAPPENS, HOW, PASSIVE, SAY, SERVICE, TASK


class Task(NamedTuple):
    """Who is to act, what they are to do, and whether the line begins with both and binds them, so
    that it has no second meaning."""

    owner: tuple[str, ...]
    what: str
    sure: bool


COMMITS = re.compile(
    r"agree|undert|offer|volunteer|promis|commit|asked|requested|instructed|tasked|directed"
)
WEAK = re.compile(r"(?:will|shall|would)\b")
ASKS = (
    r"(?:asked|requested|directed|instructed|tasked|required|commissioned|invited|urged|charged|wanted|wished|would\s+like|asks|requests|wants|"
    r"requires|needs|to\s+(?:instruct|ask|request|direct|task|invite))"
)
# Who stands at a place; what may stand after them, or before. Apart, since each copy of the pattern
# of who takes its time to be made.
WHO = re.compile(rf"{owners.RUN}{owners.BRACKET}")
DONE = rf"(?P<what>{HOW}[a-z]{{2,}}\b.*)"
# "The Panel asked the Treasurer to report"; "Members wanted the Force to come back".
GIVEN = re.compile(rf"(?:^|[\s,]){ASKS}\s+(?:for\s+)?(?:that\s+)?")
TO_DO = re.compile(rf"\s+(?:(?:to|would|should|will|must)\s+)?{DONE}", re.S)
# "An action was given to the CFO to review"; "DCC Hale took an action to review".
ACTIONED = re.compile(
    r"\b[Aa]n?\s+(?:further\s+)?action\s+(?:was\s+)?(?:\w+\s+){0,2}?(?:by|for|on|to|with)\s+(?=[\w])"
)
TOOK = re.compile(
    r"\s+(?:took|takes|has|accepted|picked\s+up|was\s+given|received)\s+(?:away\s+|up\s+)?(?:an?|the|this\s+as\s+an)\s+action\s+(?:away\s+)?(?:to|of)\s+(?P<what>[a-z].*)",
    re.S,
)
# "RN confirmed that it was live and would send the link"; "Ms Hay said she would check".
PROMISED = re.compile(
    r"(?=\s)[^.;]*?"
    r"(?:\b(?:said|advised|confirmed|stated|replied|responded|explained|added|noted|promised|agreed|offered|undertook)\s+(?:\w+\s+){0,2}?(?:that\s+)?(?:he|she|they|s/?he)\s+|(?<=\s)and\s+)"
    rf"(?P<will>would|will|(?:agreed|undertook|offered|promised|is|are|was\s+asked|were\s+asked)\s+to)\s+{DONE}",
    re.S,
)
# "The Chair tasked Mr Hay with drafting a reply"; "Mr Hay was tasked with it".
TASKED = re.compile(r"\b(?:tasked|charged)\s+(?!with\b)")
WITH = re.compile(
    r"\s+(?:(?:was|were|is|are)\s+(?:tasked|charged)\s+)?with\s+(?P<what>\w+ing\b.*)", re.S
)
# "After discussion the Treasurer agreed to revise it": what binds, wherever it stands.
BINDS = re.compile(
    rf"\s+(?:(?:also|then|has|further)\s+)?(?:agreed|undertook|offered|promised|volunteered)\s+to\s+{DONE}",
    re.S,
)
# "asked for a copy to be sent"; "requested that the data be included": nobody is named.
WANTED = re.compile(
    r"^(?:an?|further|more|additional)\s+(?:[\w-]+\s+){0,4}?(?:report|paper|briefing|note|breakdown|update|plan|analysis|presentation|list|copy|data|figures|detail)\b[^.]{0,80}\b(?:was|were)\s+(?:also\s+)?(?:requested|asked\s+for)\b|"
    r"\b(?:asked|requested)\s+that\s+(?:the\s+|all\s+)?(?:future|next|subsequent|following)\b.{3,80}?\b(?:include|show|contain|reflect|set\s+out|be\s+\w+ed|have|give|cover|address)\b|"
    r"\b(?:requested|asked\s+for|asked\s+to\s+(?:see|receive|have)|called\s+for)\s+(?:that\s+)?(?:an?\s+|the\s+|further\s+|more\s+)(?:[\w-]+\s+){0,3}?(?:report|paper|briefing|note|breakdown|update|plan|analysis|presentation|list|copy)\b|"
    r"\b(?:asked|requested|directed)\s+(?:that|for)\s+(?:.{3,160}?\b)(?:to\s+|should\s+|would\s+)?be\s+(?:\w+ly\s+)?"
    r"(?!noted|recorded|minuted|thanked|congratulated|placed)(?:\w+ed|sent|made|brought|given|put|taken|kept|shown|written|held|set|drawn|fed)\b",
    re.I,
)
# "Terms of reference to be circulated": a note of what is to be done, without a verb of its own.
TO_BE = re.compile(
    rf"^(?:(?!\b(?:is|are|was|were|has|have|had|said|needs?|ought|asked|agreed|will|would)\b)[^.,;:]){{3,120}}?\s+to\s+(?:be\s+(?:\w+ly\s+)?{PASSIVE}|come|return|go)\b",
    re.I,
)
BY = re.compile(rf"\bto\s+be\s+{PASSIVE}\s+by\s+")
# The number of an action at the end: "(AP3)", "(Action 12)", "[A4]".
NUMBERED = re.compile(
    r"[(\[]\s*(?:actions?\s*(?:point\s*)?(?:no\.?\s*|ref\.?\s*|:\s*)?#?|AP\s*#?|A\s?)\d+(?:[./-]\d+)*\s*[)\]]\W*$",
    re.I,
)
COUNTED = re.compile(r"[.,)\w]\s*\(\d{1,2}\)\W*$")
BOUND = re.compile(r"\b(?:would|will|to|agreed|asked|requested|undertook|tasked|charged)\b")
REPORTED = re.compile(
    r"\b(?:said|noted|reported|explained|advised|stated|added|confirmed|believed|felt|thought|hoped|understood|heard|told|informed|highlighted|"
    r"outlined|mentioned|assured|commented|expected|considered|described|indicated|observed)\b"
)
# What a paper tells of another paper, or of the past, is no task.
TOLD = re.compile(
    r"^(?:the\s+)?(?:report|paper|act|policy|government|home\s+office|law|bill|plan|strategy)\b",
    re.I,
)
BEFORE = re.compile(
    r"\b(?:had|have)\s+(?:\w+ly\s+|also\s+|previously\s+)?(?:agreed|asked|requested|undertaken|promised|offered|been\s+asked)\b"
)
# "The Treasurer reminded the Panel of it. He would check": who tells of it is who will.
TELLER = re.compile(r"\s+(?:also\s+|then\s+)?[a-z]+(?:ed|d|aid|old|ave|oke)\b")
HE = re.compile(
    rf"(?:He|She|They)\s+(?:also\s+)?(?:would|will|(?:agreed|undertook|offered|promised|is|are)\s+to)\s+(?P<what>{HOW}[a-z]+\b.*)",
    re.S,
)
ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Cllrs?|Ch|C?/?(?:Supt|Insp)|D?Supt|Insp|Sgt|Det|Temp|No|Nos|St|e\.g|i\.e|para|ref)\.$"
)
ENDS = re.compile(r"(?<=[\w)\]%’'\"”][.;!?])\s+(?=[A-Z(“\"])")
OPENS = re.compile(
    r"(?:[,;:–—]|\s-|\b(?:and|but|so|then))\s+(?!Crime\b|Fire\b)(?=(?:the\s+|The\s+)?[A-Z])"
)
# "Consequently officers agreed": no part of who.
ADVERB = re.compile(r"^(?:\w+ly|Then|Also|So|However|Therefore|Thus)\s+")
MOST = 6  # Clauses of a sentence that are looked at.
LONGEST = 1200  # Characters: a page in one line is no clause.


def sentences(words: str) -> list[str]:
    """The sentences of a line; a full stop after Mr or No. ends none."""
    found: list[str] = []
    begun = 0
    for end in ENDS.finditer(words):
        if ABBREVIATED.search(words[begun : end.start()][-14:]):
            continue
        found.append(words[begun : end.start()])
        begun = end.end()
    found.append(words[begun:])
    return found


def _clauses(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence from each place where who acts may stand, with what stands before it."""
    yield "", sentence
    for count, found in enumerate(OPENS.finditer(sentence)):
        if count == MOST:
            return
        yield sentence[: found.start()], sentence[found.end() :]


@lru_cache(maxsize=1024)
def of(words: str, names: frozenset[str], people: frozenset[str] = frozenset()) -> Task | None:
    """The task that a line gives, or None. `names` are the words that name those of the paper's own
    lists, `people` their initials."""
    if len(words) > LONGEST * 3 or not BOUND.search(words):
        return None
    teller: tuple[str, ...] = ()
    for at, sentence in enumerate(sentences(words)[:12]):
        if found := _of_sentence(sentence[:LONGEST], names, people, first=not at):
            return found
        said = HE.match(sentence)
        if said and teller and SERVICE.match(said["what"]):
            return Task(teller, said["what"], sure=False)
        if (told := WHO.match(sentence)) and TELLER.match(sentence, told.end()):
            teller = owners.named(told[0], names)
    return None


def _of_sentence(
    sentence: str, names: frozenset[str], people: frozenset[str], *, first: bool
) -> Task | None:
    if sentence.endswith("?"):
        return None
    for before, clause in _clauses(sentence):
        if found := _acting(before, clause, names, people, first=first):
            return found
    if task := _handed(sentence, names) or _promised(sentence, names):
        return task
    assigned = owners.assigned(sentence, names)
    if assigned and TASK.match(assigned[1]):
        return Task(assigned[0], assigned[1], sure=False)
    return None


def _acting(
    before: str, clause: str, names: frozenset[str], people: frozenset[str], *, first: bool
) -> Task | None:
    """Who acts at the head of a clause. Behind what is reported, only an undertaking counts."""
    found, acting = owners.ACTS.match(clause), owners.acting(clause, names)
    if not found or not acting:
        return None
    who, what = acting
    will = found["will"]
    weak, known, serves = bool(WEAK.match(will)), bool(TASK.match(what)), SERVICE.match(what)
    if weak and not serves and (not known or HAPPENS.match(what)):
        return None
    if (before or not first or will in ("is to", "are to", "was to", "were to")) and not known:
        return None
    if before and "," in found["who"]:
        return None  # "comments on the IAG, the Commissioner agreed": the clause begins later.
    if before and not COMMITS.search(will) and (REPORTED.search(before) or not serves):
        return None
    if will.endswith(("asked to", "requested to", "invited to")) and SAY.match(what):
        return None
    named = all(owners.SURE.match(one) or one in people for one in who)
    return Task(who, what, sure=first and not before and not weak and named)


def _handed(sentence: str, names: frozenset[str]) -> Task | None:
    """What somebody was asked for, was given an action for, or was tasked with."""
    for before, after in ((GIVEN, TO_DO), (ACTIONED, TO_DO), (TASKED, WITH)):
        for asked in before.finditer(sentence):
            who = WHO.match(sentence, asked.end())
            found = after.match(sentence, who.end()) if who else None
            if not who or not found:
                continue
            given = before is GIVEN and (
                SAY.match(found["what"])
                or not TASK.match(found["what"])
                or BEFORE.search(sentence[: asked.end()])
            )
            if not given and (named := owners.named(_bare(who[0]), names)):
                return Task(named, found["what"], sure=False)
    return None


def _promised(sentence: str, names: frozenset[str]) -> Task | None:
    """What somebody took upon themselves, at the head of the sentence or behind its opening."""
    who = WHO.match(sentence)
    if who:
        found = WITH.match(sentence, who.end()) or TOOK.match(sentence, who.end())
        if found is None and (said := PROMISED.match(sentence, who.end())):
            weak = WEAK.match(said["will"])
            found = said if (SERVICE if weak else TASK).match(said["what"]) else None
        if found and (named := owners.named(_bare(who[0]), names)):
            return Task(named, found["what"], sure=False)
    bound = BINDS.search(sentence)
    if not bound or not TASK.match(bound["what"]) or BEFORE.search(sentence[: bound.end()]):
        return None
    for one in WHO.finditer(sentence[: bound.start()]):
        if one.end() == bound.start() and (named := owners.named(_bare(one[0]), names)):
            return Task(named, bound["what"], sure=False)
    return None


def _bare(who: str) -> str:
    return ADVERB.sub("", re.sub(rf"{owners.BRACKET}$", "", who))


def is_task(words: str) -> bool:
    """Whether a short line gives somebody something to do: no heading."""
    found = owners.acting(words)
    return found is not None and (
        all(owners.SURE.match(one) for one in found[0]) or TASK.match(found[1]) is not None
    )


def is_noted(words: str) -> bool:
    """Whether a line is a note of what is to be done, and nothing else."""
    return bool(TO_BE.match(words)) and len(sentences(words)) == 1 and not TOLD.match(words)


def by_whom(words: str) -> tuple[str, ...]:
    """By whom a note says that it is to be done."""
    found = BY.search(words)
    who = WHO.match(words, found.end()) if found else None
    return owners.alone(who[0]) if who else ()


def unowned(words: str) -> bool:
    """Whether a line wants something done, and does not say by whom."""
    return bool(WANTED.search(words)) and not TOLD.match(words) and not BEFORE.search(words)


def is_numbered(words: str) -> bool:
    """Whether a line ends in the number of an action."""
    return bool(NUMBERED.search(words) or (COUNTED.search(words) and BOUND.search(words)))
