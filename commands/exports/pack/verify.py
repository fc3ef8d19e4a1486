#!/usr/bin/env python3
"""Verify an audit pack. WHAT, or a file with it: a checkpoint, the line of the minutes ("41 events,
root 5f1c...") or the seal key (ssh-ed25519 AAAA...). Exit 0: holds; 1: not; 2: usage; 7: in part"""
import argparse, functools, heapq, json, re, sys, zipfile
from base64 import b64decode, b64encode
from hashlib import sha256, sha512
from pathlib import Path
NOTE = re.compile("((govledger/\\S+)\n([1-9][0-9]{0,15})\n(\\S{44})\n)\n— (\\S+) (\\S{92})\n")
LINE = re.compile(r"\s*([0-9,]{1,20}) events?(?: verified)?\W+root ((?: ?[0-9a-f])*)")
GIVEN = re.compile("\\s*(govledger/\\S+)\n([0-9]{1,16})\n(\\S{44})\n")  # a checkpoint
NAME = re.compile(r"(README\.txt|verify\.py|(?:events|proofs|personal)\.jsonl|allowed_signers|docu"
    r"ments\.sha256)|answer\.json|since|files/\w{64}|checkpoints/seal-([0-9]+)"
    r"\.note(?:(?:\.[0-9]+)?\.(sig|tsr))?")
RUN = re.compile(r'{"from":([1-9][0-9]{0,15}),"to":([1-9][0-9]{0,15}),"root":"(\w{64})"}').fullmatch
VALUE = re.compile('{"commitment":"([0-9a-f]{64})","salt":"([0-9a-f]{64})","value":(".*")}')
SSH, PAPERS = b"\0\0\0\x0bssh-ed25519\0\0\0", {"DocumentRegistered": "", "FileStored": "files/"}
HOLDS = "HOLDS; compared with %d things; tamper-evident.\nNot excluded: later and untrue events%s."
PART = "IN PART: shown to be as you know them are %d events and no more (--trusted)."
ANSWER = "ANSWER to %a as of %a, known by %a, given %a. Rows: %d, of no event: %d; worked out: %a."
UNSHOWN = """Nobody signed the question, its days or the rows. Not shown: that they follow from the
events and nothing else bears on them. A pack of all events shows it: unpack it, and ask again."""
def need(so, words, fault=ValueError):  # a UserWarning is of what was asked: exit 2
    if not so: raise fault(words) from None  # which tells it from those of Python
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # RFC 8032, section 5.1
D = -121665 * pow(121666, -1, P) % P
def add(p, q):  # two points of the curve; (x, y, z) stands for x/z and y/z
    x, y, z = p[0] * q[0] % P, p[1] * q[1] % P, p[2] * q[2] % P
    i, j = z * z - (d := D * x * y % P), z * z + d
    return z * i * (p[0] * q[1] + p[1] * q[0]) % P, z * j * (y + x) % P, i * j % P
def times(m, n, sums):  # m times sums[1] and n times sums[2]; sums[3] is both, sums[0] neither
    q = times(m >> 1, n >> 1, sums) if m or n else sums[0]
    return add(add(q, q), sums[(m & 1) + 2 * (n & 1)])
