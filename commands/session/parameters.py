"""The types of what is typed: days, references, posts, amounts, words."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.session.app import App
from commands.terminal import dates
from commands.terminal.calendars import NoSuchDay
from commands.terminal.text import acceptable
from ledger.errors import Misused

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ledger.events import Event, Personal


_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)


def _today(ctx: click.Context | None) -> date:
    app: App = ctx.find_object(App) if ctx else None  # type: ignore[assignment]
    return app.today


class Date(click.ParamType[date]):
    """A day, as people type it."""

    name = "date"

    def __init__(self, *, ahead: bool = False) -> None:
        self.ahead = ahead

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else self.read(value, _today(ctx))

    def read(self, text: str, today: date) -> date:
        return dates.parse(text, today, ahead=self.ahead)


class KnownBy(Date):
    """A day by which something was known: none in the future."""

    def read(self, text: str, today: date) -> date:
        return dates.known_by(text, today)


as_of_option = click.option(
    "--as-of", type=Date(), help="As of this day (default: --known-by, otherwise today)."
)
known_by_option = click.option(
    "--known-by", type=KnownBy(), help="Use what the ledger knew on this day (default: now)."
)


class Words(click.ParamType[str]):
    """People's words, in composed form; the name of a `file` stays as typed."""

    name = "text"

    def __init__(self, *, file: bool = False) -> None:
        self.file = file

    def person(self, text: str) -> "tuple[str, Personal | None]":
        """What a parameter takes, and whether it is a natural person's name."""
        return "", None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if (fault := acceptable(value)) is not None:
            named = param.opts[-1] if isinstance(param, click.Option) else "That"
            raise Misused(f"{named} cannot be recorded: {fault}.")
        if self.file or value.isascii():
            return str(value)
        from ledger.characters import composed  # Imported here to keep start-up fast.

        return str(composed(value))


class PathName(click.Path):
    """A file; what is empty, as of a shell's variable that is not set, is not the folder here."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            named = param.human_readable_name if param else "PATH"
            raise Misused(f"{named} is empty. Name a file.")
        return super().convert(value, param, ctx)


class PersonName(Words):
    """The name of a natural person. `unless`: a kind of record, whose references are no names."""

    def __init__(self, *, unless: str | None = None) -> None:
        super().__init__()
        self.unless = unless

    def person(self, text: str) -> "tuple[str, Personal | None]":
        from ledger.events import Personal

        return "", Personal(unless=self.unless)


class FieldValue(Words):
    """FIELD=VALUE, of an event."""

    def person(self, text: str) -> "tuple[str, Personal | None]":
        from ledger.privacy.personal import personal_fields
        from ledger.registry import event_kinds

        field, equals, _ = text.partition("=")
        found = [
            fields.get(field.strip()) for fields in map(personal_fields, event_kinds().values())
        ]
        return field + equals, next(filter(None, found), None)


class DueDate(Words):
    """A day, a meeting, or words that mean a day; one that is not in the calendar is none."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = super().convert(value, param, ctx)
        try:
            dates.parse(text, _today(ctx), ahead=True)
        except NoSuchDay:
            raise
        except Misused:
            pass  # A meeting, or words.
        return text


def is_number(text: str) -> bool:
    """Whether it is written as a possible event number."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


class EventNumber(click.ParamType[int]):
    """An event's number, as shown in a history."""

    name = "event"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int) or is_number(value):
            return int(value)
        raise Misused(f"{value!r} is not an event's number. A history shows them (history REF).")


def without_commas(text: str) -> str:
    """1,000 as 1000; anything else as it is."""
    return text.replace(",", "") if _THOUSANDS.fullmatch(text.strip()) else text


