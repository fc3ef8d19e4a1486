"""What line of a minute would say what somebody wrote as a sentence, or under another name."""

import re
from collections.abc import Callable

from commands.minutes.pasted import typed
from ledger.errors import Misused

_WERE = r"(?: (?:was|were|had been|has been|have been))?"
_OF = r"(?: (?:received|noted|given|sent|recorded|accepted|tendered))?"
# What somebody may write, and our line for it; \1 is the rest of what they wrote.
_INSTEAD = (
    (r"(?:(?:agenda )?item )?\(?(\d+(?:\.\d+)*[a-z]?)[.):]+\s+([^:]{1,60}[^.:])", r"## \1 \2"),
    (r"(?:agenda )?item (\d+(?:\.\d+)*[a-z]?)\s+([^:]{1,60}[^.:])", r"## \1 \2"),
    (rf"(?:an )?apolog(?:y|ies)(?: for absence)?{_WERE}{_OF}(?: (?:from|by)\b)?\b\s*[:-]?\s*(.+)",
     r"Apologies: \1"),
    (rf"(?:present|in attendance|attendees|attended|attending)(?: at the meeting)?{_WERE}"
     r"\b\s*[:-]?\s*(.+)", r"Present: \1"),
    (r"(?:chair|chaired|chairman|chairwoman|chairperson|in the chair|presiding)"
     r"(?: (?:was|by))?\b\s*[:-]?\s*(.+)", r"Chair: \1"),
    (r"(?:(?:date|day) of )?(?:the )?next meeting(?: (?:is|will be|on|date))*\b\s*[:-]?\s*(.+)",
     r"Next meeting: \1"),
    (r"actions?(?: point)?(?: \d+)?\b\s*[:-]?\s*(.+)", r"A: WHO: \1"),
    (r"(?:it was )?(?:decision|decided|agreed|resolved|approved|resolution)"
     r"(?: that| to)?\b\s*[:-]?\s*(.+)", r"D: \1"),
    (r"(?:it was |the (?:panel|board|committee|meeting) )?noted(?: that)?\b\s*[:-]?\s*(.+)",
     r"N: \1"),
    (r"(?:findings?|response|answer|replied)\b\s*[:-]?\s*(.+)", r"F: \1"),
    (r"(?:question|asked)\b\s*[:-]?\s*(.+)", r"Q: \1"),
    (r"(?:venue|location|place|held at)\b\s*[:-]?\s*(.+)", r"Venue: \1"),
    (r"(?:minutes?|notes?)(?: taken)? by\b\s*[:-]?\s*(.+)", r"Minuted by: \1"),
    (r"(?:the )?minutes(?: of .{1,60})? (?:were |was )?(?:agreed|approved|confirmed|accepted).*",
     r"Minutes confirmed: DAY"),
    (r"(?:declarations? of interests?|interests?)(?: declared)?\b\s*[:-]?\s*(.+)",
     r"Interest: WHO: \1"),
)  # fmt: skip


_LONGEST = 200


def unknown(entry: str, are_posts: Callable[[str], bool]) -> Misused:
    """Why an entry that begins like no line is refused."""
    if (would := instead(entry, are_posts)) is not None:
        return Misused(f"no line of a minute begins so. Write it as {would}")
    return Misused(
        "a line begins with Q:, F:, A:, D:, N:, Actions arising:, Deferred, Present:,"
        " Apologies:, Next meeting:, a reference, or > (govledger help minute)."
    )


def instead(entry: str, are_posts: Callable[[str], bool]) -> str | None:
    """The line that would do, if the beginning of an entry tells what is meant. `are_posts`:
    whether a text names a post; whoever holds none is named with a capacity, or without one (-)."""
    text = typed(entry.split("\n")[0]).strip()
    if len(text) > _LONGEST:
        return None
    for pattern, line in _INSTEAD:
        if (found := re.fullmatch(rf"(?i){pattern}", text)) is not None:
            label, colon, rest = found.expand(line).rstrip(".").partition(": ")
            if label in ("Present", "Apologies"):
                each = re.split(r"\s*(?:,|;|\band\b)\s*", rest)
                rest = ", ".join(_who(one, are_posts) for one in each if one)
            return f"{label}{colon}{rest}"
    return None


def _who(name: str, are_posts: Callable[[str], bool]) -> str:
    return name if "(" in name or are_posts(name) else f"{name} (-)"
