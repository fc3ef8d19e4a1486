"""A random forger: up to six moves on a true pack, and nothing false may be said to hold.

The forger appends, edits, drops and reorders events, makes every hash fit again, signs with a new
key, one that was replaced or a stolen one, and swaps notes, lists of signers, keys, identities and
personal values. What is asked each time, with a line, a note or a key that is truly the office's:
of how many events is it said that they hold, and are these the true ones? verify.py is asked, and
`second_opinion`, which was written by another route. Each refusal must be by a check with a name.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import forgers
from books import entry
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from mutate import Pack, read, refitted
from packs import OFFICE, PANEL, office, packed, seal, verified
from signing import key

from commands.exports.pack import verify as stranger
from ledger.errors import Problem
from ledger.integrity import checkpoints, merkle
from ledger.integrity.ssh import PrivateKey
from ledger.records import seal_keys, seals
from torture import Missed, second_opinion

FORGER, NEXT = key(66), key(7)
MOST = 6
Events = list[dict[str, Any]]


class Truth(NamedTuple):
    """A true pack, and what readers of it may have. `current` signed last, `old` keys before it."""

    name: str
    files: Pack
    lines: dict[int, str]
    notes: dict[int, str]
    current: PrivateKey
    old: PrivateKey | None


class Round(NamedTuple):
    """What was forged: the moves by name, the files, and the keys that the forger had."""

    moves: list[str]
    files: Pack
    had: list[PrivateKey]


# The checks of verify.py, by the words with which they refuse.
CHECKS = {
    "the list of contents": r"MANIFEST\.sha256 does not fit",
    "the list of signers": r"allowed_signers does not fit",
    "the list of papers": r"documents\.sha256 does not fit",
    "the names of files": r"wrong files|is not of a checkpoint",
    "the signature of a checkpoint": r"is not signed by a key that allowed_signers names",
    "one ledger": r"checkpoints are of several ledgers|of another ledger",
    "the chain of seal keys": r"second key|a seal key beside another|did not sign for",
    "cosignatures": r"an SSH signature does not fit",
    "the order of events": r"is not next in order|is missing, or not in its place",
    "the count": r"events were sealed, and here are",
    "the root": r"events: root differs",
    "the note of a seal": r"is of another seal",
    "personal values": r"a personal value does not fit",
    "what was given": r"not so: ",
    "reading": r"it cannot be read|a file ends in the middle|a key is no point",
}


def true_packs(folder: Path) -> list[Truth]:
    """A pack of all events and a selection, of an office with one key, and of one that replaced
    its key."""
    packs = []
    for name in ("kept", "replaced"):
        ledger = office(folder / f"{name}.ledger")
        if name == "replaced":
            facts = {"to": NEXT.public.line, "old": OFFICE}
            ledger.record("sealkey", "SEALKEY", seal_keys.rotate, entry(), new=True, **facts)
            seal(ledger, NEXT)
        chosen = {"all": (), "some": ("action:A-2018-002",)}
        for which, streams in chosen.items():
            files = read(packed(ledger, folder / f"{name}-{which}", *streams))
            notes = {s.event.tree_size: s.event.note for s in seals.seals(ledger)}
            lines = {
                size: f"{size:,} events, root {checkpoints.parse(note).root_hex[:32]}, sealed"
                for size, note in notes.items()
            }
            keys = (NEXT, OFFICE) if name == "replaced" else (OFFICE, None)
            packs.append(Truth(f"{name}, {which}", files, lines, notes, *keys))
        ledger.close()
    return packs


# Moves. Each changes the events, or the files beside them, and says what it did.


class Hand:
    """A pack in a forger's hand: its events as they are to be, and its other files."""

    def __init__(self, true: Truth, rng: random.Random, keys: list[PrivateKey]) -> None:
        self.true, self.rng, self.keys = true, rng, keys
        self.events = forgers.events_of(true.files)
        self.files = dict(true.files)

    def lines(self) -> list[bytes]:
        return [_line(event) for event in self.events]

    def fit(self) -> None:
        """Write the events, the runs between them left as they are."""
        self.files["events.jsonl"] = b"".join(line + b"\n" for line in self.lines())

    def root(self, size: int) -> bytes:
        """Of the first events as they stand now; of a selection, of what can be worked out."""
        frontier: list[bytes] = []
        merkle.extend(frontier, 0, map(merkle.leaf_hash, self.lines()[:size]))
        return merkle.root(frontier)

    def any_event(self) -> dict[str, Any]:
        return self.rng.choice(self.events)


