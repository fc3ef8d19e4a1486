"""What a paper says that cannot all be so: each kind (contradictions/, one file each) reads it."""

import re
import shlex
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from msgspec.structs import replace

from commands.papers import contradictions
from commands.papers.conflicts import Conflict, Ledger, Paper
from commands.papers.outline import outlined
from commands.papers.proposals import Proposed
from ledger.words import counted


@cache
def known() -> dict[str, ModuleType]:
    """Every kind by its name."""
    named = sorted(m.name for m in iter_modules(contradictions.__path__))
    return {name: import_module(f"{contradictions.__name__}.{name}") for name in named}


def conflicts(proposed: Proposed, ledger: Ledger | None = None) -> tuple[Conflict, ...]:
    """What in a paper cannot all be so, in order of line; `ledger`: what it is compared with."""
    parts = proposed.parts
    paper = Paper(outlined(parts.reading), parts.proposals, ledger)
    found = [
        replace(
            one,
            kind=name,
            should_hold=module.SHOULD_HOLD,
            places=tuple(
                at if at.document else replace(at, line=proposed.line(at.line)) for at in one.places
            ),
        )
        for name, module in known().items()
        for one in module.find(paper)
    ]
    return tuple(sorted(found, key=lambda one: one.places[0].line))


def in_words(found: tuple[Conflict, ...]) -> list[str]:
    """What a person is told: how many, and each with its lines."""
    if not found:
        return []
    said = [f"{counted(len(found), 'contradiction')} to check:"]
    for one in found:
        lines = sorted({place.line for place in one.places if not place.document})
        where = "line" if len(lines) == 1 else "lines"
        said.append(f"  {one.title} ({where} {', '.join(map(str, lines))})")
    return said


def as_comments(found: tuple[Conflict, ...], document: str) -> list[str]:
    """The end of a draft: each with the command that raises it, as comments."""
    if not found:
        return []
    text = [
        "",
        "// What cannot all be so in this paper. A minute has no line for it: check each. To raise",
        "// one, record the minute first, then run the command below it, or put it in a batch.",
    ]
    for one in found:
        text += ["//", f"// {one.title}", f"// {command(one, document)}"]
    return text


def command(one: Conflict, document: str) -> str:
    """The command that raises it, with the words and the place of each quotation."""
    said = [quoted(one.title), "--should-hold", quoted(one.should_hold)]
    for place in one.places:
        said += [
            "--says",
            quoted(f"{' '.join(place.words.split())} @ {place.document or document}:{place.line}"),
        ]
    return " ".join(["discrepancy raise", *said])


def quoted(text: str) -> str:
    """Words as one argument, in a batch and in a shell."""
    if re.search(r'["\\$`]', text):
        return shlex.quote(text)
    return f'"{text}"'