class Number(click.IntRange):
    """A whole number as people type it: 1,000 too."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str):
            value = without_commas(value)
        return super().convert(value, param, ctx)


def pence(text: str) -> int:
    """An amount as people type it, in pence: £150,000, 445625.50. Raises Misused."""
    said = re.fullmatch(r"£?\s?(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.(\d\d))?", text.strip(), re.A)
    if said is None:
        raise Misused(
            f"{text!r} is not an amount of money. Say it in pounds: 150,000 or 445625.50."
        )
    return int(said[1].replace(",", "")) * 100 + int(said[2] or 0)


class Amount(click.ParamType[int]):
    """An amount of money, typed in pounds."""

    name = "pounds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        return value if isinstance(value, int) else pence(value)


class Reference(Words):
    """The reference of a record of one kind, or of any; completed from the ledger."""

    name = "ref"
    besides: str | None = None  # A kind of record that may be named instead of a post.

    def __init__(
        self, record: str | None = None, *, fit: "type[Event] | None" = None, new: bool = False
    ) -> None:
        """`fit`: the event to come; records it may happen to are offered first. `new`: the record
        need not be in the ledger yet."""
        super().__init__()
        self.record = record
        self.fit = fit
        self.new = new

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list["CompletionItem"]:
        from click.shell_completion import CompletionItem

        from ledger.registry import record_kinds

        try:
            app: App = ctx.find_object(App) or App(ctx.find_root().params.get("path"))
            kinds = [self.record] if self.record else list(record_kinds())
            kinds += [self.besides] if self.besides else []
            refs = [ref for kind in kinds for ref in app.reader.refs(kind)]
        except Exception:
            return []  # If completing fails, there is no completion.
        return [CompletionItem(ref) for ref in refs if ref.lower().startswith(incomplete.lower())]


class PostName(Reference):
    """A post, by its abbreviation or by any of its names; or a record of the kind `besides`, where
    that may stand in its place."""

    def __init__(self, besides: str | None = None) -> None:
        super().__init__("post")
        self.besides = besides


class FileName(click.ParamType[str]):
    """The name of one of the files in a folder, completed without loading any."""

    name = "name"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list["CompletionItem"]:
        from click.shell_completion import CompletionItem

        names = sorted(file.stem for file in self.folder.iterdir() if file.is_file())
        return [CompletionItem(n) for n in names if n.startswith(incomplete)]


class Prompted(click.Option):
    """An option that a terminal asks for if missing; elsewhere the rules decide whether it is
    required. `unless`: the option or options (separated by spaces) that can replace it; a terminal
    offers the first."""

    def __init__(self, *args: Any, unless: str | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.unless = unless


class Need(Prompted):
    """A required option; all missing ones are named at once, or by the option's own `sentence`."""

    def __init__(self, *args: Any, sentence: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.sentence = sentence


# 2-5, A-2018-002 to A-2018-005, A-2018-002..5; but 2018-003 is one.
_RANGE = re.compile(
    r"[A-Za-z]?-?[\d-]*\d\s*(?:\.\.+|[\u2013\u2014:]|\bto\b)\s*[A-Za-z]?-?[\d-]*\d"
    r"|\d{1,3}-\d+|(?:[A-Za-z]-)?\d{4}-\d+-(?:[A-Za-z]-)?(?:\d{4}-)?\d+",
    re.IGNORECASE,
)


_COMMA = re.compile(r"(?<!\\),")


def separated(text: str) -> list[str]:
    """What stands between commas; a comma behind a backslash is part of it: Doe\\, Jane."""
    return [one.replace("\\,", ",").strip() for one in _COMMA.split(text)]


class Several(click.Argument):
    """References of one kind to which the same thing happens, to all or to none."""

    @property
    def record(self) -> str:
        assert isinstance(self.type, Reference) and self.type.record
        return self.type.record

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        texts = super().type_cast_value(ctx, value)
        # An office's own reference may have a comma in it: HTA:7\\, part 2
        each = [one for text in texts or () for one in separated(text) if one]
        from ledger.registry import record_kind

        for one in each:
            if record_kind(self.record).numbered and _RANGE.fullmatch(one):
                raise Misused(
                    f"{one!r} is a range, and what lies between may be something else. Name each"
                    f" {self.record}: A-2018-002 A-2018-003"
                )
        return tuple(each)