def _line(event: dict[str, Any]) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def append(hand: Hand) -> str:
    """An event that the office never recorded; of a seal key, with or without a signature."""
    new = hand.rng.choice([*hand.keys, FORGER])
    how = hand.rng.choice(("finding", "accepted", "lost", "handover", "again"))
    if how == "finding":
        forgers.false_finding(hand.events)
    elif how == "accepted":
        forgers.accepted(new)(hand.events)
    elif how == "again":
        hand.events.append({**hand.any_event(), "pos": hand.events[-1]["pos"] + 1})
    else:
        by = hand.rng.choice([*hand.keys, FORGER]) if how == "handover" else None
        ledger = next(iter(hand.true.notes.values())).partition("\n")[0].partition("/")[2]
        old = hand.rng.choice([OFFICE, NEXT, FORGER])
        forgers.replaced(new, old, by=by, ledger=ledger)(hand.events)
    return f"appended ({how})"


def edit(hand: Hand) -> str:
    data = hand.any_event()["data"]
    name = hand.rng.choice(sorted(data))
    was = data[name]
    data[name] = was + "." if isinstance(was, str) else "other"
    if name in ("recorded_at", "effective_on") and isinstance(was, str):
        data[name] = hand.rng.choice([was.replace("2018", "2017"), was.replace("2018", "2019")])
    return f"edited {name}"


def drop(hand: Hand) -> str:
    hand.events.remove(hand.any_event())
    return "dropped"


def cut(hand: Hand) -> str:
    del hand.events[hand.rng.randrange(1, len(hand.events) + 1) :]
    return "cut"


def reorder(hand: Hand) -> str:
    one, other = (hand.rng.randrange(len(hand.events)) for _ in "12")
    hand.events[one], hand.events[other] = hand.events[other], hand.events[one]
    return "reordered"


def renumber(hand: Hand) -> str:
    """Positions and versions made to fit."""
    versions: Counter[str] = Counter()
    for number, event in enumerate(hand.events, 1):
        versions[event["stream"]] += 1
        event["pos"], event["ver"] = number, versions[event["stream"]]
    return "renumbered"


def resign(hand: Hand, size: int = 0) -> str:
    """A checkpoint of some of the events as they stand now, signed by a key that the forger has."""
    by = hand.rng.choice([*hand.keys, FORGER, PANEL])
    size = size or hand.rng.choice([len(hand.events), *hand.true.notes])
    origin = next(iter(hand.true.notes.values())).partition("\n")[0]
    if hand.rng.random() < 0.1:
        origin = "govledger/00000000-0000-4000-8000-000000000000"
    note = checkpoints.sign(origin, size, hand.root(size), by)
    name = f"checkpoints/seal-{size}.note"
    if hand.rng.random() < 0.9:  # The witness did not sign this one.
        hand.files = {n: data for n, data in hand.files.items() if not n.startswith(name)}
    hand.files[name] = note.encode()
    for event in hand.events:
        if event["type"] == "Sealed" and event["data"]["tree_size"] == size:
            event["data"] |= {"note": note, "root": hand.root(size).hex()}
    hand.files["allowed_signers"] += f'seal namespaces="govledger-key" {by.public.line}\n'.encode()
    return f"signed again ({size})"


def notes(hand: Hand) -> str:
    """Checkpoints exchanged, taken away, or called by another size; cosignatures too."""
    names = sorted(name for name in hand.files if name.startswith("checkpoints/"))
    if not names:
        return "no notes left"
    one, other = hand.rng.choice(names), hand.rng.choice(names)
    how = hand.rng.choice(("exchanged", "gone", "renamed"))
    if how == "exchanged":
        hand.files[one], hand.files[other] = hand.files[other], hand.files[one]
    elif how == "gone":
        hand.files = {n: d for n, d in hand.files.items() if not n.startswith(one)}
    else:
        hand.files[re.sub(r"\d+", str(len(hand.events)), one, count=1)] = hand.files.pop(one)
    return f"notes {how}"


def cosignatures(hand: Hand) -> str:
    """A cosignature of another checkpoint, or of somebody whom nobody knows as a witness."""
    noted = sorted(name for name in hand.files if name.endswith(".note"))
    signed = sorted(name for name in hand.files if name.endswith(".sig"))
    if not noted:
        return "no notes left"
    name = hand.rng.choice(noted)
    to = f"{name}.{hand.rng.choice(('', '2.', '7.'))}sig"
    if signed and hand.rng.random() < 0.5:
        hand.files[to] = hand.files[hand.rng.choice(signed)]
        return "cosignature replayed"
    by = hand.rng.choice([FORGER, OFFICE, *hand.keys])
    hand.files[to] = by.sign_text(hand.files[name], checkpoints.NAMESPACE).encode()
    return "cosigned by another"


