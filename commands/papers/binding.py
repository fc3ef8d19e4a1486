"""Whether what is said of somebody binds them to do something: surely, maybe, or not.

"The Clerk will write" binds; "the road will flood" only tells what will be so.
"""

import re
from typing import NamedTuple

from commands.papers import in_full, owners
from commands.papers.bonds import ABOUT, COLLECTIVE, is_clause
from commands.papers.task_verbs import (
    AT_TABLE,
    BEFALLS,
    HAPPENS,
    RULES,
    SAY,
    SERVES,
    SERVICE,
    STAYS,
    TASK,
    TELLS,
)

BODIES = (("Members",), ("members",), ("Governors",), ("Trustees",))
LATER = re.compile(r"undert|promise|pledge|volunteer")  # To say it then, and not at the table.
ONCE = re.compile(r"(?:Once|When|After)\s")  # "Once the price is known the Clerk will apply."
NOT_DONE = re.compile(owners.NOT_DONE)
BESIDE = re.compile(r"\b(?:liais\w+|work\w*|meet\w*|speak)\s+with\s+[^,.;]{2,60}\sand\s+$")
REPORTED = re.compile(rf"\b(?!added\b){TELLS}\b|(?<!was )(?<!were )(?<!been )\badded\b")
OPENS = re.compile(
    r"(?:[,;:–—(]|\s[/-]|\b(?:and|but|so|then|that|was\s+agreed|[Oo]n-?going|[Oo]utstanding)|,\s+w(?:ith|hich))\s*$"
)
# "will change the page and tell members"
AND_SERVES = re.compile(rf"[a-z]+\s[^.;,]{{2,60}}?\sand\s+{SERVES}\b")
# "The Forum, having heard Ms Orr, agreed": who agreed stands before.
HAVING = re.compile(r"\b(?:having|after)\s+(?:[a-z]+\s+){1,4}(?:[A-Z]\w*\.?\s+){0,2}$")
LAST = 20  # Characters before somebody, in which what opens a clause stands.


class Clause(NamedTuple):
    """What is said of somebody: what binds them to what, and what stands before them."""

    bond: re.Match[str]
    before: str
    who: tuple[str, ...]
    head: bool  # They begin what is said.
    somebody: bool  # Those named are surely posts, people or parties.
    person: bool

    @property
    def what(self) -> str:
        return self.bond["what"]

    @property
    def task(self) -> bool:
        return bool(TASK.match(self.what))

    @property
    def told(self) -> bool:
        """Whether it is only reported of them."""
        return bool(REPORTED.search(self.before))

    @property
    def at_table(self) -> bool:
        """Whether a body does it as it meets."""
        return self.who in BODIES and bool(AT_TABLE.match(self.what))


def binds(
    bond: re.Match[str], before: str, who: tuple[str, ...], known: frozenset[str], *, first: bool
) -> bool | None:
    """Whether the words after somebody bind them: surely, maybe, or (None) not."""
    what, head = bond["what"], first and not before.strip()
    if HAVING.search(before) or (NOT_DONE.match(what) and not in_full.service(what)):
        return None
    if bond["note"] and BESIDE.search(before):
        return None  # The clerk to liaise with Ms Fell and the Warden to arrange it.
    named = [one in known or owners.words_of(one) <= known for one in who]
    somebody = all(owners.SURE.match(one) or said for one, said in zip(who, named, strict=True))
    person = all(owners.PERSONAL.match(one) or said for one, said in zip(who, named, strict=True))
    clause = Clause(bond, before, who, head, somebody, person)
    if bond["taken"]:
        return _is_taken(clause)
    if bond["given"]:
        return _is_given(clause)
    boundary = head or not before.strip() or bool(OPENS.search(before[-LAST:]))
    if bond["weak"]:
        return False if (boundary or ONCE.match(before)) and _may_bind(clause) else None
    if not boundary or (bond["due"] and (clause.told or before.endswith("which "))):
        return None
    by_note = (head and bond["note"]) or (somebody and not BEFALLS.match(what))
    if not clause.task and not by_note:
        return None
    # "The County need to tell us": what is so, maybe.
    needs = re.match(r"need|still|just|only", bond["due"] or bond["note"] or "")
    return head and somebody and not needs


def _is_taken(clause: Clause) -> bool | None:
    """Whether somebody agreed or undertook to do it, as `binds` tells."""
    what, taken = clause.what, clause.bond["taken"]
    if clause.who in BODIES or (owners.OF_BODY.search(clause.who[0]) and AT_TABLE.match(what)):
        return None  # "Members agreed to close it": they ruled.
    if in_full.service(what):
        return False
    ruled = RULES.match(what) and " to" in taken
    there = SAY.match(what) and not LATER.search(taken)
    if ruled or there or STAYS.match(what):
        return None
    # What he has agreed to may be done.
    return clause.head and clause.somebody and clause.task and not taken.startswith("ha")


def _is_given(clause: Clause) -> bool | None:
    """Whether somebody was asked or is expected to do it, as `binds` tells."""
    given, before = clause.bond["given"], clause.before
    past = re.match(r"w(?:as|ere|ould|ill)\b", given) and not before.endswith(" and ")
    if (clause.told and past) or SAY.match(clause.what) or clause.at_table:
        return None
    return clause.somebody and clause.head if clause.task or clause.head else None


def _may_bind(clause: Clause) -> bool:
    """Whether "will" and its like say what somebody is to do, and not what will be so."""
    what, before, who = clause.what, clause.before, clause.who
    alone = len(who) == 1 and not COLLECTIVE.search(who[0])
    one = clause.person or (clause.somebody and alone)
    serves = bool(SERVICE.match(what) or (clause.person and AND_SERVES.match(what)))
    happens = bool(HAPPENS.match(what))
    free = not happens and not BEFALLS.match(what)
    # "It was reported that the Clerk would write": of one, and of what serves others.
    if clause.told and not (serves and one and is_clause(before, clause.bond["weak"])):
        return False
    opens = not before.strip() or (clause.task and ABOUT.fullmatch(before))
    return bool(
        serves
        or (one and free and opens)
        or (free and clause.somebody and before.endswith("agreed that "))
        or (clause.head and clause.task and not happens)
    )
