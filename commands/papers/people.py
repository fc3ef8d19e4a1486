"""Names of people and posts, as papers write them: ranks before a name, posts beside it, lists."""

import re
from collections import Counter
from collections.abc import Iterable

RANK = (
    r"(?:(?:T|A|D|DC|DCh)/|Acting\s+|Temp(?:orary)?\.?\s+)?(?:PCC|PFCC|DPCC|CC|DCC|ACC|DCO|ACO|DCFO|ACFO|CFO|CEO|DCS|AM|GM|Cllrs?|Councillors?|Mr|Mrs|Ms|"
    r"Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev(?:erend)?|Alderman|Commissioner|Commander|Canon|"
    r"(?:(?:Deputy|Assistant)\s+)?Chief\s+Constable|Ch\.?\s*(?:Supt|Insp)|C/?Supt|C/?Insp|DSupt|(?:Det(?:ective)?\.?\s+)?"
    r"(?:Chief\s+)?(?:Superintendent|Supt|Insp(?:ector)?)|(?:Det(?:ective)?\.?\s+)?(?:Sgt|Sergeant)|PC|PS|DC|DS|DI|DCI|CI|"
    r"PCSO|DF|HMI|Chair)\.?"
)
# Of forty characters at most: a longer one is no name, and would be read again and again.
WORD = r"[A-Z](?=[\w'’-]{0,40}[a-z])[\w'’-]{1,41}"
NAME = rf"(?:(?:{WORD}|[A-Z]\.?)\s+){{1,3}}{WORD}"
POSTS = (
    r"\b(?:Commissioner|Constable|Officer|Chief|Head|Director|Treasurer|Chair(?:man|woman|person)?|Member|Councillor|"
    r"Executive|Manager|Inspector|Superintendent|Auditors?|Clerk|Solicitor|Secretary|Assistant|Advis[eo]r|Lead|Staff|"
    r"Analyst|Accountant|Co-?ordinator|Representative|Counsel|Independent|Observer|Minutes?|Notes?|Services|Support|"
    r"Audit|[A-Z]{2,5})\b"
)
# Those who meet between meetings, by what they are.
GROUP = (
    r"(?:(?:working|steering|project|delivery|task\s+and\s+finish)\s+"
    r"(?:group|team|party)|sub-?group)"
)
# Gavin Dale (GD); CC Ian Raworth; Toby Kinross (TK) – Deputy Chief Constable; Ann Lee, Treasurer
PERSON = re.compile(
    rf"^(?:(?P<rank>{RANK})\s+)?(?P<name>(?:[A-Z][\w'’-]*\.?\s+){{1,3}}?[A-Z][\w'’-]+|(?<=\s)[A-Z][\w'’-]+)\s*(?P<short>\([A-Z]{{2,4}}\))?"
    rf"(?P<post>\s*[–,-]?\s*(?:the\s+)?(?=[A-Z])[^.:;|\d]{{0,40}}?{POSTS}[^.:;|\d]{{0,80}})?"
    r"\s*(?:\([\w\s&/'’,-]{2,60}\))?\s*[;,.]?$"
)
# Deputy Chief Constable Nadia Farrow; Head of HR Gillian Farr: what follows the post.
AFTER_POST = re.compile(
    rf"\s+(?:(?:of|for)\s+[\w'’&-]+(?:\s+(?:and|&)\s+[\w'’&-]+)?\s+)?{NAME}[.,;]?"
)
NAMED = re.compile(
    rf"^(?:the\s+)?(?:{RANK}\s+)+(?:[A-Z]\.?\s+)*{WORD}|^{NAME}|^[A-Z]{{1,2}}\.?\s+{WORD}|^(?:[A-Z]\.)+{WORD}|^{WORD}\s+(?:[A-Z]\.?\s+){{0,2}}[A-Z][A-Z'’-]{{2,20}}$"
)
LIKE_A_NAME = re.compile(rf"{RANK}\s+(?:[A-Z]\.?\s*)*{WORD}|{NAME}|\([A-Z]{{2,4}}\)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
THINGS = re.compile(
    r"\b(?:Board|Panel|Committee|Council|Group|Forum|Meeting|Paper|Review|Report|Agenda|Minutes|Items?|Matters|Actions?|Policy|"
    r"Decisions?|Partnerships?|Watch|Pub|Update|Business|Plan|Strategy|Interests?|Declarations?|Items?|Absence|Apologies|Room|Hall|House|"
    r"Street|Road|Lane|Office|Participation|Sessions?|Description|Discussion|Page|Date|Time|Venue|Signed|Site|Budget|Scheme|Introductions?|Substitut(?:es?|ions?)|Announcements?|Remarks|Welcome)\b"
)
# What a title of an item has, and no name; a post may have it, as the Head of Governance.
SUBJECTS = re.compile(
    r"\b(?:Programmes?|Tracking|Activity|Development|Performance|Framework|Governance|Assurance|Register|Statement|Annual)\b"
)
# Ross Kettley (RK); Kath Bramhall (KB, scheme manager)
FULL = re.compile(rf"(?<![\w’'-])(?!{RANK}\s){WORD}\s+{WORD}(?![\w’'-])")
INITIALS = re.compile(r"((?:[A-Z][\w'’.-]+\s+){1,4})[(\[]([A-Z]{2,4})(?:,[^()]*)?[)\]]")


# A verb: the line tells something of somebody.
TELLS = re.compile(
    r"(?<![\w-])(?:[a-z]{3,}ed|(?:propose|second|nominate|elect|open|welcome|report)s|led|took|made|spoke|told|wrote|was|is|has|had|will|would|said|gave|to\s+[a-z]+)\b"
)
# "Stephen Crane – Joan Hill substituted": both are named.
SUBSTITUTE = re.compile(r"\s+(?:substitut|deputis)(?:ed|ing)\b(?:\s+for\b)?")
# "GB Georgina Bonnet": initials before the name that they stand for.
LETTERS_FIRST = re.compile(rf"^(?!{RANK}\s)[A-Z]{{2,3}}\s+(?=(?:{RANK}\s+)?{WORD}\s+{WORD})")
# Below a label, initials and where somebody is from: "AW, ICV – North".
BY_LETTERS = re.compile(rf"(?:{RANK}\s+)?(?P<short>[A-Z]{{2,3}})\s*[,–—-]\s+(?P<of>[A-Z].*)")
# "Doug (DL) – Chairman": a first name alone, with initials.
BY_FIRST = re.compile(r"[A-Z][\w'’-]+\s+\([A-Z]{2,3}\)(?:\s*[,–—-]\s*[A-Z][^.:;]{2,60})?$")
# "The CFO (K Marlow); Audit (J Reed, Bell & Co)": the names in the brackets.
IN_BRACKETS = re.compile(
    rf"[^();]{{2,60}}\((?:{RANK}\s+)?(?:(?:{WORD}|[A-Z]\.?)\s+){{1,3}}{WORD}(?:,[^()]{{0,60}})?\)"
)
MANY = re.compile(r"^(?:the\s+)?(?:Councillors|Cllrs|Messrs|Members|Drs|Alderm[ae]n)\s*:?\s+", re.I)
# What ends in such a word is no person, however it is spelt.
NOBODY = re.compile(
    r"\b(?:Commissioners?|Constabulary|Police|Force|Authority|Services?|Teams?|Department|Officers?|Members?|Executive|Audit|Attendance|"
    r"Attendees|Unit|Branch|Division|Network|University|Association|Trust|Support|Independent|Public|Press|By|To|For|No)\W*$"
)


def is_people(words: str) -> bool:
    """Whether words list people and nothing else: names, with ranks and posts beside them."""
    posts = re.split(r"\s*;\s*", words.strip(" .;")) if ")" in words and len(words) < 900 else []
    if posts and all(map(IN_BRACKETS.fullmatch, posts)) and not TELLS.search(words):
        return True
    bare = SUBSTITUTE.sub("", " ".join(BRACKETS.sub(" ", words).split())).strip(" .;,")
    bare = LETTERS_FIRST.sub("", bare)
    if not bare or len(bare) > 900 or TELLS.search(bare):
        return False
    parts = [one.strip() for one in re.split(r"[;,]|\s+(?:and|&)\s+|\s[–-]\s", bare) if one.strip()]
    many = MANY.match(bare)
    named = [
        one
        for one in parts
        if _is_one(one) or (many and re.fullmatch(rf"(?:[A-Z]\.?\s+)*{WORD}", one))
    ]
    if not named:
        return False
    rest = [one for one in parts if one not in named]
    fits = [
        one
        for one in rest
        if re.match(rf"(?:the\s+|from\s+)?(?:.*{POSTS}|[A-Z\d])", one) or len(one.split()) <= 4
    ]
    return len(fits) == len(rest) and len(named) * 3 >= len(parts)


def _is_one(words: str) -> bool:
    """Whether words name one person, maybe with a post beside the name."""
    if found := NAMED.match(words):
        post = re.search(POSTS, found[0]) and not re.match(RANK, found[0])
        thing = THINGS.search(found[0]) or SUBJECTS.search(found[0])
        if not thing and not NOBODY.search(found[0]) and not post:
            return True
    return not NOBODY.search(words) and any(
        AFTER_POST.fullmatch(words, m.end()) and not THINGS.search(words, m.end())
        for m in re.finditer(POSTS, words)
    )


def each(words: str) -> list[str]:
    """Each person of a list, with what is said of them: a part that names nobody is of the one
    before it."""
    found: list[str] = []
    for part in re.split(
        r"\s*[;|]\s*|\s*,\s*(?:and\s+)?|\s+and\s+(?=[A-Z])(?!Crime\b)", words.strip(" .;,")
    ):
        if found and not _is_one(BRACKETS.sub(" ", part).strip()):
            found[-1] += f", {part}"
        elif part:
            found.append(part)
    return found


def titled(words: str) -> tuple[str, str] | None:
    """The post and the name, where a post stands before the name: Chief Executive Oliver Penn."""
    bare = words.strip(" .;,")
    for found in reversed(list(re.finditer(POSTS, bare))):
        if AFTER_POST.fullmatch(bare, found.end()):
            name = re.search(rf"{NAME}$", bare[found.end() :])
            if name is not None and not re.search(POSTS, name[0]):
                cut = found.end() + name.start()
                return bare[:cut].strip(), bare[cut:].strip()
    return None


def without_titles(name: str) -> str:
    """A name without the rank before it and what is in brackets: "DCC Ann Lee (AL)" is Ann Lee."""
    return re.sub(rf"^(?:{RANK}\s+)+", "", " ".join(BRACKETS.sub(" ", name).split()))


def words_of_names(words: str) -> set[str]:
    """The words that name somebody in a list of people: Ros, Peake; never a rank or a post."""
    found = set()
    for match in re.finditer(rf"(?<![\w'’-]){WORD}", BRACKETS.sub(" ", words)):
        if not re.fullmatch(rf"{RANK}|{POSTS}", match[0]) and not THINGS.fullmatch(match[0]):
            found.add(match[0])
    return found


def by_their_letters(lists: Iterable[str]) -> dict[str, str]:
    """The names in lists of people by their first letters, where no two have the same."""
    names = sorted({" ".join(one.split()) for words in lists for one in FULL.findall(words)})
    letters = [("".join(word[0] for word in name.split()), name) for name in names]
    count = Counter(short for short, _ in letters)
    return {short: name for short, name in letters if count[short] == 1}
