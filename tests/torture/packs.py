"""Packs changed in any way: none is accepted, and none makes its verifier fall over.

A pack is a folder; the verifier is a function that is given one and says (accepted, words). Bytes,
lines, files and values within JSON are changed, as often as not with every mention of the changed
file's SHA-256 in the pack made to fit again, as a forger would.
"""

import base64
import contextlib
import io
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import Any

import mutate
from patience import HANGS_SECONDS

from torture import Missed, office, program, soon

Files = dict[str, bytes]
Verifier = Callable[..., tuple[bool, str]]


def by_command(*command: str) -> Verifier:
    """A verifier run as a stranger would: `command` and the folder. Accepts with 0, refuses with 1
    or 2, in words; anything else is a fall."""

    def verifier(pack: Path) -> tuple[bool, str]:
        done = subprocess.run(
            [*command, str(pack)],
            check=False,
            capture_output=True,
            text=True,
            timeout=HANGS_SECONDS,
        )
        if "Traceback" in done.stderr or done.returncode not in (0, 1, 2, 5):
            raise Missed(f"the verifier fell: {(done.stderr or done.stdout)[-300:]}")
        return done.returncode == 0, done.stdout + done.stderr

    return verifier


def by_file(script: Path) -> Verifier:
    """The same without a process for each: `main()` of `script` (verify.py), with sys.argv."""
    module = ModuleType("pack_verify")  # Not imported: that would leave a file in the pack.
    module.__file__ = str(script)
    exec(compile(script.read_text(encoding="utf-8"), script, "exec"), module.__dict__)
    if hasattr(module, "signed"):  # The same signature is not computed twice: it takes 20 ms.
        module.signed = cache(module.signed)

    def verifier(pack: Path, *words: str) -> tuple[bool, str]:
        said, before = io.StringIO(), sys.argv
        sys.argv = [str(script), str(pack), *words]
        code: Any = 0
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = module.main()
        except SystemExit as end:
            code = end.code
        except Exception as error:
            raise Missed(f"the verifier fell: {type(error).__name__}: {error}") from error
        finally:
            sys.argv = before
        return code in (None, 0), said.getvalue() + (code if isinstance(code, str) else "")

    return verifier


def changes(pack: Files, seed: int) -> Iterator[tuple[str, Files]]:
    """The pack with one change, and what that was, without end. Spared is what leaves a true pack:
    only its own list names the README, verify.py and a time stamp, so that these may be anything
    where the list is made to fit (and are refused where it is not)."""
    rng = random.Random(seed)
    while True:
        what, files = _changed(pack, rng)
        if files != pack and not (mutate.true(pack, files) and mutate.refitted(files) == files):
            yield what, files


def _changed(pack: Files, rng: random.Random) -> tuple[str, Files]:
    files = dict(pack)
    name = rng.choice(sorted(files))
    how = rng.choice((_byte, _byte, _line, _value, _value, _whole))
    what = how(files, name, rng)
    if rng.random() < 0.5:
        _fit(pack, files)
        what += ", the hashes made to fit"
    return f"{name}: {what}", files


def _byte(files: Files, name: str, rng: random.Random) -> str:
    content = bytearray(files[name])
    at = rng.randrange(len(content) + 1)
    act = rng.choice(("flip", "insert", "delete")) if at < len(content) else "insert"
    if act == "flip":
        content[at] ^= rng.randrange(1, 256)
    elif act == "insert":
        content[at:at] = rng.randbytes(rng.choice((1, 1, 100)))
    else:
        del content[at : at + rng.choice((1, 1, 100))]
    files[name] = bytes(content)
    return f"{act} at byte {at}"


def _line(files: Files, name: str, rng: random.Random) -> str:
    lines = files[name].splitlines(keepends=True) or [b""]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    act = rng.choice(("drop", "double", "swap", "cut"))
    if act == "drop":
        del lines[at]
    elif act == "double":
        lines.insert(other, lines[at])
    elif act == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines = lines[:at]
    files[name] = b"".join(lines)
    return f"{act} line {at + 1}"


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2**63, 1e308, "", "x", "../../etc/passwd", "\u0000",
    [], {}, [[]], "0" * 64,
)  # fmt: skip