def point(raw):  # that 32 bytes stand for (5.1.3)
    y, odd = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    r, i = pow(square, (P + 3) // 8, P), pow(2, (P - 1) // 4, P)
    x = [x for x in (r, -r % P, r * i % P, -r * i % P) if x & 1 == odd and x * x % P == square]
    need(x and y < P and len(raw) == 32, "a key is no point of the curve")
    return x[0], y, 1
def signed(key, message, signature):  # whether [S]B - [k]A is R (5.1.7)
    (x, y, z), p, made = point(key), point(b"X" + b"f" * 31), sha512(signature[:32] + key + message)
    s, k = (int.from_bytes(n, "little") for n in (signature[32:64], made.digest()))
    x, y, z = times(s, k % L, ((0, 1, 1), p, q := (P - x, y, z), add(p, q)))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return s < L and signature == b"".join(n.to_bytes(32, "little") for n in (y | x % 2 << 255, s))
def signer(data, message, use):  # whose key signed a message: ssh-keygen -Y sign -n USE
    raw, use = b64decode(data[29:-28]), b"\0\0\0%c%b\0\0\0\0\0\0\0\x06sha512" % (len(use), use)
    key, signature, told = raw[33:65], raw[-64:], use + b"\0\0\0@" + sha512(message).digest()
    raw = b"SSHSIG\0\0\0\1\0\0\0\x33" + SSH + b" " + key + use + b"\0\0\0S" + SSH + b"@" + signature
    made = re.sub(b"(.{70})(?=.)", b"\\1\n", b64encode(raw))
    fits = data == b"-----BEGIN SSH SIGNATURE-----\n%b\n-----END SSH SIGNATURE-----\n" % made
    need(fits and signed(key, b"SSHSIG" + told, signature), "an SSH signature does not fit")
    return key
def public(key): return "ssh-ed25519 " + b64encode(SSH + b" " + key).decode()
def signatures(files, names):  # the checkpoints by size, the key that signed each; all who signed
    keys = re.findall("(?m)^seal .* (\\S+)$", files["allowed_signers"].decode())
    keys, notes, makers, users = [b64decode(key)[-32:] for key in keys], {}, {}, set()
    for name, (_, size, kind) in names:
        note = NOTE.fullmatch(files.get(f"checkpoints/seal-{size}.note", b"").decode())
        need(note and (note[2], note[3]) == (note[5], size), f"{name} is not of a checkpoint")
        if kind == "sig":
            key = signer(files[name], note[0].encode(), b"govledger-checkpoint")
            users.add(("witness", "govledger-checkpoint", key))
        elif kind is None:
            start, blob, notes[int(size)] = note[2].encode() + b"\n\1", b64decode(note[6])[4:], note
            good = [key for key in keys if signed(key, note[1].encode(), blob)
                    and note[6].encode() == b64encode(sha256(start + key).digest()[:4] + blob)]
            need(good, f"{name} is not signed by a key that allowed_signers names")
            makers[int(size)] = public(good[0])
            users.add(("seal", "govledger-key", good[0]))
    need(len({note[2] for note in notes.values()}) == 1, "its checkpoints are of several ledgers")
    return notes, makers, users
def seal_keys(events, makers, ledger):  # in turn: from which event on, and whether the last said so
    turns = []
    for number, said in events:
        key, before, word = said["public_key"], turns and turns[-1][1], said.get("handover")
        need(before == said.get("replaces", []), f"event {number}: a seal key beside another")
        told = f"govledger seal key\n{ledger}\n{before}\n{key}\n".encode()
        need(not word or public(signer(word.encode(), told, b"govledger-key")) == before,
             f"event {number}: the seal key before did not sign for this one")
        turns.append((number, key, bool(word)))
    turns = turns or [(0, makers[max(makers)], False)]  # a selection in which none was replaced
    for size, key in sorted(makers.items()):
        need([key] == [t[1] for t in turns if t[0] <= size][-1:], f"the checkpoint of {size} events"
             " was signed with a second key, and no signed replacement leads to it from the first")
    return turns
def read(one):  # what is in the file of that name, or the very words
    if max(map(len, one.split("/"))) > 255 or not Path(one).is_file(): return one.replace("\r", "")
    with Path(one).open(encoding="utf-8-sig") as file: return file.read(1 << 20)
def cover(one, found, turns, ledger):  # how many events a thing given covers, and a sentence of it
    line, note, last = LINE.match(text := read(one)), GIVEN.match(text), max(found)
    need("PRIVATE KEY-" not in text, "that is a private key; give its .pub instead", UserWarning)
    if line or note:
        n, r = (line or note).groups()[-2:]
        size, root = int(n.replace(",", "")), b64decode(r).hex() if note else r.replace(" ", "")
        need(32 <= len(root) <= 64, f"{one}: give 32 to 64 digits of the root", UserWarning)
        need(size <= last, f"NEWER THAN THIS PACK of {last} events: {one}", EOFError)
        need(not note or note[1] == f"govledger/{ledger}", f"not so: {one} (of another ledger)")
        need(found.get(size, b"").hex().startswith(root), f"not so: {one}")
        events = f"events 1 to {size} are those" if size else "of no event, it covers nothing"
        return size, f"{size} events, {len(root)} of 64 digits of the root compared: {events}."
    keys = {key for head, key in re.findall("(?m)^([^#\n]*?)(ssh-ed25519 [A-Za-z0-9+/=]+)", text)
        if not (u := re.search('namespaces="(.*?)"', head)) or "govledger-key" in u[1].split(",")}
    need(keys, f"{one} is no file, line of the minutes, checkpoint or key that seals", UserWarning)
    good = {key for _, key, _ in turns[max(n for n, turn in enumerate(turns) if not turn[2]):]}
    need(keys & good, f"not so: {one} (it signed neither the last checkpoint nor for its key)")
    return last, f"the key that signed the last checkpoint, or signed for it: events 1 to {last}."
def load(place):  # the bytes of every file by its name, if they are no more than a pack has
    if Path(place).is_file():
        with zipfile.ZipFile(place) as pack:
            ours, most = pack.infolist(), (1 << 26) + 100 * Path(place).stat().st_size
            plain = {f.filename for f in ours if {f.compress_type, f.external_attr >> 28} <= {0, 8}}
            need(len(plain) == len(ours) < 1 << 16, "its ZIP has a name twice, a link, or too many")
            need(sum(f.file_size for f in ours) < min(most, 1 << 31), "its ZIP swells too much")
            return {f.filename: pack.open(f).read(f.file_size + 1) for f in ours}
    paths = [path for path in Path(place).rglob("*") if path.is_symlink() or not path.is_dir()]
    fits = all(p.is_file() and not p.is_symlink() and p.stat().st_size < 1 << 31 for p in paths)
    need(fits, "a file is a link, a device or over 2 GiB")
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}
def same(files, name, made):  # whether a list is what the rest of the pack makes it
    have, made = files[name].decode().split("\n"), sorted(made, key=lambda one: (one[66:], one))
    need(have == [*made, ""], f"{name} does not fit the pack: {max({'', *have} ^ {*made})!r}")
