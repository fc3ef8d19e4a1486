"""What is wrong with several lines of a text, told at once: each thing once, with its lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.errors import Misused, Problem
from ledger.naming import DEFINE, NoPost
from ledger.words import counted, words

SHOWN = 40  # Lines: more than anybody corrects at one go.
SHORT = 72


class Problems(Misused):
    """Several things that are wrong with one line, or with one command."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = [one for problem in problems for one in each_of(problem)]
        self.exit_code = self.problems[0].exit_code
        super().__init__(told([Wrong(0, "", one) for one in self.problems]))


def each_of(problem: Problem) -> list[Problem]:
    return problem.problems if isinstance(problem, Problems) else [problem]


def all_of(problems: Sequence[Problem]) -> Problem:
    """One or more problems as one."""
    return problems[0] if len(problems) == 1 else Problems(problems)


class Wrong(NamedTuple):
    """A problem, of which line (0: of the command at hand), and what stands there."""

    number: int
    said: str
    problem: Problem


def told(found: Sequence[Wrong], of: str = "") -> str:
    """One text for all of them: the names that are no posts, then everything else in order. `of`:
    the file, where that has to be said."""
    nameless = [one for one in found if isinstance(one.problem, NoPost)]
    together = nameless if len({(one.number, str(one.problem)) for one in nameless}) > 1 else []
    parts = list(_names(together, of)) if together else []
    groups: dict[str, list[Wrong]] = {}
    for one in found:
        if one not in together:
            groups.setdefault(str(one.problem), []).append(one)
    shown = 0
    for at, (sentence, wrong) in enumerate(groups.items()):
        if shown >= SHOWN:
            parts.append(f"and {counted(len(groups) - at, 'more line')}.")
            break
        lines = {one.number: _short(one.said) for one in wrong}
        shown += len(lines)
        place = _lines(lines, of)
        parts.append(f"{place}: {sentence}" if place else sentence)
        several = len(lines) > 1
        for number, said in lines.items():
            if said:
                parts.append(f"  {f'{number}: ' if several else ''}{said}")
    return "\n".join(parts)


def _names(found: Sequence[Wrong], of: str) -> Iterator[str]:
    """Each name that is no post's once, with the lines that give it."""
    names: dict[str, list[int]] = {}
    known: dict[str, NoPost] = {}
    for number, _, problem in found:
        assert isinstance(problem, NoPost)
        names.setdefault(problem.said, []).append(number)
        known.setdefault(problem.said, problem)
    which = "There are no posts of these names" if len(names) > 1 else "There is no post"
    yield f"{f'{of}: ' if of else ''}{which}:"
    for name, numbers in names.items():
        yield f"  {', '.join(filter(None, (repr(name), _lines(numbers))))}{known[name].hint}"
    person = next((one.said for one in known.values() if one.person), None)
    define = DEFINE.format("each" if len(names) > 1 else "it")
    yield f"{define}. {somebody(person)}" if person else define


def somebody(name: str) -> str:
    return f"Somebody without a post is named with a capacity: {name} (observer)."


def _lines(numbers: "Sequence[int] | dict[int, str]", of: str = "") -> str:
    each = sorted(dict.fromkeys(numbers))
    if each == [0]:
        return of
    what = "line" if len(each) == 1 else "lines"
    return f"{of} {what} {words(tuple(map(str, each)))}".lstrip()


def _short(said: str) -> str:
    said = said.strip()
    return said if len(said) <= SHORT else said[: SHORT - 1] + "…"
