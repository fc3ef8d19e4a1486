"""What can go wrong, each with the exit code that scripts may rely on.

Every message is one or two sentences for a person: what is wrong, and what to do.
"""


class Problem(Exception):
    """A problem a person must be told about; `exit_code` is the command's exit code."""

    exit_code = 1


class Refused(Problem):
    """A rule says no."""

    exit_code = 1


class Doubted(Refused):
    """A likely slip, recorded only if somebody confirms it; `meant` names the setting that confirms
    it."""

    meant = ""


class Moved(Refused):
    """Something was recorded since the facts were read on which this was decided."""


class Misused(Problem):
    """The words typed are not a valid command: an impossible date, an unknown option."""

    exit_code = 2


class NotFound(Problem):
    """Nothing has that name, or more than one thing does."""

    exit_code = 3


class InputNeeded(Problem):
    """Something is missing and there is nobody to ask."""

    exit_code = 4


class Broken(Problem):
    """The ledger or a proof does not hold."""

    exit_code = 5


class Partly(Problem):
    """It holds, but what the reader supplied covers only part of it."""

    exit_code = 7


class Unavailable(Problem):
    """The ledger cannot be read or written: locked, full, missing, not a ledger."""

    exit_code = 6


class Faulted(Problem):
    """The program could not continue, through no fault of the person's."""

    exit_code = 70


class Incomplete(Problem):
    """One of the program's own files is missing or cannot be read."""

    exit_code = 70
