"""Who came, or did not, as a minute names them: by the post, or by the name with a capacity."""

import re
from collections.abc import Callable

from commands.papers import people, sections
from commands.papers.claims import Proposal
from commands.papers.outline import Outline, plain

PostOf = Callable[[str], str | None]

KINDS = ("present", "apologies")
SHORT = re.compile(r"\(([A-Za-z]{2,5})\)")
CHAIR = re.compile(r"^(?:in\s+the\s+)?chair(?:ed\s+by|man|person)?\s*(?:[:–-]+\s*\|?|\|)\s*", re.I)
# Ann Lee (AL) – Treasurer; CC Bob Ray (BR); Cath Moss, Treasurer; Al Orr (Clerk); DCC Ray
PERSON = re.compile(
    r"(?:(?P<rank>[A-Z/]{2,5}|Cllr|Councillor)\s+)?"
    r"(?P<name>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’-]*){0,3}?)(?:\s*\([A-Z]{2,4}\))?"
    r"(?:\s*[–—,-]\s*(?P<post>[^()]{2,80}))?\s*(?:\((?P<of>[^()]{2,80})\))?[\s.;,]*"
)
# "Members: P Harker, D Osei": what each of them is.
MEMBERS = re.compile(
    r"(?:[\w-]+\s+){0,2}(?P<one>member|councillor|observer|guest|governor|trustee|witness)"
    r"(?:e?s)?(?:\s+present)?\s*:\s*",
    re.I,
)
MANY = re.compile(r"(?:and\s+)?(?P<one>councillor|cllr|member)s\s+(?=(?-i:[A-Z]))", re.I)
LISTED = r"\s*[,;]\s*(?:and\s+)?|\s+and\s+"
OTHERS = re.compile(r"(?:[\w-]+\s+){0,2}(?:officers|staff|others|attendees)\s*:\s*", re.I)
# "Apologies were received from DCC Ray", "Ann Lee and Bob Ray sent their apologies".
SENT = re.compile(
    r"\bapolog(?:y|ies)\b[^.:,;–-]{0,60}?\s(?:from|of|for|by)\s+(?=(?-i:[A-Z]))", re.I
)
AFTER = re.compile(
    r"\s+(?:(?:had\s+)?(?:sent|gave|given|tendered|offered|submitted)\s+(?:(?:his|her|their)\s+)?"
    r"apologies|(?:were|was|had\s+been)\s+(?:received|noted|accepted|given|recorded))\b[^.]*\.?$"
)


def of(proposal: Proposal, words: str, outline: Outline, post_of: PostOf) -> str | None:
    """Who is meant by a proposal: by a column for the post beside that of the name, in this line
    or, of whom is in the chair, in the one that names them again; None where it cannot be told."""
    said = CHAIR.sub("", unlabelled(words))
    for row in outline.rows:
        name, post = row.columns.get("name"), row.columns.get("post")
        led = CHAIR.match(words) and name and name.startswith(said)
        if name and post and (row.line == proposal.first or led):
            bare, person = people.BRACKETS.sub("", post).strip(" .,;"), PERSON.fullmatch(name)
            told = f"{person['name'].strip()} ({bare})" if person and bare else None
            return _of_column(post, post_of) or told

    def known(one: str) -> str | None:
        short = one.strip(" .;,")
        by_list = post_of_initials(short, outline, post_of) if short in outline.people else None
        return post_of(one) or by_list

    return named(words, known)


def post_of_initials(said: str, outline: Outline, post_of: PostOf) -> str | None:
    """The post of who has these initials in the paper's own list."""
    for row in outline.rows:
        name, post = row.columns.get("name", ""), row.columns.get("post", "")
        if post and said in (row.columns.get("initials"), *SHORT.findall(name)):
            return _of_column(post, post_of)
    listed = (plain(line.text) for line in outline.reading.lines)
    line = next((line for line in listed if f"({said})" in line), "")
    return post_of(named(line, post_of) or "")


def named(words: str, post_of: PostOf) -> str | None:
    """Those whom words name, each by a post or with a capacity; None where that cannot be told of
    one of them."""
    said = CHAIR.sub("", unlabelled(words))
    many = MANY.match(said)
    found = MEMBERS.match(words) or many
    capacity = found["one"].capitalize().replace("Cllr", "Councillor") if found else ""
    listed = re.split(LISTED, said[many.end() :].rstrip(" .;,")) if many else people.each(said)
    told = [_one(one, post_of, capacity) for one in listed]
    return None if None in told or not told else ", ".join(filter(None, told))


def unlabelled(words: str) -> str:
    """The words without the label that the line of a minute has as well, and without what else a
    sentence says of apologies."""
    found = SENT.search(words)
    for label in (sections.PRESENT, sections.APOLOGIES, MEMBERS, OTHERS):
        found = found or label.match(words)
    if found and words[found.end() :].strip():
        words = words[found.end() :].strip()
    return AFTER.sub("", words)


def _of_column(post: str, post_of: PostOf) -> str | None:
    """The post that a cell names, by its abbreviation or in full."""
    short = SHORT.search(post)
    return (short and post_of(short[1])) or post_of(SHORT.sub("", post).strip(" .,;"))


def _one(words: str, post_of: PostOf, capacity: str) -> str | None:
    """A post, or a person with a capacity: their own, or else this one."""
    short = SHORT.search(words)
    if short is not None and (post := post_of(short[1])) is not None:
        return post
    if (titled := people.titled(words)) is not None:
        return post_of(titled[0]) or f"{titled[1]} ({titled[0]})"
    found = PERSON.fullmatch(words)
    if found is None:
        return post_of(words)
    name = found["name"].strip()
    own = next(filter(None, (found["post"], found["of"], found["rank"])), "").strip(" .;,")
    if " " not in name and not found["rank"] and not capacity:
        return post_of(words.strip(" .;,"))
    if not own and (post := post_of(name)) is not None:
        return post
    if not own and not capacity:
        return None
    return (own and post_of(own)) or f"{name} ({own or capacity})"
