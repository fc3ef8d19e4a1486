"""A paper's proposals as the text of a minute, each below the paper's own words.

What is sure and can be recorded stands as a line of the minute. What is not sure, what a minute has
no line for, an owner who is no post, and every line that was not understood stand as comments (//),
in their place, for a person to decide.
"""

from collections.abc import Callable
from datetime import date

from commands.papers import owners
from commands.papers.claims import Proposal
from commands.papers.outline import Outline, Row, day_in
from commands.papers.proposals import Proposed
from ledger.words import counted, day

# The line of a minute for each kind of proposal that has one.
FORMS: dict[str, str] = {
    "present": "Present: {words}",
    "apologies": "Apologies: {words}",
    "nil": "N: {words}",
    "minutes": "N: {words}",
    "note": "N: {words}",
    "finding": "F -: {words}",
    "question": "Q{by}: {words}",
    "answer": "> answered: {words}",
    "action": "A: {owners}: {title}{due}",
    "decision": "D{by}: {words}",
    "progress": "{ref}\n> progress: {words}",
    "carry": "{ref}\n> carried forward",
    "due": "{ref}\n> due moved to {due}: {words}",
    "close": "{ref}\n> closed by -: {words}",
}
UNDER_AN_ITEM = (*("nil", "minutes", "note", "finding", "question", "answer", "action"), "decision")
# Kinds whose line says all that the paper says; of the others a person decides.
CERTAIN = ("action", "decision", "note", "nil", "minutes", "finding", "question")


def coverage_in_words(proposed: Proposed) -> str:
    """150 lines: 61 proposed, 81 furniture (heading, label), 8 not understood."""
    counts = proposed.coverage()
    kinds = sorted(set(proposed.furniture.values()) - {"blank"})
    named = f" ({', '.join(kinds)})" if kinds else ""
    return (
        f"{counted(sum(counts.values()), 'line')}: {counts['proposed']} proposed,"
        f" {counts['furniture']} furniture{named}, {counts['not understood']} not understood"
    )


def meeting_day(proposed: Proposed) -> date | None:
    """The day of the meeting: the first that the head of the paper names, or None."""
    for line in proposed.reading.lines[:25]:
        if found := day_in(line.text):
            try:
                return date.fromisoformat(found)
            except ValueError:
                continue
    return None


def minute(
    proposed: Proposed, name: str, body: str, on: date | None, post_of: Callable[[str], str | None]
) -> str:
    """The draft of a paper called `name`. `post_of` gives the post that words mean, or None."""
    outline = Outline(proposed.reading)
    rows = {row.line: row for row in outline.rows}
    begun = {proposal.first: proposal for proposal in proposed.proposals}
    head = f"# {body} {day(on)}" if on else f"# {body} DAY"
    text = [
        "// Record this with: govledger minute --file THIS",
        f"// From {name}: {coverage_in_words(proposed)}.",
        *(f"// {warning}" for warning in proposed.reading.warnings),
        "// Lines that begin with // are not recorded: check each, and take the // away.",
        head,
        "",
    ]
    under: tuple[str | None, str] | None = None
    used: set[str] = set()
    for line in proposed.reading.lines:
        row = rows.get(line.number)
        if row is None:
            continue
        proposal = begun.get(line.number)
        if proposal is None:
            if proposed.state(line.number) == "not understood":
                text += [f"// {line.number} not understood: {row.words}", ""]
            continue
        if proposal.kind in UNDER_AN_ITEM and (row.number, row.heading) != under:
            under = (row.number, row.heading)
            text += [_heading(row, name, used), ""]
        text.append(f"// {line.number} {'sure' if proposal.sure else 'unsure'}: {row.words}")
        text += [*_lines(proposal, outline, post_of), ""]
    return "\n".join(text).rstrip("\n") + "\n"


def _heading(row: Row, name: str, used: set[str]) -> str:
    """The item a line stands under, as a minute writes it; without one, the paper itself. Each item
    is named once."""
    title = row.heading.replace('"', "'") or name
    item = row.number or ""
    if not item or item in used:
        item = f"{item} {title[:20]}".strip()
        while item in used:
            item += " again"
    used.add(item)
    return f"## {item} {title}" if item == row.number else f'## "{item}" {title}'


def _lines(proposal: Proposal, outline: Outline, post_of: Callable[[str], str | None]) -> list[str]:
    form = FORMS.get(proposal.kind)
    if form is None:
        return [f"// {proposal.kind}: no line of a minute; record it with a command."]
    posts = [post_of(outline.people.get(one, one)) or post_of(one) for one in proposal.owner]
    unknown = [one for one, post in zip(proposal.owner, posts, strict=True) if post is None]
    who = " and ".join(post or one for one, post in zip(proposal.owner, posts, strict=True))
    words = " ".join(proposal.words.split())
    filled = form.format(
        words=words,
        title=_title(words),
        owners=who or "no owner",
        by=f" by {who}" if who and proposal.kind == "question" else f": {who}" if who else "",
        due=f"; due {proposal.due}"
        if proposal.due and proposal.kind == "action"
        else proposal.due or "",
        ref=proposal.ref[0] if proposal.ref else "REFERENCE",
    )
    ready = proposal.sure and proposal.kind in CERTAIN and not unknown
    lines = filled.split("\n")
    if unknown:
        lines.insert(0, f"// Who is {' and '.join(unknown)}? Name a post.")
    return lines if ready else [one if one.startswith("//") else f"// {one}" for one in lines]


def _title(words: str) -> str:
    """What is to be done: what follows the owner and "to"."""
    found = owners.acting(words)
    title = (found[1] if found else words).rstrip(" .;")
    return title[:1].upper() + title[1:]
