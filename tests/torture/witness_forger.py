"""The random forger at a ledger whose seals witnesses cosign, and whose policy says how many must.

The forger drops cosignatures, swaps them, replays one of another checkpoint, cosigns as a witness
who is not accepted, accepts a key of their own, and lowers how many are needed. A reader asks
`verify`: which of the seals, among events that it says hold, had what they needed? That is held
against what the stored bytes say by another route, and against what the witnesses truly signed.
"""

import base64
import json
import random
import re
import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from books import copied, filled, rehash, rewrite_head, tampering
from cosigners import W1, Cosigner
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from signing import key

from commands.exports.pack import verify as stranger
from ledger.application import Ledger
from ledger.errors import Problem
from ledger.integrity import checkpoints, trusted
from ledger.integrity.judging import judge
from ledger.integrity.verify import verify
from torture import Missed, program, soon
from torture.forging import resealed
from torture.ledger_forger import MOST, Raw, lines_of

OFFICE, PANEL, FORGER = key(program.KEY), key(2), key(66)
UNLISTED = Cosigner(W1.name, 67)
Event = dict[str, Any]


class Office(NamedTuple):
    """The ledger, and of each seal its size and its note, which a reader may have."""

    path: Path
    notes: dict[int, str]


def office(folder: Path) -> Office:
    """Two witnesses, of whom both must cosign, then one; a seal with both, one with one of two, one
    with neither, one with the one that is needed by then, and an event after them."""
    folder.mkdir()
    path, key_file, notes = folder / "office.ledger", program.key_of(folder), {}
    filled(path, streams=2, each=2)
    program.done(path, "witness", "accept", "the Auditor", "--line", W1.vkey)
    program.done(path, "witness", "accept", "the Panel", "--line", PANEL.public.line)
    program.done(path, "witness", "need", "2", "--reason", "the Panel asked")
    for number, by in enumerate(("both", "Auditor", "nobody", "Panel")):
        if number == 3:
            program.done(path, "witness", "need", "1", "--reason", "one is ill")
        program.done(path, "action", "progress", "A-2018-001", f"before seal {number}")
        note = program.done(path, "seal", "--seal-key", key_file, "--publish", "-")
        notes[checkpoints.parse(note).size] = note
        if by in ("both", "Auditor"):
            (folder / "answer").write_text(W1.line(note))
            program.done(path, "seal", "--witness", folder / "answer")
        if by in ("both", "Panel"):
            (folder / "answer").write_text(PANEL.sign_text(note.encode(), checkpoints.NAMESPACE))
            program.done(path, "seal", "--witness", folder / "answer", "--by", "the Panel")
    program.done(path, "action", "progress", "A-2018-002", "after the last seal")
    return Office(path, notes)


# Moves


class Hand:
    """The events of a ledger in a forger's hand."""

    def __init__(self, raw: Raw, rng: random.Random) -> None:
        chosen = "SELECT originator_id, topic, state FROM stored_events ORDER BY position"
        self.rng = rng
        self.events = [(s, kind, json.loads(state)) for s, kind, state in raw.execute(chosen)]

    def at(self, *kinds: str) -> list[int]:
        return [at for at, (_, kind, _) in enumerate(self.events) if kind in kinds]

    def one(self, *kinds: str) -> int:
        return self.rng.choice(self.at(*kinds))

    def put(self, stream: str, kind: str, said: Event) -> None:
        """An event of the forger's own: mostly at the end, of the last event's time."""
        last = self.events[-1][2]
        said = {**said, "recorded_at": last["recorded_at"], "nonce": last["nonce"]}
        at = len(self.events) if self.rng.random() < 0.9 else self.rng.randrange(len(self.events))
        self.events.insert(at, (stream, kind, said))

    def write(self, raw: Raw) -> None:
        versions: Counter[str] = Counter()
        raw.execute("DELETE FROM stored_events")
        for number, (stream, kind, said) in enumerate(self.events, 1):
            versions[stream] += 1
            state = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
            row = (number, stream, versions[stream], kind, state, b"\0" * 32)
            raw.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", row)


SIGNED = ("Witnessed", "Cosigned")


def dropped(hand: Hand) -> None:
    del hand.events[hand.one(*SIGNED, *SIGNED, "WitnessAccepted", "CosignaturesNeeded")]


def swapped(hand: Hand) -> None:
    """Two cosignatures, each at the other's seal."""
    one, other = hand.one(*SIGNED), hand.one(*SIGNED)
    (here, *first), (there, *second) = hand.events[one], hand.events[other]
    hand.events[one], hand.events[other] = (here, *second), (there, *first)  # type: ignore[assignment]


