"""verify.py: a pack of which one file is anything at all. It holds only as it was."""

import contextlib
import io
from functools import lru_cache
from unittest.mock import patch

from mutate import refitted, true

from commands.exports.pack import verify
from fuzz import common

SIGNED = lru_cache(1 << 12)(verify.signed)  # It takes 20 ms, and most repeat.
SEEDS = [bytes([at]) + data for at, (_, data) in enumerate(sorted(common.pack().items()))]


def fuzz(data: bytes) -> None:
    for files in (common.changed(data), refitted(common.changed(data))):
        said = io.StringIO()
        with (
            patch.object(verify, "load", lambda _, files=files: files),
            patch.object(verify, "signed", SIGNED),
            contextlib.redirect_stdout(said),
        ):
            code = verify.main(["pack"])
        assert code in (0, 1), said.getvalue()
        assert code == 1 or true(common.pack(), files), said.getvalue()
