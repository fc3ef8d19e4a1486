"""Rules shared by whatever closes."""

from collections.abc import Collection

from ledger.problems import Refused
from ledger.records import nonempty


def evidence_of(text: str | None, what: str) -> str:
    """The evidence given, or a refusal: a claim without evidence is a claim."""
    return nonempty(text, f"{what} needs evidence: a paper, a minute, a reference (--evidence).")


def independent(verified_by: str, *, owners: Collection[str], reported_by: str | None) -> None:
    """Refuse a verifier who is the sole owner, or who reported the thing complete: nobody's own
    word closes it."""
    if verified_by == reported_by:
        raise Refused(
            f"{verified_by} reported this complete, so somebody else verifies it (--verified-by)."
        )
    if list(owners) == [verified_by]:
        raise Refused(
            f"{verified_by} is its only owner, so somebody else verifies it (--verified-by)."
        )


def no_circle(ref: str, other: str, succession: Collection[str]) -> None:
    """Refuse that `ref` gives way to `other`, which itself, or through its `succession`, gave way
    to `ref`."""
    if ref in (other, *succession):
        raise Refused(f"{ref} would end in itself: {other} already leads to {ref}.")