def node(left, right): return sha256(b"\1" + left + right).digest()
def roots(spans, sizes):  # of the tree at some sizes, from those of runs of events (RFC 9162, 2.1)
    count, peaks, found = 0, [], {0: sha256().digest()}
    for first, last, root in spans:
        width = last - first + 1
        fits = (first, width & -width, count % width) == (count + 1, width, 0)
        need(fits, f"event {count + 1} is missing, or not in its place")
        while count // width & 1:
            count, width, root = count - width, 2 * width, node(peaks.pop(), root)
        count, peaks = last, [*peaks, root]
        if count in sizes: found[count] = functools.reduce(lambda r, l: node(l, r), peaks[::-1])
    need(count == max(sizes), f"{max(sizes)} events were sealed, and here are {count}")
    return found
def check(files, given):  # what holds; how many events are under what was given, of how many
    sums = {n: f"{sha256(files[n]).hexdigest()}  {n}" for n in files if n != "MANIFEST.sha256"}
    same(files, "MANIFEST.sha256", sums.values())
    names = {name: NAME.fullmatch(name).groups() for name in sums if NAME.fullmatch(name)}
    need(len(names) == len(sums) and sum(bool(n[0]) for n in names.values()) == 7, "wrong files")
    notes, makers, users = signatures(files, [one for one in names.items() if one[1][1]])
    last, since, ledger = max(notes), int(files.get("since", 0)), min(notes.items())[1][2][10:]
    lines = {n: files[n].decode().split("\n") for n in files if n.endswith(".jsonl")}
    need(not any(one.pop() for one in lines.values()), "a file ends in the middle of a line")
    events, at, papers, tokens, known, keys, streams, v = [], "", {}, set(), "", [], {}, {}
    for line in lines["events.jsonl"]:
        number, name, version, kind, data = json.loads(line).values()
        ref, before, at = name.partition(":")[2], at, data["recorded_at"].rstrip("Z")
        streams.setdefault(name, {})[number] = line
        ok = version - len(streams[name]) == v.setdefault(name, number > since > 0 and version - 1)
        need(ok and before <= at, f"event {number} is not next in order")
        events.append((number, number, sha256(b"\0" + line.encode()).digest()))
        tokens.update(re.findall("pd-v1:([0-9a-f]{64})", line))
        papers.pop(data.get("retracts"), None)
        if kind in PAPERS: papers[number] = f"{data['sha256']}  {PAPERS[kind]}{ref}"
        elif kind == "KeyAccepted":
            users.add((ref, "govledger-command", b64decode(data["public_key"][12:])[-32:]))
        elif name == "sealkey:SEALKEY": keys.append((number, data))
        elif kind == "Sealed":
            need(notes[data["tree_size"]][0] == data["note"], f"event {number} is of another seal")
    runs = [(int(r[1]), int(r[2]), bytes.fromhex(r[3])) for r in map(RUN, lines["proofs.jsonl"])]
    found = roots(heapq.merge(runs, events), notes)
    for n, note in notes.items(): need(found[n] == b64decode(note[4]), f"{n} events: root differs")
    for one in map(VALUE.fullmatch, lines["personal.jsonl"]):
        value, before, known = json.loads(one[3]), known, one[1]
        made = sha256(b"pd-v1\0" + bytes.fromhex(one[2]) + value.encode()).hexdigest()
        fits = one[3] == json.dumps(value, ensure_ascii=False) and before < known == made
        need(fits and made in tokens, "a personal value does not fit its events")
    same(files, "allowed_signers", [f'{w} namespaces="{u}" {public(k)}' for w, u, k in users])
    same(files, "documents.sha256", {*papers.values()} | {sums[n] for n in sums if n[5:6] == "/"})
    turns, of = seal_keys(keys, makers, ledger), len(lines["personal.jsonl"])
    most = max(covers := [cover(one, found, turns, ledger) for one in given], default=(0, ""))[0]
    for number, _, word in turns[1:]:
        need(word or number <= most, f"event {number} replaced the seal key and the key before did"
             " not sign for it: lost, it says. Compare the new key with its owner, and give it")
    said = [f"Files: {len(sums)}, as MANIFEST.sha256 lists them."]
    said += [f"Events: {len(events)} of {last}, unchanged, in place, in the order of time."]
    said += [f"Checkpoints: of {sorted(notes)} events. The trust in them is in the keys:"]
    for who, _, key in sorted(users):
        said += [f"  {who} SHA256:{b64encode(sha256(SSH + b' ' + key).digest())[:43].decode()}"]
    said += [f"Personal values: {of} fit their events, {len(tokens) - of} are erased or left out."]
    said += ["A SELECTION: authentic and in order, not shown to be complete."] * bool(runs)
    if "answer.json" in files: said += answer(json.loads(files["answer.json"]), since or streams)
    return said + [f"You gave {words}" for _, words in covers], most, last
