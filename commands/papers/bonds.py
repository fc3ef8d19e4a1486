"""What binds somebody to do something, in the forms that minutes have: "to write", "will write",
"was asked to write", "agreed to write", "took an action to write"."""

import re

from commands.papers.task_verbs import BEFALLS, HOW, RULES, SAY, SERVICE, STAYS, TASK, TELLS
from commands.papers.wanted import PAPERS

DONE = rf"(?P<what>{HOW}[a-z][a-z-]+\b.*)"
ASKED = (
    r"(?:asked|requested|instructed|tasked|directed|invited|required|commissioned|"
    r"actioned|mandated)"
)
TAKE = (
    r"(?:agreed|agrees|undertook|undertaken|undertakes|offered|offers|volunteered|promised|pledged|"
    r"committed|consented)"
)
# What does much without being asked.
COLLECTIVE = re.compile(
    r"\b(?:Force|Staff|Secretariat|Comms|Police|[Oo]ffic(?:ers|ials)|[Pp]artners|[Cc]olleagues|Members|OPF?CC|[A-Z]{3,4}|LA|IT|HR|UK|EU|UN|PR|AI)$"
)
# What binds whoever stands before it, by its group: a note, what is due, what was given or taken.
BOND = re.compile(
    r"(?:,\s[^,.;:]{2,50},|(?P<off>,)(?=\s(?:agreed|undertook|offered|promised|volunteered)\s))?(?:\s*[:–-])?\s+(?:"
    rf"(?P<note>(?:(?:still|also|then|both)\s+)?to(?!\s+be\s+{ASKED}\s))|(?P<weak>(?:will(?!\s+need\b)|shall|would)(?!\s+be\s+{ASKED}\s+to\b))|(?P<due>(?:is|are|was|were)\s+(?:going\s+)?to|will\s+need\s+to|(?:(?:still|just|only)\s+)?(?:needs?\s+to|has\s+to|have\s+to)|must)|"
    rf"(?P<given>(?:was|were|is|are|(?:(?:would|will)\s+)?be|to\s+be|has\s+been|have\s+been)\s+(?:(?:also|then|therefore)\s+)?{ASKED}\s+(?:by\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){{1,3}})?to)|"
    rf"(?P<taken>(?:(?:has|have|is|are|also|then|further|both|all|(?:very\s+)?kindly)\s+)*{TAKE}\s+(?:to|that\s+(?:he|she|they)\s+(?:would|will)))"
    rf")\s+{DONE}",
    re.S,
)
# "For the second item, UL will gather bids": what it is about, before who is to act.
ABOUT = re.compile(
    r"(?:For|With\s+regards?\s+to|In\s+(?:respect|relation)\s+(?:of|to)|Regarding|Concerning|Re|As\s+(?:to|for))\s[^,;:]{2,60},\s"
)
# "An undertaking was given", "took an action to": the deed as a noun.
TOOK = re.compile(
    r"\s+(?:[^.;]{0,60}?\s)??(?:took|takes|has|accepted|picked\s+up|was\s+given|received|gave|gives|made)\s+(?:away\s+|up\s+)?"
    r"(?:(?:an?|the|this\s+as\s+an)\s+action\s+(?:away\s+)?(?:to|of)|(?:an?|his|her|their)\s+(?:\w+\s+)?(?:undertaking|commitment|promise)\s+(?:to|that))\s+(?P<what>[a-z].*)",
    re.S,
)
# "Rita is happy to bake for it"; "Jim undertook that the doors would be checked".
HAPPY = re.compile(
    rf"\s+(?:(?:is|are|was|were)\s+(?:happy|willing|prepared)|(?P<plans>plans|intends))\s+to\s+{DONE}",
    re.S,
)
UNDERTOOK = re.compile(
    r"\s+(?:(?:also|has)\s+)?(?:undertook|undertaken|promised)\s+that\s+(?!he\b|she\b|they\b)[^.;]{3,80}?\s(?:would|will)\s+"
    r"(?P<what>be\s+(?:\w+ly\s+)?\w+(?:ed|ade|ent|one|ut|ought)\b.*)",
    re.S,
)
# "AL took this away": what it is stands before.
AWAY = re.compile(
    r"\s+(?:(?:also|then|kindly|has|have)\s+)*(?:took|taken)\s+(?P<what>(?:(?:this|that|it|these)\s+away|(?:on\s+)?(?:this|that|it|these|the)\s+(?:as\s+an\s+)?action)\b.*)",
    re.S,
)
# Out of kindness: "she has kindly said that she will go to the mill".
KINDLY = re.compile(
    r"\s+(?:(?:has|have|had|also|then|very)\s+)*kindly\s+(?:said|offered|agreed|volunteered|promised)\b"
)
# "The Clerk was instructed accordingly": what it is stands before.
ACCORDINGLY = re.compile(
    rf"\s+(?:was|were)\s+(?:also\s+|then\s+|duly\s+)*(?P<what>{ASKED}\s+accordingly)\b"
)
TAKEN = re.compile(r"\b(?:took|taken)\s+(?:this|that|it|these|the|on)\b")
# "The poster was shown, for AL to circulate".
FOR = re.compile(r"(?:^|[,;:(–—-]\s*)[Ff]or\s+")
WITH = re.compile(
    r"\s+(?:(?:was|were|is|are)\s+(?:tasked|charged)\s+)?with\s+(?P<what>\w+ing\b.*)", re.S
)
# "promised corrected figures": what is promised, without a verb of its own. Of what is only
# offered, a paper: a kettle is there.
GIFT = re.compile(
    rf"\s+(?:[^.;]{{0,160}}?\sand\s+)??(?:promised|offered(?=\s+(?:[\w-]+\s+){{0,3}}?{PAPERS}\b))\s+(?P<what>(?!(?:to|that|by|his|her|their|its|it|no|thanks|congratulations|condolences|apologies|sympathy|support|(?:her|his)?best)\b)[a-z].*)",
    re.S,
)
# "the Chair said that the Board noted it and agreed to": others agreed.
OTHERS = re.compile(
    r"\b(?:committee|board|panel|members|council)\s+[a-z]+ed\b.*\band\s+agreed\s+to\s", re.I
)
# "RN confirmed that it was live and would send the link"; "Ms Hay said she would check".
PROMISED = re.compile(
    r"(?=\s)[^.;]*?"
    rf"(?:\b(?:{TELLS}|promised|agreed|offered|undertook)\s+(?:\w+\s+){{0,2}}?(?:that\s+)?(?:he|she|they|s/?he)\s+|\b(?:which|and|but|so)\s+(?:that\s+)?(?:he|she|they)\s+|,\s+(?=will\s)|(?<=\s)(?:and|but)\s+)"
    r"(?P<will>would|will|(?:agreed|undertook|offered|promised|volunteered|is|are|was\s+asked|were\s+asked)\s+to)\s+"
    rf"{DONE}",
    re.S,
)
# "The Panel asked the Treasurer to report"; "Members wanted the Force to come back".
GIVEN = re.compile(
    r"(?:^|[\s,])(?:asked|requested|directed|instructed|tasked|required|commissioned|invited|urged|challenged|pressed|charged|wanted|wished|would\s+like|asks|"
    r"requests|wants|requires|needs|to\s+(?:instruct|ask|request|direct|task|invite)|(?:left|fell|falls|passed|given|remitted|delegated)\s+to|(?:left|leave)\s+(?:it|this|that|the\s+matter)\s+(?:with|to)|(?:agreed|and)(?=\s+for\s)|(?:agreed|AGREED)\s+(?:on\s+)?the\s+need(?=\s+for\s))\s+(?:for\s+)?(?:that\s+)?"
)
TO_DO = re.compile(rf"\s+(?:(?:to|would|should|will|must)\s+)?{DONE}", re.S)
TO_NOTE = re.compile(rf"\s+to\s+{DONE}", re.S)
# "An action was given to the CFO to review"; "the Chair tasked Mr Hay with drafting".
ACTIONED = re.compile(
    r"\b[Aa]n?\s+(?:further\s+)?action\s+(?:was\s+)?(?:\w+\s+){0,2}?(?:by|for|on|to|with)\s+(?=[\w])"
)
TASKED = re.compile(r"\b(?:tasked|charged)\s+(?!with\b)")
# "Secretariat - please book a room."
PLEASE = re.compile(rf"\s*[:,–-]\s+[Pp]lease\s+{DONE}", re.S)


