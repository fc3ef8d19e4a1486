"""What is said while a store waits for another writer."""

from collections.abc import Callable
from typing import Any

tell: Callable[[str], Any] = lambda _: None  # noqa: E731  The command line says it to a person.