def signers(hand: Hand) -> str:
    """Somebody listed for what they did not sign, or no longer listed."""
    listed = hand.files["allowed_signers"].splitlines(keepends=True)
    who = hand.rng.choice(["seal", "witness", "M Clerk"])
    use = hand.rng.choice(["govledger-key", "govledger-checkpoint", "govledger-command"])
    by = hand.rng.choice([FORGER, OFFICE, NEXT, PANEL])
    if listed and hand.rng.random() < 0.5:
        listed.remove(hand.rng.choice(listed))
    else:
        listed.append(f'{who} namespaces="{use}" {by.public.line}\n'.encode())
    hand.files["allowed_signers"] = b"".join(listed)
    return "signers"


def keys(hand: Hand) -> str:
    """Another key in an event that says which is the seal key."""
    said = [event["data"] for event in hand.events if event["stream"] == "sealkey:SEALKEY"]
    if said:
        public = hand.rng.choice([FORGER, OFFICE, NEXT]).public
        name = hand.rng.choice(["public_key", "public_key", "replaces"])
        hand.rng.choice(said)[name] = public.line
    return "keys"


def values(hand: Hand) -> str:
    """Another value for what an event holds as a commitment, or one that no event holds."""
    salt, value = "0" * 64, "Jane Smith"
    made = sha256(b"pd-v1\0" + bytes.fromhex(salt) + value.encode()).hexdigest()
    line = f'{{"commitment":"{made}","salt":"{salt}","value":"{value}"}}\n'.encode()
    hand.files["personal.jsonl"] += line
    return "a personal value"


def runs(hand: Hand) -> str:
    """Of a selection: a run of events left out that is another."""
    these = hand.files["proofs.jsonl"].splitlines(keepends=True)
    if these:
        at = hand.rng.randrange(len(these))
        run = json.loads(these[at])
        if hand.rng.random() < 0.5:
            run["root"] = sha256(run["root"].encode()).hexdigest()
        else:
            run["to"] += hand.rng.choice((-1, 1))
        these[at] = _line(run) + b"\n"
        hand.files["proofs.jsonl"] = b"".join(these)
    return "runs"


def papers(hand: Hand) -> str:
    """The list of papers made to fit the events."""
    found = {
        f"{event['data']['sha256']}  {event['stream'].partition(':')[2]}"
        for event in hand.events
        if event["type"] == "DocumentRegistered" and "sha256" in event["data"]
    }
    listed = sorted(found, key=lambda one: (one[66:], one))
    hand.files["documents.sha256"] = "".join(f"{one}\n" for one in listed).encode()
    return "papers"


def tidy(hand: Hand) -> str:
    """What a forger does last who knows a pack: numbers, papers and checkpoints fit the events, up
    to a checkpoint that was there, or to one more."""
    renumber(hand)
    named = (re.fullmatch(r"checkpoints/seal-(\d+)\.note", name) for name in hand.files)
    sizes = [int(found[1]) for found in named if found]
    last = max((size for size in sizes if size <= len(hand.events)), default=0)
    if last and hand.rng.random() < 0.5:
        del hand.events[last:]
    elif last != len(hand.events):
        resign(hand, len(hand.events))
    for size in (size for size in sizes if size > len(hand.events)):
        name = f"checkpoints/seal-{size}.note"
        hand.files = {n: data for n, data in hand.files.items() if not n.startswith(name)}
    papers(hand)
    return "tidied"


Move = Callable[[Hand], str]
MOVES: list[Move] = [
    append, append, edit, edit, drop, cut, reorder, renumber, resign, resign, resign, notes,
    cosignatures, signers, keys, values, runs, papers,
]  # fmt: skip


def forged(true: Truth, rng: random.Random) -> Round:
    """The pack after one to six moves, and then as often as not with all lists made to fit."""
    stolen = rng.choice([[], [], [true.old] if true.old else [], [true.current]])
    hand = Hand(true, rng, [one for one in stolen if one is not None])
    done = []
    for _ in range(rng.randint(1, MOST)):
        if not hand.events:
            break
        done.append(rng.choice(MOVES)(hand))
    if hand.events and rng.random() < 0.7:
        done.append(tidy(hand) if "all" in true.name else resign(hand))
    hand.fit()
    if rng.random() < 0.9:
        with suppress(ValueError, Problem):  # A note that was exchanged for something else.
            hand.files["allowed_signers"] = forgers.signers_of(hand.files, [])
    files = refitted(hand.files) if rng.random() < 0.9 else hand.files
    return Round(done, files, hand.keys)


