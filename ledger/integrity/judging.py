"""Judging a ledger that was read: its seals, and what is known of it elsewhere."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from ledger import unknown
from ledger.application import Ledger
from ledger.checks import Check
from ledger.events import Frozen
from ledger.integrity import anchors, trusted
from ledger.integrity.checkpoints import origin_of
from ledger.integrity.ssh import PublicKey
from ledger.integrity.tree import Tree
from ledger.integrity.verify import MAX_PROBLEMS, Report
from ledger.records import seal_keys, seals
from ledger.registry import record_kinds
from ledger.words import agreeing, counted, the_first, up_to


class Verdict(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """What all checks found together. `events` were read, `hashes_only` of them as hashes alone;
    `root` is base64. The first `covered` events are those under what the reader `given` from
    elsewhere (how many things). `unvouched` is an event after these by which the seal key was
    replaced without the word of the one before; or 0."""

    ok: bool
    events: int
    size: int
    root: str
    problems: list[str]
    covered: int
    checks: list[Check]
    given: int = 0
    unvouched: int = 0
    hashes_only: int = 0

    @property
    def partly(self) -> bool:
        """Whether it holds, but what was given does not cover all of it."""
        short = self.given > 0 and self.covered < self.events
        return self.ok and (short or self.unvouched > 0)


def judge(
    ledger: Ledger, report: Report, given: Sequence[trusted.Trusted], anchor_folder: Path | None
) -> Verdict:
    """Check a ledger that was read against its seals and everything else it can prove, and against
    what is known of it elsewhere: in the folder of anchors, unless that is None, and in what is
    given."""
    checks: list[Check] = []
    covered, alone = 0, []
    if report.ok:
        checks = [
            module.holds(ledger)
            for kind in record_kinds().values()
            for module in kind.modules
            if hasattr(module, "holds")
        ]
        checks.append(_of_unknown_kinds(report))
        if anchor_folder is not None:
            checks.append(_anchored(ledger, anchor_folder))
        checks += [_trusted(ledger, one) for one in given]
        covered = max((trusted.covered(ledger, one) for one in given), default=0)
        alone = [event for event in seal_keys.unsigned(ledger) if event > covered]
    problems = [*report.problems, *(f"{c.about}: {p}" for c in checks for p in c.problems)]
    return Verdict(
        ok=not problems,
        events=report.events,
        size=report.size,
        root=report.root,
        problems=problems[:MAX_PROBLEMS],
        covered=0 if problems else covered,
        checks=checks,
        given=len(given),
        unvouched=alone[0] if alone and not problems else 0,
        hashes_only=report.hashes_only,
    )


def _of_unknown_kinds(report: Report) -> Check:
    kinds = unknown.counted_kinds(report.unknown_kinds)
    covered = f"{kinds}; hashed like the others, and counted in no answer"
    return Check(about="unknown kinds", covered=covered, nothing=not report.unknown_kinds)


def _anchored(ledger: Ledger, folder: Path) -> Check:
    if ledger.copied:
        copy = "it is a copy, unpacked from an audit pack, and this machine keeps no anchor of it"
        return Check(about="anchor", covered=copy)
    anchor = anchors.read(folder, ledger)
    if anchor is None:
        return Check(about="anchor", covered="this machine has seen nothing of it before")
    if wrong := anchors.conflict(ledger, anchor):
        if anchors.stands(ledger, anchor):
            return Check(about="anchor", covered=anchors.side_by_side(ledger, anchor).rstrip("."))
        return Check(about="anchor", covered="", problems=(wrong,))
    return Check(
        about="anchor",
        covered=f"{the_first(anchor.size)} {agreeing(anchor.size, 'was')} seen {anchor.seen}",
    )


def _trusted(ledger: Ledger, given: trusted.Trusted) -> Check:
    if isinstance(given, trusted.Keys):
        return _trusted_keys(ledger, given)
    about, size = f"checkpoint of {given.size}", given.size
    if given.origin and given.origin != origin_of(ledger.identity):
        return Check(about=about, covered="", problems=(f"it is of {given.origin}",))
    if size > ledger.size:
        there = f"the ledger has {counted(ledger.size, 'event')}"
        gone = f"{there}: its end was cut off, or it is an older copy"
        return Check(about=about, covered="", problems=(gone,))
    if not given.is_root(Tree(ledger).root(size)):
        other = (
            f"{the_first(size)} {agreeing(size, 'has')} a different root:"
            f" {'it was' if size == 1 else 'they were'} rewritten, or it is a fork"
        )
        return Check(about=about, covered="", problems=(other,))
    if not size:
        return Check(about=about, covered="of no event, so it covers nothing")
    are, they = ("is", "it was") if size == 1 else ("are", "they were")
    compared = f"; {len(given.root_hex)} of the root's 64 digits were compared"
    if given.signatures:
        # A copy has the keys, but the seals stay in the pack.
        by_us = any(given.signed_by(PublicKey(key)) for _, key, _ in seal_keys.turns(ledger))
        compared += "; signed with the seal key" if by_us else "; not signed with a seal key"
    return Check(about=about, covered=f"{up_to(size)} {are} as {they} then{compared}")


def _trusted_keys(ledger: Ledger, given: trusted.Keys) -> Check:
    """Whether a key that was given signed the last seal, or signed for the key that did."""
    about, last = f"key {trusted.fingerprints(given)}", seals.last_seal(ledger)
    if last is None:
        none = "there is no seal yet, so it covers nothing"
        if ledger.copied:
            none = "the seal stayed in the pack, so it covers nothing here: give the seal's note"
        return Check(about=about, covered=none)
    turns = [turn for turn in seal_keys.turns(ledger) if turn[0] < last.position]
    leading = seal_keys.leading(turns)
    size = trusted.covered(ledger, given)
    if not set(leading) & set(given.lines):
        other = (
            f"it did not sign the last seal, of {counted(size, 'event')}, and no signed"
            " replacements lead from it to the key that did"
        )
        return Check(about=about, covered="", problems=(other,))
    how = "it" if leading[-1] in given.lines else "a key for which it signed"
    return Check(about=about, covered=f"{how} signed the last seal, of {up_to(size)}")
