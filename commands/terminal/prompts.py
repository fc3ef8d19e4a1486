"""Asking a person at a terminal: one question at a time, on stderr, with a way back.

    interview([Question("owner", "Who will do it?", offers=posts), Question("due", "By when?")])

`<` steps back, and Enter then keeps the earlier answer. An offer is chosen by its number, its
value, or any part of its words that no other offer contains. Lines are only ever added.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import click

from commands.terminal import interrupts, screen
from commands.terminal.text import acceptable
from ledger.characters import folded
from ledger.errors import Misused, Problem

BACK = "<"
NONE = "-"
MOST = 15
WIDEST = 20
# A terminal cuts longer lines off without a word.
LONGEST_BYTES = 4095


class Offer(NamedTuple):
    """One possible answer, and the words that explain it."""

    answer: str
    words: str = ""


class Prompt(NamedTuple):
    """`check` raises a Problem, or click's UsageError, for an answer that will not do. `default` is
    what Enter answers; `without` says what it means to answer nothing, if that may be. `only`:
    nothing but an offer will do. `several`: the pattern between answers, where more than one may be
    given; they come back with commas. Offers that take time to find may be a function. `exact`: a
    part of an offer's words is asked about again, even where no other has it."""

    name: str
    prompt: str
    offers: Sequence[Offer] | Callable[[], Sequence[Offer]] = ()
    check: Callable[[str], object] = str
    default: str | None = None
    without: str | None = None
    only: bool = False
    several: str | None = None
    exact: bool = False


Answers = dict[str, str]
# A function is told the answers so far; None: there is nothing to ask.
NextPrompt = Prompt | Callable[[Mapping[str, str]], Prompt | None]


class Back(Exception):
    """The person wants to go back to the previous question."""


def interview(questions: Sequence[NextPrompt], answers: Mapping[str, str] | None = None) -> Answers:
    """The answer to each question by its name. `answers` are known already, and Enter keeps them.
    Raises Abort or KeyboardInterrupt if the person stops."""
    kept = dict(answers or {})
    trail: list[tuple[int, str]] = []
    at = 0
    while at < len(questions):
        next_one = questions[at]
        # A question depends on earlier answers only.
        question = (
            next_one
            if isinstance(next_one, Prompt)
            else next_one({name: kept[name] for _, name in trail})
        )
        if question is None:
            at += 1
            continue
        try:
            kept[question.name] = ask(question, kept.get(question.name))
        except Back:
            if trail:
                at, _ = trail.pop()
            else:
                screen.say("This is the first question.")
            continue
        trail.append((at, question.name))
        at += 1
    return {name: kept[name] for _, name in trail}


def ask(question: Prompt, given: str | None = None) -> str:
    """The answer to one question; `given` is the earlier answer. Raises Back."""
    offers = list(question.offers() if callable(question.offers) else question.offers)
    listed = offers
    _put(question, listed, given)
    while True:
        text = read_line()
        if text == BACK:
            raise Back
        try:
            if not text or (text == NONE and question.without is not None):
                return _nothing(question, given if not text else "")
            one_by_one = [one for one in re.split(question.several or "$", text) if one]
            if len(one_by_one) == 1 or _part(text, offers):
                return _understood(question, text, offers, listed)
            return ",".join(_understood(question, one, offers, listed) for one in one_by_one)
        except _Narrowed as narrowed:
            if narrowed.text != text:  # Choosing from a narrower list would lose the others.
                some = " or ".join(one.answer for one in narrowed.offers[:MOST])
                screen.say(f"{narrowed.text!r} could be {some}. Type them all again, in full.")
                continue
            listed = narrowed.offers
            prompt = f"“{text}” is not a full name. Which do you mean?"
            if not question.exact:
                prompt = f"{len(listed)} have “{text}” in them"
            _put(question._replace(prompt=prompt, default=None, without=None), listed, None)
        except click.UsageError as problem:
            screen.say(problem.format_message())
        except Problem as problem:
            for line in str(problem).split("\n"):
                screen.say(line)


def confirm(prompt: str) -> bool:
    """Whether the person says yes; Enter means no."""
    screen.say(f"{prompt} [y/N]")
    return read_line().casefold() in ("y", "yes")


def read_line() -> str:
    """A line typed after `> `, without the space around it. Raises Abort at the end of input."""
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        interrupts.wait_to_read(sys.stdin)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            screen.say("That is not UTF-8 text. Type it again.")
            continue
        if not line:
            sys.stderr.write("\n")
            raise click.Abort
        text = line.strip()
        if len(line.encode(errors="replace")) >= LONGEST_BYTES:
            screen.say(
                "The terminal may have cut this line: it takes none longer. Type a shorter one."
            )
        elif acceptable(text) is not None or re.search("[\x00-\x08\x0b-\x1f]", text):
            screen.say("That line contains a control key, such as an arrow. Type it again.")
        else:
            return text


class _Narrowed(Exception):
    """The typed text is part of several offers."""

    def __init__(self, text: str, offers: list[Offer]) -> None:
        self.text, self.offers = text, offers


def _nothing(question: Prompt, given: str | None) -> str:
    """What an empty answer means."""
    for answer in (given, question.default, "" if question.without is not None else None):
        if answer is not None:
            return answer
    raise Misused(f"This needs an answer. {BACK} steps back; Ctrl-C stops, and records nothing.")


def _understood(question: Prompt, text: str, offers: list[Offer], listed: list[Offer]) -> str:
    """The answer that `text` means. Raises _Narrowed where it is part of several offers."""
    number = text.isascii() and text.isdecimal()
    if number and 0 < int(text[:9]) <= len(listed[:MOST]):
        return _chosen(listed[int(text) - 1])
    said = folded(text)
    for offer in offers:
        if said == folded(offer.answer):
            return offer.answer
    try:
        if question.only:
            raise Misused(f"{text!r} is not one of these. Choose one by its number.")
        question.check(text)
        return text
    except (Problem, click.UsageError):
        having = _part(text, offers)
        if number or not having:
            raise
        if len(having) == 1 and not question.exact:
            return _chosen(having[0])
        raise _Narrowed(text, having) from None


def _part(text: str, offers: Sequence[Offer]) -> list[Offer]:
    """The offers that contain `text`."""
    return [one for one in offers if folded(text) in folded(f"{one.answer}  {one.words}")]


def _chosen(offer: Offer) -> str:
    """The answer repeated in words, since a bare number is easily mistaken."""
    screen.say(f"      {offer.answer}  {offer.words}".rstrip(), hanging=len(offer.answer) + 8)
    return offer.answer


def _put(question: Prompt, listed: Sequence[Offer], given: str | None) -> None:
    """Print the question, its possible answers, and what Enter means."""
    for line in question.prompt.split("\n"):
        screen.say(line, hanging=len(line) - len(line.lstrip()) + 2)
    shown = listed[:MOST]
    width = min(max((len(one.answer) for one in shown), default=0), WIDEST)
    for number, one in enumerate(shown, 1):
        answer = f"{number:>4}  {one.answer:{width}}  {one.words}".rstrip()
        screen.say(answer, hanging=width + 8)
    if len(listed) > MOST:
        screen.say(f"      and {len(listed) - MOST} more: type part of one")
    kept = given or question.default
    if kept:
        screen.say(f"Enter {'keeps' if given else 'for'}: {kept}")
    if question.without:
        screen.say(f"{NONE if kept else 'Enter'} for none: {question.without}")
