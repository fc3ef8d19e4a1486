"""Reading a paper of whatever form: the forms/ are asked in turn whether the bytes are theirs."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from commands.papers import forms
from ledger.errors import Misused
from ledger.paper_lines import Reading


@cache
def known() -> tuple[ModuleType, ...]:
    """Every form, in the order in which they are asked."""
    found = [import_module(f"{forms.__name__}.{m.name}") for m in iter_modules(forms.__path__)]
    return tuple(sorted(found, key=lambda module: module.RANK))


def read(data: bytes) -> Reading:
    """The reading of a paper's bytes. Raises Misused where they cannot be read, saying why."""
    try:
        reading: Reading = next(form for form in known() if form.takes(data)).read(data)
    except RecursionError:
        raise Misused("The file nests its parts too deeply to be a paper.") from None
    return reading
