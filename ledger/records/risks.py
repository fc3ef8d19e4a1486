"""A risk of somebody's register, such as SR04: a subject that has a score, as it was reported.

These are events of a subject, so whatever bears on a risk is linked to it as to any subject. The
register stays where it is kept; here is what was reported of it, and when.
"""

from typing import assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, Event
from ledger.records.subjects import NAMED, Subject, named_once
from ledger.rules import allowed, nonempty

PART_OF = "subject"

# What can happen


class RiskNamed(Beginning, kw_only=True):
    """There is such a risk. `register`: in whose register, in words."""

    needs = NEW
    moves_to = "named"
    says = "named, a risk: {title}[ (in {register})]"
    title: str
    register: str | None = None


class RiskScored(Event):
    """Its score was reported: a number, or words where the register has no number."""

    needs = NAMED
    says = "score reported: {score}[ ({score_words})][; {text}]"
    score: int | None = None
    score_words: str | None = None
    text: str | None = None


RiskEvent = RiskNamed | RiskScored

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "register": "the register in which a risk is kept",
    "score": "the score of a risk, as it was reported",
    "score_words": "that score in the words of the register",
}


def evolve(subject: Subject | None, event: RiskEvent) -> Subject:
    match event:
        case RiskNamed(title=title):
            return Subject(title=title, is_risk=True)
        case RiskScored(score=score, score_words=words):
            assert subject is not None
            return replace(subject, score=score, score_words=words)
    assert_never(event)


# Rules


def lawful(subject: Subject, event: Event) -> None:
    """Refuse a score below zero, or for a subject that is not a risk, when recorded or
    corrected."""
    if isinstance(event, RiskScored):
        if not subject.is_risk:
            raise Refused(f"{subject.ref} is a subject and no risk, so it has no score.")
        if event.score is not None and event.score < 0:
            raise Refused(f"{event.score} is no score. Give a number from 0, or words (--words).")


def name(
    subject: Subject | None,
    *,
    title: str,
    register: str | None = None,
    also: tuple[str, str] | None,
) -> list[Event]:
    """`also`: the kind and reference of another record that has this reference already."""
    named = RiskNamed(
        title=nonempty(title, "A risk needs words that say what it is."), register=register
    )
    return named_once(subject, named, also)


def score(
    subject: Subject,
    *,
    score: int | None = None,
    score_words: str | None = None,
    text: str | None = None,
) -> list[Event]:
    """The same score reported on another day is another fact."""
    if score is None and not (score_words or "").strip():
        raise Refused("A score is a number or words: 16, high (--words).")
    scored = RiskScored(score=score, score_words=score_words, text=text)
    return allowed(subject, scored, lawful)
