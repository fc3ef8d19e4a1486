"""What a draft has as ready is a minute that can be recorded: a line that would not be understood
is left to a person, with what to write instead."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from commands.papers.draft import Entry

# The lines of a minute's text that are not understood, each with why.
Unclear = Callable[[str], dict[int, str]]
LINE = re.compile(r"\bline (\d+)")  # Of the text: the draft numbers its own otherwise.
TRIES = 30  # Some faults are told one at a time.


def understood(top: Sequence[str], entries: Iterable[Entry], unclear: Unclear) -> list[Entry]:
    """The entries of a draft that begins with `top`, of which those stand that are understood."""
    found = list(entries)
    for _ in range(TRIES):
        text, of = _as_it_stands(top, found)
        wrong = {of[line]: why for line, why in unclear(text).items() if line in of}
        if not wrong:
            break
        spans = {line: found[at].span for line, at in of.items()}
        for at, why in wrong.items():
            remarks = (*found[at].remarks, *_of_the_paper(why, spans).split("\n"))
            found[at] = replace(found[at], ready=False, remarks=remarks)
    return found


def _of_the_paper(why: str, spans: Mapping[int, str]) -> str:
    """What is told of a line of the text, by the lines of the paper that it is of."""

    def named(line: re.Match[str]) -> str:
        span = spans.get(int(line[1]))
        return f"line {span} of the paper" if span is not None else "the head"

    return LINE.sub(named, why)


def _as_it_stands(top: Sequence[str], entries: Sequence[Entry]) -> tuple[str, dict[int, int]]:
    """The text of the minute without what stands as comments, and of which entry each line is."""
    text = list(top)
    of: dict[int, int] = {}
    for at, entry in enumerate(entries):
        text += [entry.under] if entry.under else []
        for line in entry.lines if entry.ready else ():
            text.append(line)
            of[len(text)] = at
    return "\n".join(text), of
