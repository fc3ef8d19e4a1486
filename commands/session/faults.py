"""What is known about an unexpected fault, as one sentence for a person."""

import errno

from commands.terminal.output import OutputFailed
from commands.terminal.text import plain
from ledger.system import installation


def explained(fault: BaseException) -> str:
    """A sentence that names the cause only if the fault itself shows it."""
    if isinstance(fault, OutputFailed):
        return f"the output could not be written: {plain(str(fault))}."
    # DuckDB's own, by name: a command that asks nothing does not load it.
    of_memory = type(fault).__name__ == "OutOfMemoryException"
    if isinstance(fault, MemoryError) or of_memory or getattr(fault, "errno", None) == errno.ENOMEM:
        return "there was not enough memory on this machine. Close other programs, or ask for less."
    if (lacking := installation.incomplete(fault)) is not None:
        return plain(str(lacking))
    if isinstance(fault, OSError) and fault.filename is not None:
        return f"{plain(str(fault.filename))} could not be used: {plain(str(fault.strerror))}."
    return f"a fault in govledger, not in what you did ({plain(repr(fault))})."
