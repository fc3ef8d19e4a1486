"""An outside program proposes too, such as a model of the office's own (--with COMMAND).

It is given the lines of the reading on its standard input, an object a line:

    {"line": 12, "at": "p3", "text": "ACTION: CC to write."}

and answers on its standard output in the form that --proposals writes: a JSON array, or an object a
line, with kind, lines and words, and owner, due, ref, item where there are any. What it proposes is
never sure. One whose words do not stand verbatim in its lines is dropped and counted; so is one of
lines that a layout reads already, of which the layout's stands. Nothing here uses a network.
"""

import json
import shlex
import subprocess
from typing import Any

from msgspec import Struct

from commands.papers import minuted
from commands.papers.claims import Proposal
from commands.papers.outline import plain
from commands.papers.proposals import Proposed
from ledger.errors import Misused, Unavailable
from ledger.paper_lines import Reading
from ledger.words import counted

LONGEST_SECONDS = 600
MOST_BYTES = 20 << 20
BESIDES = ("count", "commitment", "grade", "recommendation", "reportrec", "reassign", "correct")


class Answered(Struct, frozen=True):
    """The proposals with those of the program, and how many of it were dropped, by why."""

    proposed: Proposed
    taken: int
    dropped: dict[str, int]

    def in_words(self, command: str) -> str:
        said = [f"{counted(self.taken, 'proposal')} of {command} taken"]
        said += [f"{number} dropped: {why}" for why, number in self.dropped.items()]
        return "; ".join(said) + "."


def asked(proposed: Proposed, command: str) -> Answered:
    """Ask a program. Raises Misused where it cannot be run or its answer read, saying why."""
    name, listed = _answer(proposed.reading, command)
    taken: list[Proposal] = []
    dropped: dict[str, int] = {}
    held = {n for p in proposed.proposals for n in range(p.first, p.last + 1)}
    for one in listed:
        made, why = _proposal(one, proposed.reading, name)
        if made is not None and set(range(made.first, made.last + 1)) & held:
            made, why = None, "of lines that are proposed already"
        if made is None:
            dropped[why] = dropped.get(why, 0) + 1
            continue
        held |= set(range(made.first, made.last + 1))
        taken.append(made)
    return Answered(proposed.and_more(taken), len(taken), dropped)


def _answer(reading: Reading, command: str) -> tuple[str, list[Any]]:
    """The name of the program and what it lists."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise Misused(f"--with {command!r} is no command: {error}.") from None
    if not words:
        raise Misused("--with takes a command: --with 'python3 propose.py'.")
    given = "".join(
        json.dumps({"line": one.number, "at": one.address, "text": one.text}, ensure_ascii=False)
        + "\n"
        for one in reading.lines
    )
    try:
        ran = subprocess.run(
            words,
            input=given.encode(errors="replace"),
            stdout=subprocess.PIPE,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        minutes = LONGEST_SECONDS // 60
        raise Unavailable(f"{words[0]} did not answer within {minutes} minutes.") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Misused(f"{words[0]!r} cannot be run: {why}. Check --with.") from None
    if ran.returncode:
        raise Misused(f"{words[0]} ended with exit code {ran.returncode}, so nothing is taken.")
    return words[0].rpartition("/")[2], _listed(ran.stdout, words[0])


def _listed(answer: bytes, name: str) -> list[Any]:
    """What a program lists: a JSON array, or an object a line."""
    if len(answer) > MOST_BYTES:
        raise Misused(f"{name} answered with more than {MOST_BYTES >> 20} MiB.")
    try:
        text = answer.decode()
        if text.lstrip().startswith("["):
            listed = json.loads(text)
            return list(listed)
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise Misused(f"{name} did not answer in JSON: {error}.") from None


def _proposal(one: Any, reading: Reading, name: str) -> tuple[Proposal | None, str]:
    """What a program proposes, or why it is dropped."""
    if not isinstance(one, dict) or one.get("kind") not in (*minuted.FORMS, *BESIDES):
        return None, "of no kind that there is"
    lines, words = one.get("lines"), one.get("words")
    if isinstance(lines, int):
        lines = [lines, lines]
    if lines is None or not _are_lines(lines, len(reading.lines)):
        return None, "of lines that the paper does not have"
    first, last = lines
    whole = plain(" ".join(line.text for line in reading.lines[first - 1 : last]))
    if not isinstance(words, str) or not words.strip() or plain(words) not in whole:
        return None, "their words do not stand in their lines"
    owner, ref = (tuple(_names(one.get(field))) for field in ("owner", "ref"))
    # A due date is the paper's own or none.
    due = one.get("due") if str(one.get("due")) in whole else None
    item = one.get("item")
    return Proposal(
        kind=one["kind"],
        first=first,
        last=last,
        words=plain(words),
        rule=f"with {name}",
        owner=owner,
        due=due if isinstance(due, str) and due else None,
        ref=ref,
        item=item if isinstance(item, str) and item else None,
    ), ""


def _are_lines(lines: Any, count: int) -> bool:
    if not isinstance(lines, list) or len(lines) != 2:
        return False
    numbers = all(isinstance(one, int) and not isinstance(one, bool) for one in lines)
    return numbers and 1 <= lines[0] <= lines[1] <= count


def _names(said: Any) -> list[str]:
    listed = said if isinstance(said, list) else [said] if isinstance(said, str) else []
    each = (part.strip() for one in listed if isinstance(one, str) for part in one.split(","))
    return [one for one in each if one]
