"""A question as one statement, with the macros that it is made of written out where it calls them.

    expand("open_actions", {"as_of": "date '2018-02-28'"}, source)

DuckDB plans a macro when it is created and again at each call, each time with every column of the
events. A statement is planned once, and here each part of it has only the columns that it uses: to
most questions, planning is what takes the time. `source(columns)` is SQL for the events with these
columns. For people's own SQL the same files are created as macros.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from projections import events
from projections.queries import library

Given = tuple[tuple[str, str], ...]  # Each parameter, and SQL for it.
Source = Callable[[tuple[str, ...]], str]

_TOKEN = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|\w+|:=|\s+|.", re.DOTALL)
_MARK = re.compile("\0([^\0]*)\0")
_HEAD = re.compile(r"macro\s+(\w+)\s*\(([^)]*)\)\s+as\s+table\b", re.IGNORECASE)
_ALL = re.compile(r"\be\.\*\s+exclude\s+\([^)]*\)")


def significant(sql: str) -> tuple[str, ...]:
    """The words of SQL, without comments and the spaces between them."""
    return tuple(t for t in _TOKEN.findall(sql) if not t.isspace() and not t.startswith("--"))


def expand(
    name: str, given: dict[str, str], source: Source, asked: frozenset[str] | None = None
) -> str:
    """A question, with SQL for each parameter that is not as its file has it. `asked`: which
    columns are wanted of one whose columns are those of the events; else all."""
    values = _tokens(name)[0] | given
    said = {parameter: f"({value})" for parameter, value in values.items()}
    of_events = name == "live" or not library()[name].columns
    return _filled(name, said, source, asked if of_events else None)


def as_macro(name: str, source: Source) -> str:
    """A question as the macro that its file is, of one statement: its parameters stand where they
    are used."""
    parameters = _tokens(name)[0]
    takes = ", ".join(f"{one} := {said}" if said else one for one, said in parameters.items())
    body = _filled(name, {parameter: parameter for parameter in parameters}, source)
    return f"create or replace macro {name}({takes}) as table {body}"


def _filled(
    name: str, values: dict[str, str], source: Source, asked: frozenset[str] | None = None
) -> str:
    parts = _expanded(name, frozenset(events.queried_columns()) if asked is None else asked)
    said = [part if at % 2 == 0 else "" for at, part in enumerate(parts)]
    for at in range(1, len(parts), 2):
        of, _, rest = parts[at].partition(" ")
        said[at] = source(tuple(rest.split())) if of == "source" else values[rest]
    return "".join(said)


@cache
def _expanded(name: str, asked: frozenset[str]) -> list[str]:
    """Its SQL, every second part of which is `given` and a parameter, or `source` and columns."""
    given = tuple((parameter, f"\0given {parameter}\0") for parameter in _tokens(name)[0])
    return _MARK.split(_called(name, given, asked))


@cache
def _tokens(name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    sql = library()[name].sql
    head = _HEAD.search(sql)
    assert head is not None, name
    defaults = {}
    for parameter in filter(None, map(str.strip, head[2].split(","))):
        word, _, default = parameter.partition(":=")
        defaults[word.strip()] = default.strip()
    body = sql[head.end() :].rstrip().removesuffix(";")
    tokens = tuple(t for t in _TOKEN.findall(body) if not t.startswith("--"))
    return defaults, tokens


def _columns(name: str, asked: frozenset[str]) -> frozenset[str]:
    """The columns of the events that a file may use: those that its SQL has the words for; if
    it says nothing of columns of its own, what is asked of it as well."""
    words = frozenset(_tokens(name)[1]) | frozenset(library()[name].columns)
    own = words & frozenset(events.queried_columns())
    return own if library()[name].columns else own | asked


@cache  # Most files pass on the same two days.
def _called(name: str, given: Given, asked: frozenset[str]) -> str:
    """A file with what it calls written out; `asked` are columns of it that its caller uses."""
    if name == "live":
        return _live(dict(given), asked)
    return "".join(_written(_tokens(name)[1], dict(given), _columns(name, asked)))


def _live(given: dict[str, str], asked: frozenset[str]) -> str:
    columns = [column for column in events.queried_columns() if column in asked]
    body = "".join(_tokens("live")[1])
    needs = frozenset(re.findall(r"\be\.(\w+)", body)) | asked
    source = " ".join(column for column in events.every() if column in needs)
    body = _ALL.sub(", ".join(f'e."{column}"' for column in columns), body, count=1)
    body = body.replace("from recorded e", f"from \0source {source}\0 e", 1)
    return "".join(_written(tuple(_TOKEN.findall(body)), given, asked))


def _written(
    tokens: tuple[str, ...], given: dict[str, str], columns: frozenset[str]
) -> Iterator[str]:
    at, last = 0, ""
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.isspace():
            yield token
            continue
        following = next((t for t in tokens[at : at + 2] if not t.isspace()), "")
        if (after := _left_out(tokens, at, token, given)) is not None:
            yield "(true)"
            at, token = after, ")"
        elif token in given and last != "." and following != ":=":
            # A parameter that is only handed on is bare, as in its own file: as_of::date.
            yield given[token] if _MARK.fullmatch(given[token]) else f"({given[token]})"
        elif last.lower() in ("from", "join") and following == "(" and token in library():
            passed, at = arguments(tokens, tokens.index("(", at) + 1)
            named = _named(token, passed, given, columns)
            yield f"({_called(token, named, columns)})"
        elif last.lower() in ("from", "join") and token == "events":
            taken_whole = f"to_json({following})" in "".join(tokens)
            needs = frozenset(events.shown_columns()) if taken_whole else columns
            source = " ".join(column for column in events.queried_columns() if column in needs)
            said = ", ".join(f'"{column}"' for column in source.split())
            yield f"(select {said} from \0source {source}\0)"
        else:
            yield token
        last = token


def _left_out(tokens: tuple[str, ...], at: int, token: str, given: dict[str, str]) -> int | None:
    """Where a condition ends that is so because a parameter is not given: (p_body is null or ...).
    DuckDB would find the same, but only once it has planned what follows."""
    said = [t for t in tokens[at : at + 12] if not t.isspace()][:4]
    if token != "(" or [t.lower() for t in said[1:]] != ["is", "null", "or"]:
        return None
    found, after = arguments(tokens, at)
    alone = len(found) == 1 and given.get(said[0], "").lower() == "null"
    return after if alone else None


def _named(
    name: str, arguments: list[tuple[str, ...]], given: dict[str, str], columns: frozenset[str]
) -> Given:
    """What a call gives for each parameter of a macro."""
    found = dict(_tokens(name)[0])
    places = iter(found)
    for argument in arguments:
        is_named = ":=" in argument
        value = argument[argument.index(":=") + 1 :] if is_named else argument
        parameter = "".join(argument).split(":=")[0].strip() if is_named else next(places)
        found[parameter] = "".join(_written(value, given, columns)).strip()
    return tuple(found.items())


def arguments(tokens: tuple[str, ...], at: int) -> tuple[list[tuple[str, ...]], int]:
    """The arguments of a call from behind its opening parenthesis, and where it ends."""
    found: list[list[str]] = [[]]
    depth = 0
    while depth or tokens[at] != ")":
        token = tokens[at]
        depth += (token == "(") - (token == ")")
        if token == "," and not depth:
            found.append([])
        else:
            found[-1].append(token)
        at += 1
    return [tuple(one) for one in found if "".join(one).strip()], at + 1