def replayed(hand: Hand) -> None:
    """A true cosignature once more: at another seal, or twice at its own."""
    _, kind, said = hand.events[hand.one(*SIGNED)]
    hand.put(hand.events[hand.one("Sealed")][0], kind, said)


def unlisted(hand: Hand) -> None:
    """One that holds, by somebody who is not accepted, under the name of somebody who is."""
    stream, _, seal = hand.events[hand.one("Sealed")]
    _, kind, said = hand.events[hand.one(*SIGNED)]
    if kind == "Cosigned":
        facts = {"public_key": UNLISTED.vkey, "cosignature": UNLISTED.line(seal["note"]).strip()}
    else:
        text = FORGER.sign_text(seal["note"].encode(), checkpoints.NAMESPACE)
        facts = {"public_key": FORGER.public.line, "cosignature": text}
    hand.put(stream, kind, said | facts)


def under_another_key(hand: Hand) -> None:
    """A cosignature that says it is by a key that is accepted."""
    said = hand.events[hand.one(*SIGNED)][2]
    said["public_key"] = hand.rng.choice([W1.vkey, PANEL.public.line, UNLISTED.vkey])


def lowered(hand: Hand) -> None:
    stream, kind, said = hand.events[at := hand.one("CosignaturesNeeded")]
    few = said | {"cosignatures_needed": hand.rng.choice([0, 1])}
    if hand.rng.random() < 0.5:
        hand.events[at] = (stream, kind, few)
    else:
        hand.put(stream, kind, few | {"effective_on": "2018-01-01"})


def accepted(hand: Hand) -> None:
    """A key of the forger's own: in the place of a witness's, or as one more, as of long ago."""
    stream, kind, said = hand.events[at := hand.one("WitnessAccepted")]
    mine = said | {"public_key": hand.rng.choice([FORGER.public.line, UNLISTED.vkey])}
    if hand.rng.random() < 0.5:
        hand.events[at] = (stream, kind, mine)
    else:
        hand.put(stream, kind, mine | {"witness": "A Friend", "effective_on": "2018-01-01"})


def ended(hand: Hand) -> None:
    stream, _, said = hand.events[hand.one("WitnessAccepted")]
    facts = {"witness": said["witness"], "reason": "gone", "effective_on": "2018-01-01"}
    hand.put(stream, "WitnessEnded", {k: v for k, v in said.items() if k != "public_key"} | facts)


Move = Callable[[Hand], None]
MOVES: list[Move] = [
    dropped, swapped, replayed, replayed, unlisted, unlisted, under_another_key, lowered, accepted,
    accepted, ended,
]  # fmt: skip


def forge(raw: Raw, rng: random.Random, stolen: bool) -> list[str]:
    """`stolen`: the key that seals. With it all seals are made anew; cosignatures of the others are
    of no use then."""
    hand, done = Hand(raw, rng), []
    for _ in range(rng.choice((1, 1, 1, 2, 3, MOST))):  # Of many, one is mostly refused.
        move = rng.choice(MOVES)
        with suppress(IndexError):  # There was nothing left to do it to.
            move(hand)
            done.append(move.__name__)
    if stolen:
        hand.events = [_without_signature(*one) for one in hand.events]
    hand.write(raw)
    if stolen:
        resealed(OFFICE, accepted=False)(raw)
    rehash(raw)
    rewrite_head(raw)
    return done


def _without_signature(stream: str, kind: str, said: Event) -> tuple[str, str, Event]:
    """In the place of a cosignature, which is of another note now, an event that is of any."""
    if kind not in SIGNED:
        return stream, kind, said
    theirs = ("witness", "public_key", "cosignature", "cosigned_at")
    left = {name: value for name, value in said.items() if name not in theirs}
    return stream, "SealPublished", left | {"published_to": "a friend"}


# Judging


def met(path: Path) -> dict[int, bool]:
    """Of each seal that needed cosignatures, by its size, whether it has them: from the stored
    bytes, by no code of the ledger's."""
    with sqlite3.connect(path) as raw:
        hand = Hand(raw, random.Random(0))
    raw.close()
    found = {}
    for at, (stream, kind, seal) in enumerate(hand.events):
        if kind != "Sealed":
            continue
        before = [
            (k, s) for _, k, s in hand.events[:at] if s["effective_on"] <= seal["effective_on"]
        ]
        names, needed = {}, 0
        for of, said in before:
            if of == "WitnessAccepted":
                names[said["witness"], said["public_key"]] = _raw(said["public_key"])
            elif of == "WitnessEnded":
                names = {n: raw_key for n, raw_key in names.items() if n[0] != said["witness"]}
            elif of == "CosignaturesNeeded":
                needed = said["cosignatures_needed"]
        own = _raw(seal["public_key"])
        signed = {
            _signer(said, seal["note"]) for s, k, said in hand.events if s == stream and k in SIGNED
        }
        if needed:
            found[seal["tree_size"]] = len({*names.values()} & signed - {own}) >= needed
    return found