# "The Chair said that, as it was late, the Clerk would write".
AS_IT_IS = re.compile(r"\bthat,?\s(?:as|since|because|although|while|once|when)\s[^.;]{3,160},\s*$")


def is_clause(before: str, will: str) -> bool:
    """Whether what is told before somebody is of what they will do: "said that the Clerk would"."""
    ends = (" that", " and") if will == "would" else (" that",)
    return before.rstrip().endswith(ends) or bool(AS_IT_IS.search(before))


def is_promised(said: bool, found: re.Match[str]) -> bool:
    """Whether what somebody said they would do is a task; what they promised is, in any words."""
    what, will = found["what"], found["will"] if said else ""
    kindly = KINDLY.search(found[0]) is not None
    if kindly:
        return not (SAY.match(what) or STAYS.match(what))
    if will in ("will", "would"):
        return bool(SERVICE.match(what))
    if will.startswith(("promised", "undertook", "volunteered")):
        return not any(one.match(what) for one in (BEFALLS, STAYS, RULES))
    return bool(TASK.match(what))


def is_offered(found: re.Match[str], who: tuple[str, ...]) -> bool:
    """Whether what somebody is happy to do is a task: that of a person, and no "Force". What they
    plan to do is one where it serves others."""
    what = found["what"]
    if found["plans"] and not SERVICE.match(what):
        return False
    return not any(one.match(what) for one in (BEFALLS, SAY, STAYS, RULES)) and not any(
        COLLECTIVE.search(one) for one in who
    )
