"""Asking the person at the terminal, once each: whom a name means, and what a column is."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from commands.imports.draft import Whole
from commands.imports.kinds import KINDS, OF_RECOMMENDATIONS
from commands.imports.maps import Map
from commands.session.prompting import offered
from commands.terminal import screen
from commands.terminal.prompts import BACK, Offer, Prompt, interview
from commands.terminal.text import one_line
from ledger.application import Ledger
from ledger.characters import folded
from ledger.naming import named_as
from ledger.words import counted

LEFT_OUT = "nobody yet: the rows are left out (name them first: post define, party add)"
NOTHING = "nothing: its cells are told as not understood"


def answers_to(ledger: Ledger, made: Whole, before: Map, asked: set[tuple[str, str]]) -> Map | None:
    """The map with the person's answers; None where there is nothing to ask. `asked`: what was
    asked already; what is asked now is added."""
    prompts = [one for one in _prompts(ledger, made, before) if _key(one) not in asked]
    if not prompts:
        return None
    if not asked:
        screen.say(f"Each is asked once. {BACK} steps back; Ctrl-C stops, and writes nothing.")
    asked |= {_key(one) for one in prompts}
    told = interview(prompts)
    owners = {
        name: who for one in prompts if (name := _of(one, "owner")) and (who := told[one.name])
    }
    columns = {name: told[one.name] or "-" for one in prompts if (name := _of(one, "column"))}
    kept = [(heading, kind) for heading, kind in before.columns if heading not in columns]
    return structs.replace(before, columns=[*kept, *columns.items()], owners=before.owners | owners)


def _key(prompt: Prompt) -> tuple[str, str]:
    kind, _, name = prompt.name.partition(" ")
    return kind, folded(name)


def _of(prompt: Prompt, kind: str) -> str | None:
    of, _, name = prompt.name.partition(" ")
    return name if of == kind else None


def _prompts(ledger: Ledger, made: Whole, before: Map) -> Iterator[Prompt]:
    yield from _columns(made, before.meanings())
    posts = [*offered(ledger, "post"), *offered(ledger, "party")]
    for name, cells in made.unknown.items():
        held = (one.answer for one in posts if folded(f"({name})") in folded(one.words))
        yield Prompt(
            f"owner {name}",
            f"Who is {one_line(name)}? ({counted(len(cells), 'cell')}, the first {cells[0]})",
            offers=posts,
            check=lambda text: named_as(ledger, text, "party"),
            default=next(held, None),
            without=LEFT_OUT,
            several=r"\s*,\s*",
            exact=True,
        )


def _columns(made: Whole, known: Mapping[str, str]) -> Iterator[Prompt]:
    said = {folded(one) for one in known}
    for sheet in made.sheets:
        if sheet.heading is None:
            continue
        taken = sheet.heading.taken
        kinds = [kind for kind in KINDS if sheet.of is not None or kind not in OF_RECOMMENDATIONS]
        free = [Offer(kind) for kind in kinds if kind not in taken.values()]
        for column, called in sorted(sheet.heading.called.items()):
            cells = [c for row in sheet.rows for c in row.cells if c.column == column and c.text]
            if column in taken or folded(called) in said or not cells:
                continue
            said.add(folded(called))
            first = one_line(cells[0].text)[:40]
            yield Prompt(
                f"column {called}",
                f"What is the column “{one_line(called)}”? ({counted(len(cells), 'cell')},"
                f" the first “{first}”)",
                offers=free,
                without=NOTHING,
                only=True,
            )
