"""Many commands in one transaction; and what is wrong with several lines, told at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from commands.session.app import App
from ledger.application import Ledger
from ledger.errors import Broken, Faulted, Misused, Problem, Unavailable
from ledger.naming import DEFINE, NoPost
from ledger.words import counted, words

T = TypeVar("T")
R = TypeVar("R")
SHOWN = 40  # Lines, more than anybody corrects at once.
SHORT = 72


class Problems(Misused):
    """Several things that are wrong with one line, or with one command."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = [one for problem in problems for one in each_of(problem)]
        self.exit_code = self.problems[0].exit_code
        super().__init__(listed([Wrong(0, "", one) for one in self.problems]))


def each_of(problem: Problem) -> list[Problem]:
    return problem.problems if isinstance(problem, Problems) else [problem]


def all_of(problems: Sequence[Problem]) -> Problem:
    """One or more problems as one."""
    return problems[0] if len(problems) == 1 else Problems(problems)


def every(each: Iterable[T], work: Callable[[T], R]) -> list[R]:
    """What `work` makes of each. Raises the problems of all that it refuses, as one."""
    made: list[R] = []
    problems: list[Problem] = []
    for one in each:
        try:
            made.append(work(one))
        except Problem as problem:
            problems += each_of(problem)
    if problems:
        raise all_of(problems)
    return made


class Wrong(NamedTuple):
    """A problem, of which line (0: of the command at hand), and what stands there."""

    number: int
    said: str
    problem: Problem


def listed(found: Sequence[Wrong], of: str = "") -> str:
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


class Faults:
    """What is wrong with the lines of a text, told at once. What stops all is raised at once.
    `of`: the file; `ending`: what became of it."""

    def __init__(self, of: str = "", ending: str = "") -> None:
        self.of, self.ending = of, ending
        self.found: list[Wrong] = []

    def take(self, number: int, line: str, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            problem = Misused("this shows help; it records nothing")
        wrong = [Wrong(number, line, one) for one in each_of(problem)]
        if isinstance(problem, (Unavailable, Broken, Faulted)):
            raise self._as(problem, [listed(wrong, self.of)]) from None
        self.found += wrong

    def tell(self) -> None:
        """Raise them, if there are any: one may follow from another before it."""
        if not self.found:
            return
        lines = [listed(self.found, self.of)]
        if len({one.number for one in self.found}) > 1:
            lines.append("Correct the first one first: it may cause the others.")
        raise self._as(self.found[0].problem, lines) from None

    def _as(self, problem: Problem, lines: list[str]) -> Problem:
        problem.args = ("\n".join([*lines, self.ending] if self.ending else lines),)
        return problem


@contextmanager
def in_one(app: App, ledger: Ledger) -> Iterator[None]:
    """One transaction for many commands: all that they record stands, or none of it."""
    was, app.batch = app.batch, True
    try:
        with ledger.writing():
            yield
    finally:
        app.batch = was


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
        hint = known[name].hint
        where = ", ".join(filter(None, (repr(name), _lines(numbers))))
        yield f"  {where}{'.' if hint else ''}{hint}"
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
