"""When something is due, as a paper writes it. A day counts only where the paper says it is due."""

import re

from commands.papers.sentences import sentences

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY_OR_MONTH = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:\s+\d{{4}})?|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?"
)
WHEN = (
    rf"(?:(?:end|start|beginning|middle|close)\s+of\s+(?:{MONTH}|the\s+(?:(?:financial\s+)?year|week|month|quarter|term)|Q[1-4]|\w+\s+quarter)(?:\s+\d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b,?(?:\s+\d{{4}})?|(?:mid|early|late)[\s-]+{MONTH}|{MONTH}\s+(?:['’]?\d{{2,4}})|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|"
    r"(?:the\s+)?next\s+(?:meeting|month|week)|Q[1-4](?:\s+\d{4}(?:/\d{2})?)?|"
    r"Christmas|Easter|(?:the\s+)?year[- ]end|ongoing|immediately)"
)
TO = re.compile(r"\bto\s+[a-z]+\s")
NEAR = 24  # Characters of what is to be done, by which its sentence is known.
MARKED = re.compile(
    rf"\b(?:due(?:\s+(?:by|date|on))?|deadline|by(?:\s+when)?|(?<!week )(?<!weeks )(?<!day )"
    rf"(?<!days )before|no\s+later\s+than|not\s+later\s+than|target(?:\s+date)?|"
    rf"timescale|completion\s+date)\s*[:–-]?\s*(?:the\s+)?(?P<when>{WHEN})",
    re.I,
)
MOVED = re.compile(
    rf"\b(?:to|until|till|date(?:\s+of)?|target|deadline)\s*:?\s+(?:is\s+)?(?:the\s+)?(?P<when>{WHEN})",
    re.I,
)
ONLY = re.compile(
    rf"^\W*(?:by\s+|the\s+|in\s+)*(?P<when>{WHEN}|{MONTH}(?:\s+\w+)?|\w+\s+(?:board|meeting|committee|panel))\W*$",
    re.I,
)


def stated(words: str) -> str | None:
    """The due date that the words state as one, or None."""
    found = MARKED.search(words)
    return " ".join(found["when"].split()).rstrip(".") if found else None


def of_task(words: str, what: str) -> str | None:
    """The due date that words state from the sentence on that tells what is to be done, or None:
    of "Ideas to UL by 1 May. TR to print it." none is TR's."""
    after, said = sentences(words), what[:NEAR]
    while len(after) > 1 and said not in after[0] and any(said in one for one in after):
        after = after[1:]
    words = " ".join(after)
    at, due = words.find(said), MARKED.search(words)
    if due and due.end() < at and "," in words[due.end() : at] and TO.search(words[: due.start()]):
        words = words[at:]  # "ask them to mend it before Easter, clerk to write": theirs.
    return stated(words)


# "(Liv Shand, 31 Oct)" at the end of a task: by whom, and by when.
BESIDE = re.compile(rf"[(\[][A-Z][\w\s./&'’-]{{1,40}},\s*(?P<when>{WHEN})[)\]]\W*$", re.I)


def with_owner(words: str) -> str | None:
    """The due date beside the owner in a bracket at the end of the words, or None."""
    found = BESIDE.search(words[-80:])
    return " ".join(found["when"].split()).rstrip(".") if found else None


def moved(words: str) -> str | None:
    """The day to which a due date is moved, or None: the last that is named after "to"."""
    found = [" ".join(m["when"].split()).rstrip(".") for m in MOVED.finditer(words)]
    return found[-1] if found else None


# "31/12/2018 (was 31/10/2018)", "May 2019 (originally March 2019)": the day that holds now.
WAS = re.compile(
    rf"^\W*(?P<when>{WHEN})\s*[(\[,;–-]\s*(?:was|previously|formerly|originally|revised\s+from|extended\s+from|"
    rf"moved\s+from|from)\s+{WHEN}\W*$",
    re.I,
)


def revised(words: str) -> str | None:
    """The day that holds now, of a cell that names the one before it too, or None."""
    found = WAS.match(words)
    return " ".join(found["when"].split()) if found else None


def in_cell(words: str) -> str | None:
    """The due date of a cell under a heading such as Due: its words, where they tell when."""
    if now := revised(words):
        return now
    found = ONLY.match(words)
    return words.strip() if found else None
