"""Whether a line gives somebody something to do, by its grammar: who, what binds them, and what is
done.

"LS to chase", "the Clerk undertook to write", "Members asked the Treasurer to report", "it was
agreed that Mr Hay would check", "an action was given to the CFO to review". Who may stand anywhere
in a sentence; what binds them stands right after, or is said of them by "he" or "which she". What
somebody only reports, asks as a question, or did before, is no task.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from commands.papers import in_full, orders, owners, pronouns, who_acts
from commands.papers.binding import LAST, OPENS, binds
from commands.papers.bonds import (
    ACCORDINGLY,
    ACTIONED,
    AWAY,
    BOND,
    FOR,
    GIFT,
    GIVEN,
    HAPPY,
    KINDLY,
    OTHERS,
    PLEASE,
    PROMISED,
    TAKEN,
    TASKED,
    TO_DO,
    TO_NOTE,
    TOOK,
    UNDERTOOK,
    WITH,
    is_offered,
    is_promised,
)
from commands.papers.sentences import sentences
from commands.papers.task_verbs import AS_CHAIR, AT_TABLE, SAY, SERVICE, TASK
from commands.papers.wanted import BEFORE, BOUND


class Task(NamedTuple):
    """Who is to act, what they are to do, and whether the line surely begins with both."""

    owner: tuple[str, ...]
    what: str
    sure: bool


SET_OFF = re.compile(r"[a-z]{3},\s*$")
# Done by then, or before the meeting ends.
DID = re.compile(
    r"\bwhich\s+(?:he|she|they)\s+(?:did|has|have|had)\b|\b(?:at\s+the\s+end\s+of|later\s+in)\s+(?:the|this)\s+meeting\b"
)
HELPED = re.compile(r"(?<!,)\swith\s$")  # "works with the Force, the Council and RSS to assess it".
# Where who acts may stand, and what lets a clause of its own begin there.
PLACE = re.compile(
    r"(?<![\w'’/&.-])(?:[Tt]he\s+)?(?:[A-Z]|(?:officers|partners|colleagues|everyone|everybody|all|chair\w*|clerk|secretary|treasurer|caretaker|groundsman|lengthsman|webmaster|editor|warden|secretariat|head\s?teacher|principal|bursar|administrator|internal|external|auditors?|working|steering|project|delivery|task|sub-?group)\b)"
)
LISTS = re.compile(r"(?:[,;:–—]|\s-|\b(?:so|then|that|agreed)|,\s+with)\s*$")
EARLIER = re.compile(r"^\(\d[\d./]*\)\s+")  # "(5.4) JS to confirm": a number of earlier minutes.
MOST = 16  # Places of a sentence that are looked at.
LONGEST = 1200  # Characters: a page in one line is no clause.


@lru_cache(maxsize=1024)
def of(words: str, names: frozenset[str], people: frozenset[str] = frozenset()) -> Task | None:
    """The task that a line gives, or None; of several, all who are to act. `names` are the words
    that name those of the paper's own lists, `people` their initials."""
    words = in_full.said(EARLIER.sub("", words))
    if len(words) > LONGEST * 3:
        return None
    known = names | people
    if not BOUND.search(words) and not TAKEN.search(words):
        return _ordered(words, known)
    found: list[Task] = []
    teller: tuple[str, ...] = ()
    for at, one in enumerate(sentences(words)[:12]):
        sentence = in_full.noted(one)
        given = list(_of_sentence(sentence[:LONGEST], known, first=not at))
        given = [task for task in given if not DID.search(task.what)]
        if not given and (said := pronouns.named(sentence, teller)) != sentence:
            given = [
                one._replace(sure=False)
                for one in _of_sentence(said, known | {*teller}, first=False)
            ]
        if not given and (agreed := pronouns.accepted(sentence, teller, known)):
            given = [Task(*agreed, sure=False)]
        if not given and (after := pronouns.later(sentence, known)):
            given = [Task(*after, sure=False)]
        if not given and (teller or not at) and (what := pronouns.will(sentence)):
            given = [Task(teller, what, sure=False)]
        found += given
        told = pronouns.teller(sentence, known)
        teller = teller if told is None else told
        known |= {word for one in told or () for word in one.split()}  # Una Fell: Una would write.
    if len(found) == 1 and pronouns.MORE.search(found[0].what):
        return found[0]._replace(sure=False)
    if len(found) < 2:
        return found[0] if found else _ordered(words, known)
    every = owners.each_once(one for task in found for one in task.owner)
    return Task(every, found[0].what, sure=found[0].sure and every == found[0].owner)


def _ordered(words: str, known: frozenset[str]) -> Task | None:
    return Task(*found, sure=False) if (found := orders.given(words, known)) else None


def _of_sentence(sentence: str, known: frozenset[str], *, first: bool) -> Iterator[Task]:
    if sentence.endswith("?"):
        return
    held = within = apart = -1
    some = False
    places: list[tuple[str, who_acts.Who]] = []
    for count, place in enumerate(PLACE.finditer(sentence)):
        if count == MOST:
            break
        before = sentence[: place.start()]
        who = who_acts.who_at(sentence, place.start())
        if not who or place.start() < max(held, within):
            continue
        joined = bool(re.search(r",|\band\b", who.said))
        if joined and len(owners.named(owners.bare(who.said), frozenset())) == 1:
            joined, within = False, who.end  # The Policy and Training Officer is one.
        # "words on the IAG, the Commissioner agreed": whoever is meant begins later.
        if joined and owners.TITLED.match(who.said) and sentence.startswith(" to ", who.end):
            before, first = "", False  # "a group of Cllrs Fox, Gale and Hay to look at it"
        if before.strip() and joined and not LISTS.search(before[-LAST:]):
            apart = who.end if "," not in who.said or HELPED.search(before) else apart
            continue
        if who.end == apart and sentence.startswith(" to ", who.end):
            continue  # From the Force and the Council to share: what it is for.
        places.append((before, who))
        if found := _bound(sentence, before, who, known, first=first):
            some, held = True, found[1]
            yield found[0]
    if not some and (task := _in_other_words(sentence, places, known)):
        yield task


