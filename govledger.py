"""Where the program begins: nothing else is imported before Ctrl-C has somebody to hear it."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line. A Ctrl-C while it is still being imported is told in a sentence."""
    try:
        if sys.flags.no_site:  # As scripts/govledger begins: packages are looked for only now.
            import site

            site.main()
        from commands import main as run
    except KeyboardInterrupt:
        _stopped()
    run()


def _stopped() -> None:
    if sys.stderr is not None:
        print("govledger: stopped. Nothing was recorded.", file=sys.stderr)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
