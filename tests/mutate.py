"""Audit packs gone wrong: one random change each, with the list of contents made to fit or not.

    for what, files in mutants(pack, seed=1, count=2000): ...

A pack is a dict of names and bytes. None of these may be accepted. Not made, for they leave a true
pack that tells less, or say nothing that a signature covers: a README, a verify.py or a time stamp
(openssl checks it) changed with the list made to fit; a cosignature, a personal value or the bytes
of a file left out.
"""

import json
import random
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

LIST = "MANIFEST.sha256"
Pack = dict[str, bytes]
OTHER = "0123456789abcdef" * 4
STRANGE = [
    b"", b"\0", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5_000, b"null\n", b"\n",
    b"{}\n", b"\xed\xa0\x80", b"\x1b[2J", b"NaN", b'{"pos":1e999}\n', "\u2028".encode(),
    b"../../etc/passwd\n",
]  # fmt: skip
NAMES = [
    "extra.txt", f"files/{OTHER}", "checkpoints/seal-7.note", "checkpoints/seal-5.note.9.sig",
    "../up", "/etc/passwd",
    "events.jsonl.bak", "checkpoints/seal-0.note", "con\n", "\x1b[2J", "README.TXT",
]  # fmt: skip


def read(folder: Path) -> Pack:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refitted(pack: Pack) -> Pack:
    """The pack with a list of contents that fits what is in it now."""
    names = sorted(name for name in pack if name != LIST)
    lines = (f"{sha256(pack[name]).hexdigest()}  {name}\n" for name in names)
    return {**pack, LIST: "".join(lines).encode(errors="surrogateescape")}


def mutants(pack: Pack, *, seed: int, count: int) -> Iterator[tuple[str, Pack]]:
    """`count` packs that differ from `pack`, each with what was done to it."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        mutate, refit = rng.choice(MUTATIONS), rng.random() < 0.7
        mutant = dict(pack)
        name = rng.choice(sorted(mutant))
        what = mutate(rng, mutant, name)
        if mutant == pack or (refit and true(pack, mutant)):
            continue
        made += 1
        yield (
            f"{what}{' (list made to fit)' if refit else ''}",
            (refitted(mutant) if refit and name != LIST else mutant),
        )


def true(pack: Pack, mutant: Pack) -> bool:
    """Whether all that a signature covers is as it was, or less of it is told."""
    changed = {name for name in {*pack, *mutant} if pack.get(name) != mutant.get(name)}
    return all(
        (name in ("README.txt", "verify.py", LIST) and name in mutant)
        or (name.endswith(".tsr") and name in pack)
        or (name.startswith("files/") and name not in mutant)
        or (name.endswith(".sig") and mutant.get(name) in (None, *_cosignatures(pack)))
        or (name == "personal.jsonl" and name in mutant and _fewer(pack[name], mutant[name]))
        for name in changed
    )


def _cosignatures(pack: Pack) -> list[bytes]:
    return [data for name, data in pack.items() if name.endswith(".sig")]


def _fewer(before: bytes, after: bytes) -> bool:
    left = iter(before.splitlines(keepends=True))
    return all(line in left for line in after.splitlines(keepends=True))


def flip(rng: random.Random, pack: Pack, name: str) -> str:
    data = bytearray(pack[name] or b"\0")
    at = rng.randrange(len(data))
    data[at] ^= 1 << rng.randrange(8)
    pack[name] = bytes(data)
    return f"a bit of byte {at} of {name}"


def insert(rng: random.Random, pack: Pack, name: str) -> str:
    at, more = rng.randint(0, len(pack[name])), rng.choice([b" ", b"\n", b"0", b"\0", b"\r"])
    pack[name] = pack[name][:at] + more + pack[name][at:]
    return f"{more!r} into {name} at {at}"


def delete(rng: random.Random, pack: Pack, name: str) -> str:
    at, long = rng.randint(0, len(pack[name])), rng.choice([1, 2, 64, 10_000])
    pack[name] = pack[name][:at] + pack[name][at + long :]
    return f"{long} bytes out of {name} at {at}"


def strange(rng: random.Random, pack: Pack, name: str) -> str:
    more = rng.choice(STRANGE)
    pack[name] = more if rng.random() < 0.5 else pack[name] + more
    return f"{more[:20]!r} for or after {name}"


def lines(rng: random.Random, pack: Pack, name: str) -> str:
    these = pack[name].splitlines(keepends=True) or [b""]
    one, other = rng.randrange(len(these)), rng.randrange(len(these))
    way = rng.choice(["swapped", "doubled", "removed"])
    if way == "swapped":
        these[one], these[other] = these[other], these[one]
    elif way == "doubled":
        these.insert(other, these[one])
    else:
        del these[one]
    pack[name] = b"".join(these)
    return f"lines {one} and {other} of {name} {way}"


def value(rng: random.Random, pack: Pack, name: str) -> str:
    """One value in one line of JSON becomes another, or of another type."""
    names = [n for n in pack if n.endswith(".jsonl") and pack[n]]
    name = rng.choice(sorted(names))
    these = pack[name].splitlines(keepends=True)
    at = rng.randrange(len(these))
    whole = json.loads(these[at])
    inside = whole["data"] if "data" in whole and rng.random() < 0.7 else whole
    key = rng.choice(sorted(inside))
    was = inside[key]
    inside[key] = rng.choice(
        [None, True, -1, 1e300, 10**400, "", "other", [], {}, [[]], _near(was)]
    )
    if rng.random() < 0.1:
        del inside[key]
    these[at] = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    pack[name] = b"".join(these)
    return f"{key} of line {at} of {name}"


def _near(was: Any) -> Any:
    if isinstance(was, str) and was:
        return was[:-1] + chr(ord(was[-1]) ^ 1)
    return was + 1 if isinstance(was, int) else "near"


def remove(_: random.Random, pack: Pack, name: str) -> str:
    del pack[name]
    return f"{name} removed"


def put(rng: random.Random, pack: Pack, name: str) -> str:
    new = rng.choice(NAMES)
    pack[new] = rng.choice([*STRANGE, pack[name]])
    return f"{new!r} added"


def exchange(rng: random.Random, pack: Pack, name: str) -> str:
    other = rng.choice(sorted(pack))
    pack[name], pack[other] = pack[other], pack[name]
    return f"{name} and {other} exchanged"


def rename(rng: random.Random, pack: Pack, name: str) -> str:
    new = rng.choice([*NAMES, name.upper(), name + " ", name.replace("seal-", "seal-0")])
    pack[new] = pack.pop(name)
    return f"{name} renamed {new!r}"


Mutation = Callable[[random.Random, Pack, str], str]
MUTATIONS: list[Mutation] = [
    flip, flip, flip, insert, delete, strange, lines, lines, value, value, value, remove, put,
    exchange, rename,
]  # fmt: skip