def _raw(line: str) -> bytes:
    body = line.split(" ")[1] if line.startswith("ssh-") else line.split("+", 2)[2]
    return base64.b64decode(body)[-32:]


def _signer(said: Event, note: str) -> bytes | None:
    """Whose key truly signed the note."""
    with suppress(ValueError, InvalidSignature, IndexError, struct.error):
        if said["cosignature"].startswith("-----"):
            begin, end = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
            body = "".join(said["cosignature"].strip()[len(begin) : -len(end)].split())
            lines = [body[at : at + 70] for at in range(0, len(body), 70)]
            armoured = "\n".join([begin, *lines, end, ""]).encode()
            return stranger.signer(armoured, note.encode(), b"govledger-checkpoint")
        blob, public = base64.b64decode(said["cosignature"].split()[2]), _raw(said["public_key"])
        (time,) = struct.unpack(">Q", blob[4:12])
        text = note.partition("\n\n")[0] + "\n"
        message = f"cosignature/v1\ntime {time}\n{text}".encode()
        Ed25519PublicKey.from_public_bytes(public).verify(blob[12:], message)
        return public
    return None


def judged(held: Office, path: Path, given: str, true: list[bytes], truly: dict[int, bool]) -> str:
    """What verify says: "held", or which check refused. Raises Missed where it says of a seal that
    it had what it needed, and it had not."""
    try:
        ledger = Ledger.open(path, read_only=True)
    except Problem:
        return "opening"
    try:
        verdict = judge(ledger, verify(ledger), [trusted.read(given)], path.parent / "no-anchors")
    except Problem as problem:
        return type(problem).__name__
    finally:
        ledger.close()
    if not verdict.ok:
        return next((check.about for check in verdict.checks if check.problems), "the events")
    covered = verdict.covered
    if lines_of(path)[:covered] != true[:covered]:
        raise Missed(f"verify says that {covered} events hold, and they are others")
    words = next(check.covered for check in verdict.checks if check.about == "witnesses")
    said = re.match(r"(\d+) of (\d+) seals", words)
    told, found = (int(said[1]), int(said[2])) if said else (0, 0), met(path)
    if told != (sum(found.values()), len(found)):
        raise Missed(f"verify says {words!r}, and the bytes say {found}")
    for size, so in found.items():
        # The policy of a seal stands before it: within what is covered, it is the office's own.
        if so and size < covered and not truly.get(size, False):
            raise Missed(f"seal-{size} has what it needed only by forgery")
    return "held"


def readers(held: Office, rng: random.Random, stolen: bool) -> Iterator[tuple[str, str]]:
    size = rng.choice(sorted(held.notes))
    yield "note", held.notes[size]
    if not stolen:
        yield "key", OFFICE.public.line


def rounds(held: Office, folder: Path, seed: int, times: int) -> Counter[str]:
    """How often each outcome of those asked. Raises Missed."""
    rng = random.Random(seed)
    true, truly, did = lines_of(held.path), met(held.path), Counter[str]()
    if sorted(truly.values()) != [False, False, True, True]:
        raise Missed(f"of the true ledger: {truly}")
    for number in range(times):
        at = folder / "forged"
        shutil.rmtree(at, ignore_errors=True)
        at.mkdir()
        path, stolen = copied(held.path, at / "office.ledger"), rng.random() < 0.2
        with tampering(path) as raw:
            done = forge(raw, rng, stolen)
        for how, given in readers(held, rng, stolen):
            try:
                with soon():
                    did[judged(held, path, given, true, truly)] += 1
            except Missed as missed:
                where = f"ledger {number} ({', '.join(done)}; a reader with a {how})"
                raise Missed(f"{where}: {missed}") from missed
    return did


def run(folder: Path, seed: int, count: int) -> str:
    did = rounds(office(folder / "true"), folder, seed, count)
    held = did.pop("held", 0)
    refused = ", ".join(f"{name} {number:,}" for name, number in did.most_common())
    return (
        f"{count:,} ledgers with witnesses forged by up to {MOST} moves. A reader with a note or a"
        f" key was told {held:,} times which seals had the cosignatures that they needed, and each"
        f" time so it was, by another route too; {did.total():,} times the ledger was refused, by:"
        f" {refused}."
    )
