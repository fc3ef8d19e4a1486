"""What binds somebody, said in full: "he'll write" and "will be writing" as "he will write",
"Can Una please write?" as "Una to write"."""

import re

from commands.papers import owners
from commands.papers.task_verbs import SAY, SERVICE, TASK

# "'ll" and "'s going to" as they are said in full.
SHORT = (
    (re.compile(r"['’]ll\b"), " will"),
    (re.compile(r"['’]d\b"), " would"),
    (re.compile(r"['’]s(?=\s+going\s+to\b)"), " is"),
)
# "will be writing to members" is said in full as "will write".
CAPITAL = re.compile(
    r"((?:[A-Z][\w'’]*,?\s+(?:and\s+)?){1,4}to\s)([A-Z])(?=[a-z]{2,}\s+[a-z]+,?\s+[a-z])"
)
# "Could Una please book the hall?", "Please can TR ring the bank": asked of them, and no question.
PLEASE = re.compile(
    rf"^(?:(?:Can|Could|Would|Will)\s+(?P<who>{owners.RUN}){owners.BRACKET}\s+(?:please|kindly)|"
    rf"Please\s+(?:can|could|would|will)\s+(?P<whom>{owners.RUN}){owners.BRACKET})\s+(?P<what>[a-z].*)$",
    re.S,
)
# "UL: To write to the bank", "TR - To ring".
# "Treasurer; Agreed to open", "Clerk: Will book".
TO = re.compile(
    rf"^({owners.RUN}{owners.BRACKET}\s*)([:;–—-])\s+(?:To|(?:Has\s+)?(?:[Aa]greed|[Oo]ffered|[Uu]ndertook)\s+to|(W)ill)(?=\s+[a-z])"
)
# "Clerk asked to write": what a note leaves out.
ASKED = re.compile(
    rf"^(?!The\s|Members\s)(?P<who>{owners.RUN})\s+(?:asked\s+to(?!\s+(?:speak|consider|review|discuss|explore|add|raise|share|include)\b)|(?P<bid>instructed|invited|requested|tasked|directed|actioned)\s+to)\s+(?P<what>[a-z].*)",
    re.S,
)
# "CC: Yes, I will ask them": the one who speaks will.
SPEAKER = re.compile(rf"^(?P<who>{owners.RUN}){owners.BRACKET}\s*:\s+(?=.*\bI\s)", re.S)
I_WILL = re.compile(
    r"(?:(?<=[.!?:]\s)|^)(?:(?:Yes|No|Sure|OK|Fine)[,.]?\s+)?(?:I\s+(?:will|shall)|Will)\b"
)
WRITING = re.compile(r"\b(would|will|shall)\s+be\s+(\w+ing)\b")


def said(words: str) -> str:
    """The words with what is shortened, or goes on, in full."""
    for short, full in SHORT if "’" in words or "'" in words else ():
        words = short.sub(full, words)
    if (spoken := SPEAKER.match(words)) and owners.alone(spoken["who"]):
        words = I_WILL.sub(f"{spoken['who']} will", words[spoken.end() :])
    words = TO.sub(_to, words)
    capital = CAPITAL.match(words)
    if capital and TASK.match(words, capital.end() - 1):
        words = f"{capital[1]}{capital[2].lower()}{words[capital.end() :]}"
    return WRITING.sub(_write, words) if "ing" in words else words


def _to(found: re.Match[str]) -> str:
    """ "Clerk: to book" of "Clerk; Agreed to book"; "Energy Audit – Agreed to try" has no owner."""
    if "greed" in found[0] and not owners.SURE.match(owners.bare(found[1].strip())):
        return found[0]
    return f"{found[1]}{':' if found[2] == ';' else found[2]} {'will' if found[3] else 'to'}"


def noted(sentence: str) -> str:
    """A sentence that asks somebody for a task, as a note has it or politely, said in full."""
    asked = ASKED.match(sentence)
    if asked and (SERVICE.match(asked["what"]) or (asked["bid"] and _is_given(asked["what"]))):
        return f"{asked['who']} would {asked['what']}"
    return pleads(sentence) or sentence


def _is_given(what: str) -> bool:
    """Whether what a note asks for is a task, and nothing to be said or done at the table."""
    return bool(TASK.match(what)) and not SAY.match(what)


def pleads(words: str) -> str | None:
    """What somebody is asked to do, as a note of it; None where a line only asks to be told."""
    found = PLEASE.match(words) if "lease" in words or "kindly" in words else None
    if not found or not TASK.match(found["what"]) or SAY.match(found["what"]):
        return None
    return f"{found['who'] or found['whom']} to {found['what'].rstrip(' ?')}"


def service(what: str) -> str | None:
    """The service that somebody is committed to: provide of providing, send, write; else None."""
    stem = what.split()[0].removesuffix("ing")
    stems = (stem, stem + "e", stem[:-1]) if stem != what.split()[0] else ()
    return next((one for one in stems if SERVICE.fullmatch(one)), None)


def _write(found: re.Match[str]) -> str:
    verb = service(found[2])
    return f"{found[1]} {verb}" if verb else found[0]
