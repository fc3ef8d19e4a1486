"""What can go wrong, each with the exit code that scripts may rely on.

Every message is one or two sentences for a person: what is wrong, and what to do.
"""


class Problem(Exception):
    """Anything a person must be told; `exit_code` is what the command ends with."""

    exit_code = 1


class Refused(Problem):
    """A rule says no."""

    exit_code = 1


class Doubted(Refused):
    """What may be a slip is recorded only where somebody says that it is meant; `meant`: the word
    of a command's settings for that."""

    meant = ""


class Misused(Problem):
    """The words typed do not make a command: an impossible date, an unknown option."""

    exit_code = 2


class NotFound(Problem):
    """Nothing answers to that name, or more than one thing does."""

    exit_code = 3


class InputNeeded(Problem):
    """Something is missing and there is nobody to ask."""

    exit_code = 4


class Broken(Problem):
    """The ledger or a proof does not hold."""

    exit_code = 5


class Partly(Problem):
    """It holds, and what the reader gave covers only a part of it."""

    exit_code = 7


class Unavailable(Problem):
    """The ledger could not be read or written: locked, full, not there, not a ledger."""

    exit_code = 6


class Faulted(Problem):
    """The program could not go on, for no reason that lies with who asked."""

    exit_code = 70


class Incomplete(Problem):
    """A file that the program is made of is missing, or cannot be read."""

    exit_code = 70
