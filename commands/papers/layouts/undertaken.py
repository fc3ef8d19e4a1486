"""Somebody is to do something, without a label: "the Clerk to obtain quotations", "Ms Lee undertook
to write", "it was agreed that the Treasurer would report", "that ACC Ray submit a plan".

It cannot know whether "will" tells a task or what is going to happen anyway: only verbs of a task
count after it. Who is asked for a report is not always said.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from commands.papers import (
    beneath,
    by_whom,
    dues,
    ends,
    in_full,
    margins,
    orders,
    owners,
    pronouns,
    tasks,
    wanted,
)
from commands.papers.claims import Claim, Proposal, proposal
from commands.papers.outline import Outline, Row
from commands.papers.people import NAME
from commands.papers.rulings import DECISION
from commands.papers.sentences import sentences
from commands.papers.shapes import is_sentence
from commands.papers.task_verbs import TASK

RANK = 32
FEWEST = 5  # Words of a task that ends in its owner.
FEWEST_ORDERED = 3  # "Check insurance (TR)"
# The number of an action, and no minute's.
NUMBERED = re.compile(r"^A(?:P|CT)?[/-]?\d")
OF_LIST = re.compile(r"[A-Z]{1,6}[-/]\d")
# Where a note of what is to be done is of another kind.
NEVER = frozenset({"minutes", "next", "recommendations", "afi", "concern", "documents"})
AGREED = re.compile(r"\b(?:agreed|approved|decided)\b")
# "A plan with dates, to the February session. Owner: ACC Ford."
OWNED = re.compile(r"\w[.;]\s+(?:Owner|Lead|Action\s+by)\s*:")
# "The Treasurer undertook to:", over a list of what.
LEAD = re.compile(r"\bto\s*:$")
SHORT = 4  # Words of what is to be done, over a list of to what.
LETTERS = re.compile(r"\s[–—-]\s(?P<who>[A-Z]{2,3})\.?$")
FULL = re.compile(NAME)
TO = re.compile(r"^to\s")
TITLE = re.compile(r"declarations?\s+of\s|apologies\s", re.I)  # "... in matters to be discussed"


def _of_list(row: Row) -> bool:
    """Whether a line of a list of actions has a reference of its own: "GG/12 – DCC to write"."""
    return bool({"actions", "arising"} & row.sections and OF_LIST.match(row.code))


def _asks(words: str) -> bool:
    """Whether a line is a question, and tells nothing before it, nor politely asks for a task."""
    return words.endswith("?") and len(sentences(words)) == 1 and not in_full.pleads(words)


def read(outline: Outline) -> Iterator[Claim]:
    above = lead = ""
    rows = outline.rows
    for one, row, after in zip(rows, _whole(rows), (*rows[1:], None), strict=False):
        before, above = above, row.said if row.shape == "text" else ""
        listed = row.bulleted or row.code.isdigit()
        lead = row.said.rstrip(" :") if _leads(row, outline) else lead if listed else ""
        claim = _acted(row, lead, before, after, outline) if _may_act(row) else None
        # What a label tells again in the line below is told there.
        if claim and not (after and claim.owner and beneath.again(after) == claim.owner):
            due = claim.due or margins.due(after)
            yield structs.replace(claim, words=one.said, due=due)


def _whole(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The lines, each with what a page broke off it: "... the risk; CB" and "would write"."""
    for at, row in enumerate(rows):
        end = at + 1
        while row.shape == "text" and end < len(rows) and rows[end].shape == "part":
            end += 1
        said = " ".join(one.said for one in rows[at:end])
        yield structs.replace(row, said=said) if end > at + 1 else row


def _leads(row: Row, outline: Outline) -> bool:
    """Whether a line gives somebody something to do over a list of what: "The Clerk to send:"."""
    if not row.said.endswith(":") or LEAD.search(row.said):
        return bool(LEAD.search(row.said))
    task = tasks.of(row.said.rstrip(" :"), outline.names, frozenset(outline.people))
    return bool(task and task.owner and len(task.what.split()) <= SHORT)


def _may_act(row: Row) -> bool:
    """Whether a line may give somebody something to do: no question, no title, no ruling."""
    if row.shape not in ("text", "heading", "label", "person") or _asks(row.said):
        return False
    if row.words.endswith(":") and not wanted.unowned(row.said):
        return False
    tells = " to " in row.said or (LETTERS.search(row.said) and ". " in row.said)
    if row.shape == "heading" and not row.code and not tells:
        return False
    # "PCC agreed to fund two advisers", below Decisions: what was ruled.
    ruled = "decisions" in row.sections and AGREED.search(row.said)
    return not (ruled or DECISION.match(row.code))


