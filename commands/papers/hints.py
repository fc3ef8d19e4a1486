"""Words without which a long expression cannot match, sought first so that most lines are not read
by it. An alternative added to such an expression needs its word among its hints."""


def has_any(words: str, hints: tuple[str, ...]) -> bool:
    """Whether words have one of the hints, in any case; the hints are in lower case."""
    low = words.lower()
    for hint in hints:  # noqa: SIM110, any() over a generator takes twice as long.
        if hint in low:
            return True
    return False
