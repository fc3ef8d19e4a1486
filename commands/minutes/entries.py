"""Where one line of a minute ends and the next begins."""

import re
from collections.abc import Iterator

from commands.minutes import grammar
from commands.minutes.pasted import BULLET, typed
from commands.minutes.references import ITEM
from commands.terminal.text import acceptable

LONGEST = 1 << 18  # Characters, far more than anybody writes on one line.
_BLANKS = re.compile(r"\s{1001}")

_LETTERS = "|".join(["[qfadn]", *grammar.ALSO])
_WORDS = (
    "chair|venue|subject|minuted by|paper|paper file|inferred|undated|sensitive|present"
    "|apologies|notes|next meeting|deferred|" + "|".join(grammar.NILS)
)
# What a line of its own begins with; it may stand further in than the one above.
_OWN = re.compile(
    rf"> ?\S|##? ?\S|[a-z]-\d{{4}}-\d+\b|{ITEM.pattern}|(?:{_WORDS}) ?:"
    rf"|(?:{_LETTERS})(?: ?\[[^\]]*\])?(?: (?:by|to|public|-|\d|[a-z]-\d)[^:]*)? ?:",
    re.IGNORECASE,
)
# In small letters these are ordinary words.
_CAPITAL = re.compile(
    r"Deferred(?: to\b|$)|Minutes confirmed$"
    r"|(?:Closed|Extended|Purpose|Private|Interest|Vote (?:carried|lost)|Minutes confirmed) ?:"
    r"|(?:Meeting moved|Told(?: as [^:]+ assurance)?|Recommended to [^:]+) ?:"
)
# In Markdown: **A:** CC: write; **A: CC: write**; ## **1 Roads**.
_BOLD = re.compile(r"(#*\s*)(\*\*|__|[*_])(?=\S)([^*_]+?)\2(.*)", re.DOTALL)
_SMALL = re.compile(r"(?<=\S)\n +([qfadn])(?: (?:by|to|public)\b[^:\n]*)? ?:")


def entries(text: str) -> Iterator[tuple[int, str]]:
    """Each entry with its line number: a line, with the indented lines that continue it. An
    indented line that begins with | keeps its line break, one that begins like a new line is one,
    and one that begins with // is a private note."""
    number, entry = 0, [""]  # The parts, joined once at the end.
    for at, line in enumerate(text.split("\n"), 1):
        rest = line.lstrip(" ")
        indented = bool(entry[0] and rest and line[0] == " ")
        if indented and rest.startswith("//"):
            continue
        if indented and rest.startswith("|"):
            entry += ["\n", rest[1:].removeprefix(" ")]
            continue
        own = _unlisted(rest)
        if indented and own is None:
            while len(entry) > 1 and not entry[-1].strip():
                entry.pop()
            entry[-1] = entry[-1].rstrip()
            entry += [" ", rest]
            continue
        if whole := "".join(entry).strip():
            yield number, whole
        number, entry = at, ["" if rest.startswith("//") else own or rest]
    if whole := "".join(entry).strip():
        yield number, whole


def _unlisted(rest: str) -> str | None:
    """A line of its own, without bullet, list number or the signs for bold, or None."""
    bullet = BULLET.match(rest)
    begins = [rest, rest[bullet.end() :]] if bullet else [rest]
    bold = [_BOLD.fullmatch(said) for said in begins]
    begins[:0] = [found[1] + found[3] + found[4] for found in bold if found is not None]
    for said in begins:
        shadow = typed(said)
        if _OWN.match(shadow) or _CAPITAL.match(shadow):
            return said
    return None


def is_line(entry: str) -> bool:
    """Whether an entry begins as a line of a minute does."""
    return _unlisted(entry) is not None


def begins_small(text: str) -> set[int]:
    """The numbers of the indented lines that begin with a small letter and a colon: they may be
    lines of their own, or continue one."""
    return {text.count("\n", 0, found.start(1)) + 1 for found in _SMALL.finditer(text)}


def unreadable(entry: str) -> str | None:
    """Why an entry is not read at all, if so: patterns may be very slow on a long run of blanks."""
    if len(entry) > LONGEST:
        return f"a line has at most {LONGEST:,} characters; this one has {len(entry):,}."
    if _BLANKS.search(entry) is not None:
        return "there are more than 1,000 spaces in a row: delete them."
    fault = acceptable(entry)
    return None if fault is None else f"this cannot be recorded: {fault}."