def answer(told, streams):  # what the events of each stream show of the rows of one answer or more
    names, said = {"sealkey:SEALKEY"}, []
    for one in told if type(told) is list else [told]:
        worked, other = set(), len(one.get("unproved", []))
        for row in one["rows"]:
            mine = {n: line for name in row["streams"] for n, line in streams[name].items()}
            need(sorted(mine) == row["events"] != [], "a row of the answer is not of its events")
            text = json.dumps(row["streams"]).replace(":", '"') + "".join(mine.values())
            names.update(row["streams"])
            worked |= {column for column, cell in zip(one["columns"], row["cells"])
                       for part in (cell if type(cell) is list else [cell][cell is None:])
                       if type(part) is not str or json.dumps(part, ensure_ascii=False) not in text}
        days = one["as_of"], one.get("known_by") or "its seal", one.get("parameters") or "no more"
        said += [ANSWER % (one["asks"], *days, len(one["rows"]), other, sorted(worked))]
    need(names >= {*streams}, "an event on which no row of the answer rests")
    return [*said, UNSHOWN]
def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", nargs="?", default=Path(__file__).parent, help="folder or ZIP")
    parser.add_argument("--trusted", action="append", default=[], metavar="WHAT")
    by = parser.parse_args(words)
    try: told, most, last = check(load(by.pack), by.trusted)
    except UserWarning as error: return print("ASKED WRONGLY:", ascii(str(error))[1:400][:-1]) or 2
    except MemoryError: return "NOT VERIFIED: there is not enough memory for it."
    except Exception as error:  # whatever the bytes are
        ours = error.__suppress_context__ and type(error)
        why = str(error) if ours in (ValueError, EOFError) else "it cannot be read whole"
        return print(*["DOES NOT HOLD:"][ours is EOFError:], re.sub("[^ -~]", "?", why)[:400]) or 1
    if most < last: told += [f"Events {most + 1} to {last} are under nothing that you gave."]
    part = 7 if most < last and by.trusted else 0
    anew = ", or that whoever has the key made all anew" * (f"to {last} are those" not in str(told))
    return print(*told, PART % most if part else HOLDS % (len(by.trusted), anew), sep="\n") or part
if __name__ == "__main__":
    try: code = (main(), print(end="", flush=True))[0]
    except OSError: sys.stdout, code = None, "NOT VERIFIED: the output could not be written."
    sys.exit(code)
