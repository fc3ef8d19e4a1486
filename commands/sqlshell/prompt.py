"""The prompt of `govledger sql`: statements up to their `;`, \\d and \\q; history and completion
where the terminal supports them.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from commands.sqlshell import tables
from commands.terminal import screen
from commands.terminal.interrupts import Ended
from ledger.errors import Misused, Problem
from ledger.system import disk, places
from ledger.words import counted, day

if TYPE_CHECKING:
    from projections.messages import ResultSet
from projections.sandbox import Sandbox

ROOM = 12  # Characters that a column of an unforeseen answer takes at least, on the average.
KEYWORDS = (
    *("select", "from", "where", "group by all", "order by", "limit", "join", "left join", "using"),
    *("count(*)", "and", "or", "not", "is null", "like", "between", "desc", "distinct", "having"),
    *("as_of := ", "known_by := "),
)
Read = Callable[[], str]


def show(answer: "ResultSet", as_of: date, known_by: date | None, form: str | None) -> None:
    """Print an answer; how many rows it has, and what of it is not there, goes to stderr."""
    leading = answer.columns[: max(1, shutil.get_terminal_size().columns // ROOM)]
    hidden = screen.show(answer.columns, answer.rows, form, narrow=leading)
    count = counted(len(answer.rows), "row")
    if answer.cut:
        screen.say(f"Cut after {count}: there are more. Ask for fewer, or allow more with --rows.")
    if form is None:
        known = f", as known on {day(known_by)}" if known_by else ""
        left_out = screen.left_out(hidden)
        screen.say(f"{count}, as of {day(as_of)} where no day is said{known}.{left_out}")


def talk(box: "Sandbox", as_of: date, known_by: date | None, rows: int, form: str | None) -> None:
    """Answer what is typed until it is enough. Ctrl-C drops what is typed, or stops an answer."""
    screen.say("SQL, read-only, up to a ;   \\d lists the tables, \\d NAME one of them, \\q ends.")
    read = _reader()
    while True:
        try:
            typed = read().strip()
        except Ended:
            raise
        except KeyboardInterrupt:
            screen.say("")
            continue
        except (EOFError, click.Abort):
            return
        try:
            if typed.startswith("\\"):
                if typed.rstrip(";") in ("\\q", "\\quit"):
                    return
                _backslash(typed.rstrip("; "))
            elif typed.strip(";"):
                show(box.run(typed, as_of, known_by, rows=rows), as_of, known_by, form)
        except Ended:
            raise
        except KeyboardInterrupt:
            screen.say("Stopped.")
        except Problem as problem:
            screen.say(str(problem))


def _backslash(typed: str) -> None:
    what, _, name = typed.partition(" ")
    if what != "\\d":
        screen.say(f"There is no {what}: there are \\d, \\d NAME and \\q.")
    elif name.strip():
        tables.explain(name.strip(), None)
    else:
        tables.overview(None)


def _reader() -> Read:
    """What reads a statement: with history and completion, or line by line where the terminal
    redraws nothing."""
    if os.environ.get("TERM") == "dumb" or os.environ.get("GOVLEDGER_ACCESSIBLE"):
        return _plain
    try:
        return _session()
    except ImportError:
        return _plain


def _plain() -> str:
    from commands.terminal.prompts import read_line

    lines = [read_line()]
    while not _whole("\n".join(lines)):
        lines.append(read_line())
    return "\n".join(lines)


def _whole(text: str) -> bool:
    """Whether a statement is at its end."""
    text = text.strip()
    return not text or text.startswith("\\") or text.endswith(";")


def _session() -> Read:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.output import create_output

    class Words(Completer):
        def get_completions(self, document: Any, _event: Any) -> Iterator[Completion]:
            for word, meaning, begun in completions(document.text, document.text_before_cursor):
                yield Completion(word, -begun, display_meta=meaning)

    keys = KeyBindings()
    session: PromptSession[str] = PromptSession(
        "> ",
        history=_history(),
        completer=Words(),
        complete_while_typing=False,
        key_bindings=keys,
        multiline=True,
        prompt_continuation="  ",
        output=create_output(stdout=sys.stderr),
    )

    @keys.add("enter", filter=Condition(lambda: _whole(session.default_buffer.text)))
    def _(event: Any) -> None:
        event.current_buffer.validate_and_handle()

    return session.prompt


def _history() -> Any:
    """The statements of before, readable by this person alone; none where nothing can be kept."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    with suppress(OSError, Misused):
        file = places.own("STATE") / "govledger" / "sql-history"
        disk.private_folder(file.parent)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        return FileHistory(str(file))
    return InMemoryHistory()


def completions(text: str, before: str) -> list[tuple[str, str, int]]:
    """What the word at the end of `before` may become: a word, what it means, and how much of it is
    typed. The columns of the tables named in `text` first, then tables, other words, parameters."""
    from projections import schema

    word = re.search(r"\w*$", before)
    begun = word[0].lower() if word else ""
    tables = {name: schema.asks(name) for name in schema.names()}
    if before.lstrip().startswith("\\"):
        offers = tables
    else:
        named = [name for name in re.findall(r"\w+", text) if name in tables]
        columns = {c: s for name in named for c, s in schema.sentences(name).items()}
        own = {p: s for name in named for p, s in schema.parameters(name).items()}
        offers = columns | own | tables | dict.fromkeys(KEYWORDS, "")
    return [(o, s, len(begun)) for o, s in offers.items() if o.startswith(begun) and o != begun]