def _in_other_words(
    sentence: str, places: list[tuple[str, who_acts.Who]], known: frozenset[str]
) -> Task | None:
    """The task of a sentence in which nothing stands right after somebody and binds them."""
    for before, who in reversed(places):
        opens = not before.strip() or OPENS.search(before[-LAST:])
        if opens and (task := _took(sentence, who, known)):
            return task
    if task := _handed(sentence, known):
        return task
    who_and_what = owners.assigned(sentence, known)
    if who_and_what and TASK.match(who_and_what[1]) and not AS_CHAIR.match(who_and_what[1]):
        return Task(*who_and_what, sure=False)
    return None


def _bound(
    sentence: str, before: str, who: who_acts.Who, known: frozenset[str], *, first: bool
) -> tuple[Task, int] | None:
    """The task of whoever stands at a place, and where it begins to be told."""
    named = owners.named(owners.bare(who.said), known)
    if not named and owners.THE_ONE.fullmatch(owners.bare(who.said)):
        named = owners.alone(owners.bare(who.said))  # The Chamberlain agreed to
    bond = BOND.match(sentence, who.end)
    if not named and bond and _is_by_first_name(bond, before):
        said = owners.bare(who.said)  # Foreman to book a lorry; Sally will write; Board to try.
        body = bond["note"] and (owners.THESE.match(said) or orders.THOSE.match(sentence))
        named = owners.alone(said) or ((owners.THE.sub("", said),) if body else ())
        known = frozenset()
    set_off = len(named) == 1 and SET_OFF.search(before)  # "The Mayor's deputy, Ms Fell, agreed to"
    if not named or not bond or (bond["off"] and not set_off):
        return None
    sure = binds(bond, before, named, known, first=first)
    return (Task(named, bond["what"], sure), bond.start("what")) if sure is not None else None


def _is_by_first_name(bond: re.Match[str], before: str) -> bool:
    """Whether a clause may be of somebody whom no list has: "Sally will write", ", Dot to ask"."""
    if not before:
        return bool(TASK.match(bond["what"]))
    opens = bond["weak"] or bond["given"] or (bond["note"] and before.rstrip().endswith(","))
    return bool(opens and OPENS.search(before[-LAST:]) and SERVICE.match(bond["what"]))


def _took(sentence: str, who: who_acts.Who, known: frozenset[str]) -> Task | None:
    """What somebody took upon themselves in other words, or said that "he would" do."""
    named = owners.named(owners.bare(who.said), known)
    if not named and KINDLY.match(sentence, who.end):
        named = owners.alone(owners.bare(who.said))  # Sally has kindly said that she will go.
    for form in (
        (PLEASE, WITH, TOOK, AWAY, HAPPY, UNDERTOOK, GIFT, ACCORDINGLY, PROMISED) if named else ()
    ):
        if found := form.match(sentence, who.end):
            if form in (PLEASE, PROMISED) and not is_promised(form is PROMISED, found):
                continue
            if form is HAPPY and not sentence.startswith(who.said):
                continue  # "RP said that the college was willing to help".
            if form is HAPPY and not is_offered(found, named):
                continue
            between = sentence[who.end : found.start("what")]
            if not BEFORE.search(between) and not (form is PROMISED and OTHERS.search(between)):
                return Task(named, found["what"], sure=False)
    return None


# "UL asked members to let her know", and not what they do at the table.
MEMBERS = re.compile(rf"(?:all\s+)?members\b(?!\s+to\s+(?:{AT_TABLE.pattern}))")


def _handed(sentence: str, known: frozenset[str]) -> Task | None:
    """What somebody was asked for, was given an action for, or was tasked with."""
    for before, after in ((GIVEN, TO_DO), (ACTIONED, TO_DO), (TASKED, WITH), (FOR, TO_NOTE)):
        for asked in before.finditer(sentence) if before is not FOR or "or " in sentence else ():
            who = who_acts.who_at(sentence, asked.end())
            if not who and before is GIVEN and (every := MEMBERS.match(sentence, asked.end())):
                who = who_acts.Who(every[0], every.end())
            found = after.match(sentence, who.end) if who else None
            if not who or not found:
                continue
            if before is FOR and (
                not TASK.match(found["what"]) or owners.THESE.match(owners.bare(who.said).title())
            ):
                continue  # "for members to consider", at the table.
            given = before is GIVEN and (
                SAY.match(found["what"])
                or not TASK.match(found["what"])
                or BEFORE.search(sentence[: asked.end()])
            )
            named = owners.named(owners.bare(who.said), known)
            lone = sentence[asked.start() :].lstrip().startswith(("asked", "agreed", "and"))
            said = owners.bare(who.said)  # Una asked Dick to advise the bank, and the Engineer to
            one = owners.THE_ONE.fullmatch(said) and not owners.THESE.search(said)
            if not named and before is GIVEN and (lone or one):
                named = owners.alone(who.said)
            if not given and named:
                return Task(named, found["what"], sure=False)
    return None
