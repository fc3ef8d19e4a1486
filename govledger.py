"""Where the program begins: nothing else is imported before Ctrl-C has somebody to hear it."""

import os
import sys

INTERRUPTED, FAULT = 130, 70


def main() -> None:
    """Run the command line. A Ctrl-C while it is still being imported is told in a sentence."""
    try:
        if sys.flags.no_site:  # As scripts/govledger begins: packages are looked for only now.
            import site

            site.main()
        from commands.menu import main as run

        run()
    except KeyboardInterrupt:
        _stopped()
    except Exception as fault:  # Of what tells of a fault otherwise: a file of it may be gone.
        if os.environ.get("GOVLEDGER_DEBUG"):
            raise
        _faulty(fault)


def _faulty(fault: Exception) -> None:
    """Nothing of ours is imported to tell it: that may be what is missing."""
    if isinstance(fault, ImportError | SyntaxError):
        missing = isinstance(fault, ModuleNotFoundError) and fault.name
        what = f"the Python module {missing} is missing" if missing else str(fault)
        told = f"This installation of govledger is incomplete: {what}. Install it again."
    else:
        told = f"a fault in govledger, not in what you did ({fault!r})."
    if sys.stderr is not None:
        print(f"govledger: {told} GOVLEDGER_DEBUG=1 shows where.", file=sys.stderr)
    sys.exit(FAULT)


def _stopped() -> None:
    if sys.stderr is not None:
        print("govledger: stopped. Nothing was recorded.", file=sys.stderr)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
