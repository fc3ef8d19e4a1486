"""What binds somebody, said in full: "he'll write" and "will be writing" as "he will write"."""

import re

from commands.papers.task_verbs import SERVICE, TASK

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
WRITING = re.compile(r"\b(would|will|shall)\s+be\s+(\w+ing)\b")


def said(words: str) -> str:
    """The words with what is shortened, or goes on, in full."""
    for short, full in SHORT if "’" in words or "'" in words else ():
        words = short.sub(full, words)
    capital = CAPITAL.match(words)
    if capital and TASK.match(words, capital.end() - 1):
        words = f"{capital[1]}{capital[2].lower()}{words[capital.end() :]}"
    return WRITING.sub(_write, words) if "ing" in words else words


def service(what: str) -> str | None:
    """The service that somebody is committed to: provide of providing, send, write; else None."""
    stem = what.split()[0].removesuffix("ing")
    stems = (stem, stem + "e", stem[:-1]) if stem != what.split()[0] else ()
    return next((one for one in stems if SERVICE.fullmatch(one)), None)


def _write(found: re.Match[str]) -> str:
    verb = service(found[2])
    return f"{found[1]} {verb}" if verb else found[0]