def _value(files: Files, name: str, rng: random.Random) -> str:
    """A value somewhere within a JSON document, or within one line of JSON lines."""
    lines = files[name].split(b"\n")
    texts = [files[name]] if name.endswith(".json") else lines
    at = rng.randrange(len(texts))
    try:
        document = json.loads(texts[at])
    except ValueError:
        return _byte(files, name, rng)
    places: list[tuple[Any, Any]] = []
    _places(document, places)
    if not places:
        return _byte(files, name, rng)
    holder, key = rng.choice(places)
    act = rng.choice(("drop", "odd", "other"))
    if act == "drop":
        del holder[key]
    else:
        there, where = rng.choice(places)
        holder[key] = rng.choice(ODD) if act == "odd" or there is holder else there[where]
    with contextlib.suppress(ValueError, RecursionError):  # within itself
        texts[at] = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    files[name] = b"\n".join(texts)
    return f"{act} value {key!r} of line {at + 1}"


def _places(document: Any, places: list[tuple[Any, Any]]) -> None:
    pairs = document.items() if isinstance(document, dict) else ()
    pairs = enumerate(document) if isinstance(document, list) else pairs
    for key, value in pairs:
        places.append((document, key))
        _places(value, places)


def _whole(files: Files, name: str, rng: random.Random) -> str:
    other = rng.choice(sorted(files))
    act = rng.choice(("gone", "emptied", "exchanged", "garbage"))
    if act == "gone":
        del files[name]
    elif act == "exchanged":
        files[name], files[other] = files[other], files[name]
    else:
        files[name] = b"" if act == "emptied" else rng.randbytes(200)
    return f"{act} (with {other})" if act == "exchanged" else act


def _fit(before: Files, files: Files) -> None:
    """Every mention of the hash of what was changed is that of what it is now; and so on, for what
    that changes, as often as files can name each other."""
    known = dict(before)
    for _ in range(3):
        stale = {n: known[n] for n in files if n in known and files[n] != known[n]}
        known |= files
        for name, old in stale.items():
            was, now = sha256(old).digest(), sha256(files[name]).digest()
            for other in files:
                for spell in (bytes.hex, lambda raw: base64.b64encode(raw).decode()):
                    fit = files[other].replace(spell(was).encode(), spell(now).encode())
                    files[other] = fit


def packs(
    pack: Path, verifier: Verifier, folder: Path, made: Iterable[tuple[str, Files]]
) -> dict[str, int]:
    """Give the verifier each of the changed packs; raises Missed where one is accepted or the
    verifier falls. In turns they are a folder and a ZIP: a ZIP where a name leads out of it."""
    accepted, words = verifier(pack)
    if not accepted:
        raise Missed(f"the pack is refused before anything is changed: {words}")
    did = {"packs": 0, "fitted": 0, "files": len(mutate.read(pack))}
    for number, (what, files) in enumerate(made, 1):
        put = _put if number % 2 and not any(map(_OUTSIDE, files)) else _zipped
        changed = put(files, folder / "changed")
        try:
            with soon():
                accepted, words = verifier(changed)
        except Missed as missed:
            raise Missed(f"pack {number} ({what}): {missed}") from missed
        if accepted:
            raise Missed(f"pack {number} ({what}) is accepted: {words[:200]}")
        did["packs"] += 1
        did["fitted"] += "to fit" in what
    return did


_OUTSIDE = re.compile(r"^/|\.\.|[^ -~]").search


def _put(files: Files, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _zipped(files: Files, folder: Path) -> Path:
    file = folder.with_name("changed.zip")
    with zipfile.ZipFile(file, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    return file


def of_an_office(folder: Path, seed: int, count: int) -> dict[str, int]:
    """`count` changes to the pack of an office, half of them those of mutate.py."""
    path, pack = office.office(folder / "office").path, folder / "pack"
    program.done(path, "export", "audit-pack", "--to", pack, "--with-files")
    script = pack / "verify.py"
    files, half = mutate.read(pack), count // 2
    made = chain(mutate.mutants(files, seed=seed, count=half), changes(files, seed))
    return packs(pack, by_file(script), folder, islice(made, count))


def run(folder: Path, seed: int, count: int) -> str:
    did = of_an_office(folder, seed, count)
    return (
        f"{did['packs']} packs of {did['files']} files, each changed in one place, {did['fitted']}"
        " of them with every hash made to fit: none was accepted, and none made verify.py fall."
        " Spared where the list was made to fit: README.txt, verify.py and time stamps, which"
        " nothing else binds; and what only tells less (a cosignature, a personal value or the"
        " bytes of a file left out)."
    )
