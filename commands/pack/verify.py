#!/usr/bin/env python3
"""Verify an audit pack of govledger, with Python 3.8 or later and nothing else. WHAT you trust came
to you by another way: the line in the minutes ("41 events, root 5f1c..."), a checkpoint, a public
key (ssh-ed25519 AAAA...), or a file with one of them. Exit: 0 it holds, 1 it does not, 2 usage.
Follows RFC 9162 (tree), RFC 8032 (Ed25519), C2SP (signed notes), OpenSSH (PROTOCOL.sshsig)."""
import argparse, json, os, re, sys, zipfile
from base64 import b64decode, b64encode
from functools import reduce
from hashlib import sha256, sha512
from heapq import merge
from pathlib import Path

NOTE = re.compile("((govledger/\\S+)\n([1-9][0-9]{0,15})\n(\\S{44})\n)\n— (\\S+) (\\S{92})\n")
LINE = re.compile(r"\s*([0-9,]{1,20}) events?\W+root ([0-9a-f ]{16,79})|")
NAME = re.compile(r"(README\.txt|verify\.py|(?:events|proofs|personal)\.jsonl|allowed_signers|docu"
    r"ments\.sha256)|files/\w{64}|checkpoints/seal-([0-9]+)\.note(?:(?:\.[0-9]+)?\.(sig|tsr))?")
RUN = '{"from":([1-9][0-9]{0,15}),"to":([1-9][0-9]{0,15}),"root":"([0-9a-f]{64})"}'
VALUE = '{"commitment":"([0-9a-f]{64})","salt":"([0-9a-f]{64})","value":(".*")}'
SSH, USE = b"\0\0\0\x0bssh-ed25519\0\0\0", b"\0\0\0\x14govledger-checkpoint\0\0\0\0\0\0\0\x06sha512"
SELECTED = "\nA SELECTION: its events are authentic and in order; it does not show that they are all."
CANNOT = """HOLDS, which is tamper-evident: a change shows. Not excluded: that whoever has the key made
all of it anew (compare key or root with what you have from elsewhere: --trusted), that more came
after the last checkpoint, and that what was recorded was never so."""

def need(so, words):
    if not so:
        raise ValueError(words)
def text64(raw):
    return b64encode(raw).decode()
def node(left, right):
    return sha256(b"\1" + left + right).digest()

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # RFC 8032, section 5.1
D = -121665 * pow(121666, -1, P) % P
def add(p, q):  # two points of the curve
    t = D * p[0] * p[1] * q[0] * q[1] % P
    i, j = pow(1 + t, -1, P), pow(1 - t, -1, P)
    return (p[0] * q[1] + p[1] * q[0]) * i % P, (p[1] * q[1] + p[0] * q[0]) * j % P
def times(number, p):
    q = times(number >> 1, add(p, p)) if number else (0, 1)
    return add(q, p) if number & 1 else q
def point(raw):  # that 32 bytes stand for, or None (5.1.3)
    y, odd = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    x = x if x & 1 == odd else P - x
    return (x, y) if y < P and x < P and x * x % P == square else None
def signed(key, message, signature):  # whether [S]B - [k]A is R (5.1.7)
    a, s = point(key), int.from_bytes(signature[32:], "little")
    if a is None or len(key) != 32 or len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % L
    x, y = add(times(s, point(b"X" + b"f" * 31)), times(k, (P - a[0], a[1])))
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

def witness(text, note):  # the key that signed a note, with ssh-keygen -Y sign
    key, signature = b64decode(text[29:-28])[33:65], b64decode(text[29:-28])[-64:]
    made = b"SSHSIG\0\0\0\1\0\0\0\x33" + SSH + b" " + key + USE + b"\0\0\0S" + SSH + b"@" + signature
    made = re.sub("(.{70})(?=.)", "\\1\n", text64(made))
    fits = text == f"-----BEGIN SSH SIGNATURE-----\n{made}\n-----END SSH SIGNATURE-----\n"
    told = b"SSHSIG" + USE + b"\0\0\0@" + sha512(note).digest()
    need(fits and signed(key, told, signature), "the signature of a witness does not fit")
    return "witness", "checkpoint", key
def signatures(files, names):  # the checkpoints by their size, and whose keys signed
    keys, notes, users = re.findall("(?m)^seal .* (\\S+)$", files["allowed_signers"].decode()), {}, []
    for name, (_, size, kind) in names:
        note = NOTE.fullmatch(files[f"checkpoints/seal-{size}.note"].decode())
        need(note and (note[2], note[3]) == (note[5], size), f"{name} is not of a checkpoint")
        if kind == "sig":
            users.append(witness(files[name].decode(), note[0].encode()))
        elif kind is None:
            start, blob, notes[int(size)] = note[2].encode() + b"\n\1", b64decode(note[6])[4:], note
            good = [key for key in (b64decode(key)[-32:] for key in keys)
                    if note[6] == text64(sha256(start + key).digest()[:4] + blob)
                    and signed(key, note[1].encode(), blob)]
            need(good, f"{name} is not signed by a key that allowed_signers names")
            users.append(("seal", "key", good[0]))
    return notes, {*users}

def load(place):  # the bytes of every file by its name
    if os.path.isfile(place):
        with zipfile.ZipFile(place) as pack:
            names, size = pack.namelist(), sum(one.file_size for one in pack.infolist())
            need(len({*names}) == len(names) and size < 1 << 31, "two files of one name, or > 2 GiB")
            return {name: pack.read(name) for name in names}
    paths = [path for path in Path(place).rglob("*") if path.is_symlink() or not path.is_dir()]
    need(all(p.is_file() and not p.is_symlink() for p in paths), "a file is a link or a device")
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}
def same(files, name, made):  # whether a list is what the rest of the pack makes it
    have, made = files[name].decode().split("\n"), sorted(made, key=lambda one: (one[66:], one))
    odd = sorted({*have} ^ {*made, ""}, key=lambda one: one[66:])[:1]
    need(have == [*made, ""], f"{name} does not fit the pack: look at {''.join(odd)[66:]}")