# Judging


def readers(true: Truth, had: list[PrivateKey], rng: random.Random) -> Iterator[tuple[str, str]]:
    """What a reader truly has from the office, of which the forger has not stolen the key: with a
    stolen key, only what was written down before tells."""
    size = rng.choice(sorted(true.lines))
    yield "line", true.lines[size]
    yield "note", true.notes[size]
    if true.current not in had:
        yield "key", true.current.public.line
    if true.old is not None and not had:
        yield "old key", true.old.public.line


def false_up_to(true: Truth, files: Pack, covered: int) -> str | None:
    """The first event within the first `covered` that is not the one that the office recorded."""
    ours = {e["pos"]: _line(e) for e in forgers.events_of(true.files)}
    told = {json.loads(line)["pos"]: line for line in files["events.jsonl"].splitlines()}
    for position, line in told.items():
        if position <= covered and ours.get(position) != line:
            return f"event {position}"
    if not files["proofs.jsonl"] and set(told) < set(range(1, covered + 1)):
        return "what is not there of them"
    return None


class Said(NamedTuple):
    """What a verifier says: of how many events that they hold (None: it refuses), and its words."""

    covered: int | None
    words: str


def by_verify(files: Pack, given: str) -> Said:
    stranger.load = lambda _: files
    code, words = verified(Path("pack"), "--trusted", given)
    if code == 1 and words.startswith("DOES NOT HOLD"):
        return Said(None, words)
    found = re.search(r"Events: \d+ of (\d+)" if code == 0 else r"known? them are (\d+)", words)
    if code not in (0, 7) or found is None or ("HOLDS; " in words) != (code == 0):
        raise Missed(f"verify.py ends with {code}: {words}")
    return Said(int(found[1]), words)


def by_another(files: Pack, given: str) -> Said:
    try:
        return Said(second_opinion.covered(files, given)[0], "")
    except second_opinion.Wrong as wrong:
        return Said(None, str(wrong))


def judged(true: Truth, files: Pack, given: str) -> str:
    """What became of it: holds to the end, in part, or which check refused. Raises Missed where
    either verifier says of false events that they hold, or verify.py of more than the other."""
    ours, other = by_verify(files, given), by_another(files, given)
    for who, said in (("verify.py", ours), ("the second opinion", other)):
        if said.covered is not None and (wrong := false_up_to(true, files, said.covered)):
            raise Missed(f"{who} says that {said.covered} events hold: {wrong} is false")
    if ours.covered is None:
        named = [name for name, words in CHECKS.items() if re.search(words, ours.words)]
        if not named:
            raise Missed(f"refused by no check that has a name: {ours.words}")
        return named[0]
    if ours.covered != other.covered:
        raise Missed(f"verify.py: {ours.covered} hold; the second: {other.covered} ({other.words})")
    return "held"


def quickly(signed: Callable[[bytes, bytes, bytes], bool]) -> Callable[..., bool]:
    """The same by a library, 100 times as fast; each hundredth answer is compared with its own."""
    asked = count(1)

    def quick(key: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            so = True
        except (InvalidSignature, ValueError):
            so = False
        if next(asked) % 100 == 0 and signed(key, message, signature) != so:
            raise Missed(f"verify.py and cryptography differ about a signature by {key.hex()}")
        return so

    return quick


def rounds(packs: list[Truth], seed: int, times: int) -> Counter[str]:
    """How often each outcome of those asked. Raises Missed."""
    rng = random.Random(seed)
    did: Counter[str] = Counter()
    load, signed = stranger.load, stranger.signed
    stranger.signed = lru_cache(1 << 16)(quickly(signed))
    try:
        for number in range(times):
            true = packs[number % len(packs)]
            one = forged(true, rng)
            for how, given in readers(true, one.had, rng):
                try:
                    did[judged(true, one.files, given)] += 1
                except Missed as missed:
                    moves = ", ".join(one.moves)
                    where = f"round {number} ({true.name}; {moves}; a reader with a {how})"
                    raise Missed(f"{where}: {missed}") from missed
    finally:
        stranger.load, stranger.signed = load, signed
    return did


def run(folder: Path, seed: int, count: int) -> str:
    did = rounds(true_packs(folder), seed, count)
    held = did.pop("held")
    refused = ", ".join(f"{name} {number:,}" for name, number in did.most_common())
    return (
        f"{count:,} packs forged by up to {MOST} moves. A reader with a line, a note or a key was"
        f" told {held:,} times that events hold, and each time they were the true ones, as a second"
        f" verifier says too; {did.total():,} times the pack was refused, by: {refused}."
    )