def _acted(
    row: Row, lead: str, before: str, after: Row | None, outline: Outline
) -> Proposal | None:
    """What a line gives somebody to do. `lead`: the words over its list; `before`: the line above
    it."""
    people = frozenset(outline.people)
    said = f"{lead} {TO.sub('', row.said[:1].lower() + row.said[1:])}" if lead else row.said
    if before and not lead:
        said = pronouns.named(said, pronouns.told_of(before, outline.names | people))
    task = tasks.of(said, outline.names, people)
    numbered = wanted.is_numbered(row.said)
    noted = not task and row.shape == "text" and wanted.is_noted(row.said)
    noted = noted or (
        not task and "arising" not in row.sections and wanted.is_sent(row.said)
    )  # Of an earlier meeting, what follows tells how it stands.
    asks = _is_wanted(row, task=bool(task))
    who = task.owner if task else ()
    if task and not who and before:
        who = pronouns.told_of(before, outline.names | people)  # She would publish the figures.
    if numbered and not who and (acting := owners.acting(row.said, outline.names)):
        who = acting[0]
    ended = () if row.opening or row.block else ends.in_column(row.said, outline.names)
    if not (who or task or noted or asks) and AGREED.search(row.said):
        ended = ()  # What was ruled: its own layout has what is to be done besides.
    who = ended or who or _whose(row, outline, task=bool(task), noted=noted, asks=asks)
    if row.shape == "text" and not (who and owners.acting(row.said)):
        who = margins.alone(after) or who  # "CFO to write" begins with its own.
    if not who and not row.opening and not row.cells:
        who = margins.in_margin(row.text, outline.people)
    noted = noted and not row.opening and not (NEVER & row.sections or TITLE.match(row.said))
    if not (who or task or numbered or asks or noted):
        return None
    return proposal(
        row,
        "action",
        owner=who,
        due=dues.of_task(row.said, task.what) if task else dues.stated(row.said),
        ref=(row.code,) if NUMBERED.match(row.code) or _of_list(row) else (),
        sure=task.sure if task else False,
    )


def _is_left(words: str, outline: Outline) -> bool:
    """Whether a line ends in what is no sentence, and whose it is: "KB is back. Card - UL"."""
    found = LETTERS.search(words)
    last = sentences(words)[-1]
    return bool(
        found
        and found["who"] in outline.people
        and not is_sentence(last)
        and len(last.split()) > FEWEST
    )


def _is_wanted(row: Row, *, task: bool) -> bool:
    """Whether a line tells what is to be done, whoever is to do it."""
    if row.shape in ("text", "label") and wanted.unowned(row.said):
        return True
    if row.shape == "text" and wanted.is_called_for(row.said):
        return True
    coming = row.shape == "text" and wanted.is_coming(row.said)
    return not task and (coming or by_whom.was_accepted(row.said))


def _whose(row: Row, outline: Outline, *, task: bool, noted: bool, asks: bool) -> tuple[str, ...]:
    """Whom a line names besides who is said to do a `task`: by whom it is noted, who is left with
    it, who stands at its end."""
    known = outline.names | frozenset(outline.people)

    def all_known(named: tuple[str, ...]) -> bool:
        return all(owners.SURE.match(one) or owners.words_of(one) <= known for one in named)

    by = by_whom.at_end(row.said) if noted or (not task and row.shape == "text") else ()
    full = by and FULL.fullmatch(by[-1])  # Managed by Una Fell; by Una and Bo Fell.
    who = by if noted or full or all_known(by) else ()
    listed = (row.bulleted or TASK.match(row.said)) and not is_sentence(row.said)
    who = who or (pronouns.left_with(row.said, known) or by_whom.of_us(row.said) if asks else ())
    ought = not (who or task) and row.shape == "text" and wanted.ought(row.said)
    fewest = FEWEST_ORDERED if orders.is_order(row.said) else FEWEST
    if not who and (listed or noted or asks or ought) and len(row.said.split()) >= fewest:
        ended = ends.at_end(row.said)
        if not row.opening and row.block != "present":
            who = ended if all_known(ended) else ()
    if not who and not (row.opening or row.block) and _is_left(row.said, outline):
        who = ends.at_end(row.said)
    if not who and row.shape == "text" and OWNED.search(row.said) and not row.opening:
        who = ends.owned(row.said)
    return who
