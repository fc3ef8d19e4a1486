"""A few inputs for every target of scripts/fuzz, and patterns that no text may hold up."""

import importlib
import pkgutil
import random
import re
import signal

import pytest
from fuzz import TARGETS
from fuzz.__main__ import changed

import commands
import ledger
import projections
from commands.session import lines
from ledger.errors import Problem

pytestmark = pytest.mark.slow

SECONDS = 1.0  # of the processor; each takes some milliseconds
TIMES = 40


@pytest.mark.parametrize("name", TARGETS)
def test_bytes_of_any_kind_make_nothing_fall(name):
    if name == "http":
        pytest.importorskip("starlette")
    target = importlib.import_module(f"fuzz.{name}")
    rng, told = random.Random(7), 0
    for data in [*target.SEEDS, *(changed(rng, target.SEEDS) for _ in range(TIMES))]:
        try:
            target.fuzz(data)
        except Problem as problem:
            assert str(problem).strip()
            told += 1
    assert told < TIMES + len(target.SEEDS)


def patterns():
    """Every pattern of the program that has a name, by that name."""
    for package in (ledger, projections, commands):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith(("__main__", "sandboxed")):
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                for one in value if isinstance(value, (list, tuple)) else [value]:
                    # A form of the minute has its pattern.
                    pattern = one if isinstance(one, re.Pattern) else getattr(one, "pattern", None)
                    if isinstance(pattern, re.Pattern):
                        yield f"{found.name}.{name}", pattern


def in_time(work, seconds=SECONDS):
    def ring(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        work()
    except TimeoutError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return True


def held_up(pattern, seconds=SECONDS):
    """A text that this pattern takes too long for, or None."""
    for part in ("a", "A-2018-", "1,", " ", "a ", '"', "a(", "-\t", "; due 1 ", "@1-", "a: "):
        text = part * (600 // len(part))
        text = text if isinstance(pattern.pattern, str) else text.encode()
        end = "\0" if isinstance(text, str) else b"\0"
        for whole in (text + end, end + text):
            if not in_time(
                lambda whole=whole: (pattern.fullmatch(whole), pattern.search(whole)), seconds
            ):
                return whole[:20]
    return None


def test_no_text_holds_up_a_pattern():
    seen = {pattern: name for name, pattern in patterns()}
    assert len(seen) > 40
    slow = {name: held_up(pattern) for pattern, name in seen.items()}
    assert not {name: text for name, text in slow.items() if text is not None}


def test_a_pattern_that_tries_every_way_is_found():
    assert held_up(re.compile(r"(?:a+|b)+c"), seconds=0.3) is not None


def test_a_long_word_whose_quotes_do_not_close_is_read_at_once():
    def read():
        with pytest.raises(ValueError, match="No closing quotation"):
            lines.split("a" * 5_000 + '"')

    assert in_time(read)
