"""Somebody is to do something, without a label: "the Clerk to obtain quotations", "Ms Lee undertook
to write", "it was agreed that the Treasurer would report", "that ACC Ray submit a plan".

It cannot know whether "will" tells a task or what is going to happen anyway: only verbs of a task
count after it. Who is asked for a report is not always said.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, owners
from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline
from commands.papers.shapes import is_sentence

RANK = 32
TASK = re.compile(
    r"^(?:also\s+|then\s+|now\s+|both\s+)?(?:write|circulate|provide|send|share|check|report|bring|arrange|speak|contact|prepare|draft|produce|investigate|review|look|"
    r"follow|find|confirm|discuss|raise|update|obtain|organise|invite|ask|liaise|consider|explore|add|amend|publish|present|feed|"
    r"chase|email|request|establish|submit|issue|consult|develop|distribute|clarify|supply|forward|set\s+up|take|compile|pass|"
    r"pick|seek|attend|advise|inform|notify|respond|reply|monitor|identify|commission|convene|host|hold|launch|run|finalise|scope|remind|upload|collate|recirculate|ensure|make|get|talk|call|visit|draw|lead|work|meet\s+with)\b",
    re.I,
)
WEAK = re.compile(r"^(?:will|shall|would)$")
WANTED = re.compile(
    r"\b(?:requested|asked\s+for|asked\s+to\s+(?:see|receive|have)|called\s+for)\s+(?:that\s+)?(?:an?\s+|the\s+|further\s+|more\s+)(?:[\w-]+\s+){0,3}?(?:report|paper|briefing|note|breakdown|update|plan|analysis|presentation|list|copy)\b|"
    r"\b(?:asked|requested)\s+that\s+(?:an?|the)\s+.{3,120}?\bbe\s+(?:provided|brought|sent|circulated|submitted|presented|prepared|produced|included|added|shared)\b",
    re.I,
)
# "Ms Lee will write to them. (Action 3)"
ACTION_AT_END = re.compile(r"[(\[]\s*actions?\s*(?:point\s*)?(?:no\.?\s*)?\d+\s*[)\]]\W*$", re.I)
FEWEST = 5  # Words of a task that ends in its owner.
# The number of an action, and no minute's.
NUMBERED = re.compile(r"^A(?:P|CT)?[/-]?\d")
RULING = re.compile(r"D(?:EC)?[/-]?\d")  # The number of a decision.
# What a paper tells of another paper, or of the past, is no task.
TOLD = re.compile(r"^(?:the\s+)?(?:report|paper|act|policy|government|home\s+office)\b", re.I)


def _clauses(words: str) -> list[str]:
    """The line from each place where a sentence begins, or what follows its opening clause."""
    begins = [0, *(m.end() for m in re.finditer(r"(?<=[a-z)][.;])\s+(?=[A-Z])", words))][:4]
    if opened := re.match(r"(?:following|after|in\s+\w+|as)\b[^.,]{3,80},\s+", words, re.I):
        begins.append(opened.end())
    return [words[at:] for at in begins]


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        if row.shape not in ("text", "heading", "label", "person") or row.words.endswith(
            ("?", ":")
        ):
            continue
        if row.shape == "heading" and not row.code and " to " not in row.said:
            continue
        if "decisions" in row.sections or RULING.match(row.code):
            continue  # "PCC agreed to fund two advisers", below Decisions: what was ruled.
        who: tuple[str, ...] = ()
        sure = False
        for at, clause in enumerate(_clauses(row.said)):
            found, acting = owners.ACTS.match(clause), owners.acting(clause, outline.names)
            if not found or not acting:
                continue
            weak = WEAK.match(found["will"])
            if (weak or at) and not TASK.match(found["what"]):
                continue
            who = acting[0]
            named = all(owners.SURE.match(one) or one in outline.people for one in who)
            sure = not at and not weak and named
            break
        if not who and (given := owners.assigned(row.said, outline.names)):
            who = given[0] if TASK.match(given[1]) else ()
        numbered = ACTION_AT_END.search(row.said)
        if numbered and not who and (acting := owners.acting(row.said, outline.names)):
            who = acting[0]
        ended = owners.at_end(row.said) if row.bulleted and not is_sentence(row.said) else ()
        if (
            not who
            and len(row.said.split()) >= FEWEST
            and not row.opening
            and row.block != "present"
        ):
            who = ended if all(owners.SURE.match(one) for one in ended) else ()
        if (
            not who
            and not numbered
            and not (row.shape == "text" and WANTED.search(row.said) and not TOLD.match(row.said))
        ):
            continue
        yield Proposal(
            kind="action",
            first=row.line,
            last=row.line,
            words=row.said,
            rule="undertaken",
            owner=who,
            due=dues.stated(row.words),
            ref=(row.code,) if NUMBERED.match(row.code) else (),
            item=row.heading or None,
            sure=sure,
        )
