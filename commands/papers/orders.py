"""An order after whoever it is for: "LS: write to the force", "(Rowan) – ask the club"."""

import re

from commands.papers import ends, owners
from commands.papers.task_verbs import DOES, HOW, SAY, TASK

# "write to the force", "find a room": an order, and no noun: "contact management", "support for".
ORDER = re.compile(
    rf"{HOW}(?:(?:write|speak|talk|reply|respond|go|explain)\s+to|{DOES}(?:\s+(?:back|up|out|round|in|down|over))?(?:\s+(?:the|an?|all|any|whether|if|how|what|that|it|this|these|those|"
    r"his|her|their|our|its|more|further|some|each|every|both|with|another|\d+|(?-i:[A-Z])[\w’'-]*|(?!(?:is|was|has|as)\b)\w+s)))\b",
    re.I,
)
LONGEST = 90  # Characters of what may have the shape of a heading.
# Whoever is to act before an order: "LS: write to the force", "(Rowan) – ask the club".
LED = re.compile(
    rf"^(?:(?P<who>{owners.RUN}){owners.BRACKET}\s*(?::|\s[–—-])|[(\[](?P<in>[^()\[\]]{{2,40}})[)\]]\s*[:–—-]?)\s*(?P<what>\S.*)",
    re.S,
)

# "Committee to try a later start.", and no "Board to consider report" of an agenda.
THOSE = re.compile(
    r"(?:The\s+)?(?:[A-Z][\w'’]+\s+){0,2}(?:Panel|Committee|Board|Council|Forum|Group|Trust|School|Partnership|Association|Authority|Constabulary)\s+to\s+(?=.*\.$)"
)

# "Check insurance": what is no noun, and so an order whatever stands after it.
PLAIN = re.compile(
    r"(?:check|arrange|send|circulate|obtain|provide|organise|ask|invite|find|prepare|confirm|investigate|chase|get|buy|seek|bring|collect|"
    r"gather|collate|compile|identify|produce|create|remove|replace|publish|upload|clarify|inform|notify|advise|add|amend|pay|mend|install|fix|renew|submit|write)\s+[a-z]",
    re.I,
)
IF = re.compile(r"^(?:If|Where|When|Once)\s[^.–—]{5,120}\s[–—-]\s+")  # If it rains – ring them.
NEED = re.compile(r"Need\s+to\s+(?=[a-z])")
# "UL write to the school": in a list of actions, without a sign between.
BARE = re.compile(r"(?:[A-Z]{2,3}(?:/[A-Z]{2,3})*)\s+(?=[a-z])")


def is_told(words: str) -> bool:
    """Whether a short line is an order with a full stop: no heading."""
    short = len(words) <= LONGEST and words.endswith(".") and len(words.split()) > 3
    return short and is_alone(NEED.sub("", words))


def is_order(words: str) -> bool:
    """Whether a short line is an order after a name and a colon or a dash, or before a name and a
    dash or a bracket: no heading."""
    found = LED.match(words)
    if found and found["what"][0].islower() and ORDER.match(found["what"]):
        return True
    return is_alone(words) and bool(ends.at_end(words))


def is_bare(words: str) -> bool:
    """Whether a line of a list of actions is an order, alone or right after initials."""
    found = BARE.match(words)
    return is_alone(words[found.end() :] if found else words)


def is_alone(words: str) -> bool:
    """Whether words are an order and no noun: "Check insurance", "Write to the bank"."""
    words = IF.sub("", words)
    return bool(ORDER.match(words) or PLAIN.match(words))


def given(words: str, known: frozenset[str]) -> tuple[tuple[str, ...], str] | None:
    """Who is given an order and what, where a line begins with both; `known` has the words that
    name somebody in the paper's own lists."""
    found = LED.match(words)
    if not found or not ORDER.match(found["what"]) or SAY.match(found["what"]):
        return None
    who = owners.named(found["who"] or found["in"], known)
    if not all(owners.SURE.match(one) or {*one.split()} & known for one in who):
        return None  # "Gate keys – find the second set": of what it is.
    return (who, found["what"]) if who else None


def is_task(words: str) -> bool:
    """Whether a short line gives somebody something to do: no heading."""
    found = owners.acting(words)
    if (those := THOSE.match(words)) and TASK.match(words, those.end()):
        return True
    return found is not None and (
        all(owners.SURE.match(one) for one in found[0]) or TASK.match(found[1]) is not None
    )