def roots(spans, sizes):  # how many events; the root at some sizes (RFC 9162, section 2.1)
    count, peaks, found = 0, [], {}
    for first, last, root in spans:
        width = last - first + 1
        need(first == count + 1 and width & -width == width and count % width == 0,
             f"event {count + 1} is missing, or in another place")
        while count // width & 1:
            root, count, width = node(peaks.pop(), root), count - width, 2 * width
        count, peaks = last, [*peaks, root]
        if count in sizes:
            found[count] = reduce(lambda r, l: node(l, r), peaks[::-1]).hex()
    return count, found
def check(place, given):  # what holds, in sentences; ValueError at the first thing that does not
    files = load(place)
    sums = {n: f"{sha256(files[n]).hexdigest()}  {n}" for n in files if n != "MANIFEST.sha256"}
    same(files, "MANIFEST.sha256", sums.values())
    names = {name: (NAME.fullmatch(name) or [""]).groups() for name in sums}
    need(sum(bool(one[0]) for one in names.values()) == 7, "a file of the pack is missing")
    notes, users = signatures(files, [one for one in names.items() if one[1][1]])
    lines = {n: files[n].decode().split("\n") for n in files if n.endswith(".jsonl")}
    need(not any(one.pop() for one in lines.values()), "a file ends in the middle of a line")
    events, versions, at, papers, tokens, known = [], {}, "", {}, set(), ""
    for line in lines["events.jsonl"]:
        event, before = json.loads(line), at
        number, stream, kind, data = event["pos"], event["stream"], event["type"], event["data"]
        at, versions[stream] = data["recorded_at"].rstrip("Z"), versions.get(stream, 0) + 1
        need(versions[stream] == event["ver"] and before <= at, f"event {number} is out of order")
        events.append((number, number, sha256(b"\0" + line.encode()).digest()))
        tokens.update(re.findall("pd-v1:([0-9a-f]{64})", line))
        papers.pop(data.get("retracts"), None)
        if kind in ("DocumentRegistered", "FileStored"):
            name = stream.replace("document:", "").replace("file:", "files/")
            papers[number] = f"{data['sha256']}  {name}"
        elif kind == "KeyAccepted":
            users.add((stream[4:], "command", b64decode(data["public_key"][12:])[-32:]))
        elif kind == "Sealed":
            need(notes[data["tree_size"]][0] == data["note"], f"event {number} is of another seal")
    runs = [re.fullmatch(RUN, line).groups() for line in lines["proofs.jsonl"]]
    spans = merge([(int(a), int(b), bytes.fromhex(root)) for a, b, root in runs], events)
    count, found = roots(spans, notes)
    need(count == max(notes), f"the checkpoint is of {max(notes)} events, and there are {count}")
    for size, note in notes.items():
        need(found[size] == b64decode(note[4]).hex(), f"{size} events do not make the sealed root")
    for one in (re.fullmatch(VALUE, line) for line in lines["personal.jsonl"]):
        value, before, known = json.loads(one[3]), known, one[1]
        made = sha256(b"pd-v1\0" + bytes.fromhex(one[2]) + value.encode()).hexdigest()
        fits = one[3] == json.dumps(value, ensure_ascii=False) and before < known == made
        need(fits and made in tokens, "a personal value does not fit its events")
    keys = {(who, f"ssh-ed25519 {text64(SSH + b' ' + key)}", use) for who, use, key in users}
    same(files, "allowed_signers", [f'{who} namespaces="govledger-{use}" {key}' for who, key, use in keys])
    same(files, "documents.sha256", {*papers.values()})
    kept = {line for name, line in sums.items() if name.startswith("files/")}
    need(kept <= {*papers.values()}, "there is a file that no event names")
    for text in given:
        text = Path(text).read_text() if os.path.isfile(text) else text
        size, root = LINE.match(text).groups(default="0")
        fits = found.get(int(size.replace(",", "")), "").startswith(root.replace(" ", "")[:64])
        fits = size != "0" and fits or any(note[0] in text for note in notes.values())
        need(fits or any(who == "seal" and key in text for who, key, _ in keys), f"not so: {text}")
    yield f"{len(sums)} files are as MANIFEST.sha256 lists them."
    yield f"{len(events)} of {count} events are unchanged, in their places, in the order of time."
    yield f"Checkpoints at {', '.join(map(str, notes))} events hold, if you trust their keys:"
    for who, key, _ in sorted(keys):
        yield f"  {who} SHA256:{text64(sha256(b64decode(key[12:])).digest())[:43]}"
    told = len(lines["personal.jsonl"])
    yield f"{told} personal values fit; {len(tokens) - told} are erased or left out."
    yield f"{len(given)} things from elsewhere agree.{SELECTED if runs else ''}"

def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", nargs="?", default=Path(__file__).parent, help="folder or ZIP")
    parser.add_argument("--trusted", action="append", default=[], metavar="WHAT")
    said = parser.parse_args(words)
    try:
        print(*check(said.pack, said.trusted), CANNOT, sep="\n")
        return 0
    except Exception as error:  # whatever the bytes are
        why = error if type(error) is ValueError else f"it cannot be read ({error!r})"
        print("DOES NOT HOLD:", re.sub("[^ -~]", "?", str(why))[:400])
        return 1
if __name__ == "__main__":
    sys.exit(main())
