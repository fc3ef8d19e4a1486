"""Reading a paper of whatever form: the forms/ are asked in turn whether the bytes are theirs."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from commands.papers import forms
from commands.papers.forms import html, text
from ledger.errors import Misused
from ledger.paper_lines import Reading

PAGES = (".html", ".htm", ".xhtml")


@cache
def known() -> tuple[ModuleType, ...]:
    """Every form, in the order in which they are asked."""
    found = [import_module(f"{forms.__name__}.{m.name}") for m in iter_modules(forms.__path__)]
    return tuple(sorted(found, key=lambda module: module.RANK))


def read(data: bytes, name: str = "") -> Reading:
    """The reading of a paper's bytes; its name tells a part of a page from text with mark-up.
    Raises Misused where they cannot be read, saying why."""
    form = next(form for form in known() if form.takes(data))
    if form is text and name.lower().endswith(PAGES):
        form = html
    try:
        reading: Reading = form.read(data)
    except RecursionError:
        raise Misused("The file nests its parts too deeply to be a paper.") from None
    return reading
