"""Which record a > line is about, and what may be said of it."""

import re
from itertools import product

from commands.minutes import grammar, item_lines, proceedings, references
from commands.minutes.forms import Form
from commands.minutes.interpreter import Resolver, ended
from commands.minutes.lines import Lines, no_source
from commands.minutes.minute import Line
from commands.minutes.pasted import typed
from ledger.errors import Misused
from ledger.registry import split

# Lines that begin a record, about which the lines below may say more.
BEGINS = {
    grammar.ACTION.event: "action",
    grammar.QUESTION.event: "question",
    grammar.DECISION.event: "decision",
}


def kind(above: Line | str) -> str:
    """The kind of record that a > line is about."""
    return BEGINS[above.form.event] if isinstance(above, Line) else above.partition(":")[0]


def broken(entry: str) -> str | None:
    """The kind of record that a line which was not understood names or begins, if it does."""
    if references.ITEM.match(typed(entry)) is not None:
        return "item:"
    reference = references.REFERENCE.match(typed(entry))
    label = re.split(r"[\s:\[]", entry, maxsplit=1)[0].casefold()
    letter = reference[1][0] if reference else grammar.ALSO.get(label, label)
    return {"A": "action:", "Q": "question:", "D": "decision:"}.get(letter.upper())


def fitting(above: Line | str) -> list[Form]:
    """The forms in which the outcome of this record may be written."""
    return [form for form in proceedings.ALL_MARKS if form.about == kind(above)]


def usual(above: Line | str, said: str, resolver: Resolver) -> str:
    """What became of a record, in the words of its form instead of others that people write."""
    if (of := kind(above)) != "item":
        return proceedings.usual(of, said, typed(said))
    return item_lines.as_written(said, resolver.issuer(str(above)))


class Above:
    """What stands above the next line: the record that a > line would be about, if there is one."""

    def __init__(self, lines: Lines) -> None:
        self._lines, self._resolver = lines, lines.resolver
        self.record: Line | str | None = None
        self.untold: dict[int, str] = {}  # References about which nothing was said, by their lines.
        self._named: dict[int, str] = {}  # Those just above.

    def is_line(self, line: Line) -> None:
        self.record = line if line.form.event in BEGINS else None

    def was_broken(self, entry: str) -> None:
        """A line below may be about this one, though this one was not understood."""
        if entry.startswith((">", "#")):
            return
        self._named = {}
        self.record = broken(entry)

    def all_told(self) -> None:
        """End the part about the references above."""
        self.untold |= self._named
        self._named = {}

    def reference(
        self, number: int, ref: str, rest: str, source: str | None, record: str | None = None
    ) -> None:
        """A record that the lines below are about; behind it stands its title, or what became of
        it."""
        self.record = record = record or self._resolver.record(ref)
        title = self._resolver.title(record)
        inline = not references.is_title(rest, title)
        if inline:
            rest = usual(record, rest, self._resolver)
        if inline or number - 1 not in self._named:
            self.all_told()
        self._named[number] = split(record)[1]
        if not inline:
            no_source(source, "the > line below")
        elif any(form.begins(rest) for form in fitting(record)):
            self.mark(number, rest, source)
        elif (other := references.AND_ANOTHER.match(typed(rest))) is not None:
            raise Misused(f"a line names one record: begin a new line with {other[1]}.")
        else:
            raise Misused(
                f"the words after {ref} are not its title ({title!r}). Say what became of it on a"
                " line below: > progress: ..."
            )

    def mark(self, number: int, entry: str, source: str | None) -> None:
        """A line that tells more of the record above it."""
        above = self.record
        if above is None:
            raise Misused("> says what became of the action, question, decision or item above it.")
        if len(self._named) > 1:
            raise Misused(
                f"of which of {', '.join(self._named.values())} is this true? Give each its own >"
                " line."
            )
        self._named = {}
        about = kind(above)
        replaced = re.fullmatch(r"replaces\s+(.+)", typed(entry), re.IGNORECASE)
        if replaced is not None and about == "action":
            form = grammar.SUPERSEDED
            line = Line(form=form, facts={"superseded_by": above}, number=number, source=source)
            line.about, line.under = self._resolver.record(replaced[1]), self._lines.item
            self._lines.every.append(line)
            return
        forms = fitting(above)
        entry = usual(above, entry, self._resolver)
        for said, form in product((entry, ended(entry)), forms):
            if form.pattern.fullmatch(typed(said)) is not None:
                line = self._lines.matched(form, said, number, source)
                line.about, line.item = above, None
                self._lines.every.append(line)
                return
        near = [form for form in forms if form.begins(entry)]
        known = " or ".join(form.shape for form in near) or ", ".join(form.label for form in forms)
        raise Misused(f"of {'an' if about[0] in 'aeiou' else 'a'} {about} one says {known}.")
