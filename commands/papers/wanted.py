"""Whether a line wants something done without anybody who acts: "a breakdown was requested", "terms
of reference to be circulated", "(AP3)" at its end."""

import re

from commands.papers.dues import MONTH
from commands.papers.hints import has_any
from commands.papers.sentences import sentences
from commands.papers.task_verbs import PASSIVE

# What may be asked for and sent; to ask for words there and then is a question.
PAPERS = (
    r"(?:reports?|papers?|briefings?|notes?|breakdowns?|plans?|analysis|presentations?|lists?|copy|copies|"
    r"summar(?:y|ies)|documents?|updates?|figures|data|benchmarks?|timescales?|timetables?|business\s+cases?|"
    r"strategy|sight|statistics|trajectory|review|site\s+visits?|visits?|workshop|audit|detail)"
)
WORDS = (
    r"(?:clarification|assurances?|confirmation|explanation|information|feedback|views|comments|"
    r"if|whether|how)\b"
)
SEE = r"(?:\s+to\s+(?:see|receive|have))"
WANTS = (
    rf"(?:requested|agreed\s+(?:on\s+)?the\s+need\s+for|(?<!\ba\s)(?<!the\s)requests?(?=\s+(?:sight|an?|the)\b)|asked\s+for|asked{SEE}|called\s+for|would\s+like{SEE}?|wish(?:ed|es)?{SEE}|"
    rf"want(?:ed|s)?{SEE}?|require[sd]?{SEE})"
)
OF = r"(?:an?\s+|the\s+|further\s+|more\s+|some\s+|\d+\s+|regular\s+|quarterly\s+|monthly\s+)?"
# "asked for a copy to be sent"; "requested that the data be included": nobody is named.
WANTED = re.compile(
    rf"^(?:an?|further|more|additional)\s+(?:[\w-]+\s+){{0,4}}?{PAPERS}\b[^.]{{0,80}}\b(?:was|were)\s+(?:also\s+)?(?:requested|asked\s+for)\b|"
    r"\b(?:asked|asks|requested|requests)\s+that\s+(?:the\s+|all\s+)?(?:future|next|subsequent|following)\b.{3,80}?\b(?:includes?|shows?|contains?|reflects?|sets?\s+out|be\s+\w+ed|have|has|gives?|cover|address)\b|"
    rf"\b{WANTS}\s+(?!(?:in|by|at|from|under|during|within)\b)(?:that\s+)?{OF}(?:(?!{WORDS})[\w-]+\s+){{0,4}}?{PAPERS}\b|"
    r"\brequested\s+(?:that\s+)?(?:it|they|this|these)\s+be\s+(?!noted|recorded|minuted)(?:\w+ly\s+|further\s+)?\w+ed\b|"
    r"\b(?:asked|requested|directed)\s+(?:that|for)\s+(?:.{3,160}?\b)(?:to\s+|should\s+|would\s+)?be\s+(?:\w+ly\s+)?"
    r"(?!noted|recorded|minuted|thanked|congratulated|placed)(?:\w+ed|sent|made|brought|given|put|taken|kept|shown|written|held|set|drawn|fed)\b",
    re.I,
)
# Words of WANTED and of THAT.
ASKS = ("request", "ask", "call", "like", "wish", "want", "requir", "direct", "need")
TRAINING = re.compile(
    r"\b(?:requested|asked\s+for)\s+(?:further\s+|some\s+|more\s+)?training\b", re.I
)
TO_REPORT = re.compile(r"\s[–—-]\s+to\s+(?:report|come)\s+(?:back|further)\b")
# "asked for an update" of somebody at the table is a question; what is to be sent is none.
NOW = re.compile(
    rf"\b{WANTS}\s+{OF}(?:[\w-]+\s+){{0,2}}?(?:updates?|detail|figures|data)\b(?!.{{0,80}}\b(?:to\s+be|next|future|by\s+\w+|before)\b)",
    re.I,
)
# What is done to a thing, and is no state of it.
OTHER = (
    r"(?!achieved|deployed|expected|met|funded|financed|needed|required|used|based|affected|decided|"
    r"determined|agreed|noted|welcomed|thanked|paid|seen|held|limited)\w{3,}ed"
)
# "Terms of reference to be circulated": a note of what is to be done, without a verb of its own.
TO_BE = re.compile(
    rf"^(?:(?!\b(?:is|are|was|were|has|have|had|said|(?:un)?likely|expected|able|unable|decided|due|hoped|needs?|ought|asked|agreed|went|came|took|will|would|requir\w+|enabl\w+)\b)[^.,;:]){{3,120}}?\s+to\s+(?:be\s+(?:\w+ly\s+)?(?:{PASSIVE}|{OTHER})|come|return|go)\b",
    re.I,
)
# "Minutes of May to be put on the website. ...": a task, whatever else its line tells.
ON_PAPER = re.compile(
    r"[^.,;:]{3,80}?\s+to\s+be\s+(?:put\s+on|circulated|uploaded|sent|added|chased|e-?mailed|displayed|copied|printed|distributed|forwarded|shared)\b",
    re.I,
)
END = re.compile(r"(?<=[a-z)][.;!?])\s+(?=[A-Z])")
# "To be raised with the club by Una."
ONLY_TO_BE = re.compile(
    rf"To\s+be\s+(?!considered|reported|reviewed|confirmed|completed|taken|presented|discussed)(?:{PASSIVE})\b"
)
# "Residents could be asked for it": nobody has asked.
MAY_BE = re.compile(r"\b(?:could|may|might|can)\s+be\s+(?:asked|requested)\b")
# "The site must be updated before May (SB)": who is named at the end is to do it.
OUGHT = re.compile(
    r"\b(?:must|needs?\s+to|has\s+to|have\s+to|should|will|to)\s+be\s+(?:\w+ly\s+)?(?:\w+ed|sent|made|brought|given|put|"
    r"taken|kept|shown|written|held|set|drawn|fed|sought|found|done)\b|\bneeds?\s+(?:an?\s+|\w+ing\b)|\b(?:needed|required)\b|"
    r"\bwe\s+(?:should|must|need\s+to|are\s+to)\s+(?!be\b)[a-z]|[.?]\s+ask\s+(?:the\s+)?(?-i:[A-Z])",
    re.I,
)
# "That a report be brought to the next meeting".
TO_MAKE = re.compile(
    rf"^(?:that\s+)?(?:an?|another|further|more|additional|copies)\s+(?:[\w-]+\s+){{0,3}}?(?:{PAPERS}|letter|meeting|training|session|invitation|request|questionnaire)\b.{{0,120}}?\bbe\s+"
    r"(?:extended|issued|produced|brought|submitted|prepared|circulated|arranged|sent|provided|presented|made|written|drafted|given|commissioned|"
    r"convened|held|scheduled|organised|undertaken|shared)\b",
    re.I | re.S,
)
# "The details will be sent to members", "Highways will be told": for this meeting, or its next.
WILL_BE = (
    r"(?:would|will|(?:is|are|was|were)\s+to)\s+(?:(?:(?!only\b)\w+ly|also|then|now)\s+){0,3}be"
)
TOLD_TO = (
    r"(?:circulated|re-?circulated|communicated|forwarded|notified|invited|contacted|chased|fed\s+back|"
    r"sent\s+(?:round|on|out))"
)
GIVEN = (
    r"(?:provided|sent|shared|presented|brought|reported|submitted|given|added|included|tabled|issued|"
    r"received|distributed|e-?mailed|made\s+available)"
)
MEETING = (
    r"(?:to\s+(?:(?:all|the|our|its|both)\s+){0,2}(?:[a-z]+\s+)?(?:members|committee|panel|board|forum|councillors|chair\w*|"
    r"commissioner|pcc|clerk|secretary|governors|attendees|colleagues)|(?:at|to|in|for|before|on)\s+(?:(?:the|a|its|our)\s+)?(?:next|future|following|"
    rf"forthcoming|subsequent|later|{MONTH})\s+(?:\w+\s+){{0,3}}?(?:meetings?|sessions?|agenda|board|panel|committee))\b"
)
COMING = re.compile(
    rf"\b{WILL_BE}\s+(?:{TOLD_TO}\b(?!\s+by\b)|{GIVEN}\b[^.;]{{0,60}}?\b{MEETING}|(?:updated|amended|revised|corrected)\s+accordingly|"
    rf"added\s+to\s+(?:the|our)\s+[^.;]{{0,40}}?(?:list|agenda|minutes|website|register|log|plan)\b)|"
    rf"\b(?:is|are)\s+to\s+be\s+(?!considered|reported|reviewed|completed|held)(?:{PASSIVE}|distributed|placed|listed|purchased|bought|ordered|booked|installed|erected|repaired|replaced|removed|fitted|cleaned|painted|mended)\b|"
    rf"\bagreed\s+that\s+[^.;]{{2,80}}?\swould\s+be\s+(?!considered|reported){PASSIVE}\b|"
    rf"\bagreed\s+that\s+[^.;]{{2,80}}?\s(?:(?:would|should|will)\s+)?be\s+(?:{TOLD_TO}|{GIVEN}|looked\s+(?:in|at)to|investigated|asked|written\s+to)\b|"
    rf"\bagreed\s+that\s+(?:an?|another|further)\s[^.;]{{2,60}}?\s(?:(?:would|should|will)\s+)?be\s+(?:arranged|organised|convened|drafted|drawn\s+up|prepared)\b|"
    rf"\ba\s+(?:further\s+|follow-?up\s+)?meeting\s+{WILL_BE}\s+(?:organised|arranged|set\s+up|convened)\b|"
    rf"\b(?:but|and)\s+(?:this|that|it|these)\s+to\s+be\s+{PASSIVE}\b|"
    rf"^(?:contact|an\s+approach|en?quiries|inquiries|arrangements|representations|a\s+request)\s+{WILL_BE}\s+made\b",
    re.I,
)
# "It was agreed that we will ask whether": what they find out is open, that they ask is not.
WE_ASK = re.compile(
    r"\bagreed\s+(?:that\s+)?we\s+(?:will\s+|would\s+|should\s+)?(?:ask|write|en?quire|inquire|contact|request|seek|invite|chase|find\s+out)\b",
    re.I,
)
# "We need to write to the club": those who meet.
WE_WILL = re.compile(
    r"\b[Ww]e\s+(?:will|need\s+to|must|are\s+to|agreed\s+to)\s+(?:write|invite|ask|contact|ring|phone|e-?mail|chase|arrange|book|order|send|circulate|"
    r"find\s+out|look\s+into|en?quire|inquire|apply\s+for|(?:keep|put|add)\s+[^.;]{2,40}?\son\s+(?:the|our)\s+(?:next\s+)?agenda)\b"
)
# "Need to invite the wardens": whoever, and nobody is named.
NEED_TO = re.compile(
    r"(?:^|[.;:–—-]\s+)Need\s+to\s+(?:write|invite|ask|contact|ring|phone|e-?mail|chase|arrange|book|order|send|circulate|find|get|buy|"
    r"obtain|look\s+into|en?quire|inquire|apply\s+for|organise|update|check|sort|replace|mend|repair)\b"
)
# "noted that the lease be passed to the solicitor": it is to be, and is not yet.
NOTED_BE = re.compile(
    r"\bnoted\b[^.;]{0,60}?\bthat\s+(?:(?!\b(?:will|would|should|shall|to|may|might|can|could|must|cannot|not|asked|requested|agreed|resolved|if|unless|recommended|recommending|proposed|suggested|requir\w+|need\w*)\b)[^.;,]){3,120}?"
    r"\sbe\s+(?:referred|sent|raised|passed|forwarded|circulated|added|invited|contacted|asked|chased|updated|amended|written\s+to|brought)\b",
    re.I,
)
# "the Board felt that training should be arranged": what serves, and no opinion of how things are.
FELT = re.compile(
    r"\b(?:board|committee|panel|members|trustees|governors|council|group|forum|it\s+was)\s+(?:also\s+)?(?:felt|considered|thought)\s+(?:that\s+)?"
    r"(?:(?!\b(?:would|could|might|may|not|never|had|have|were|was)\b)[^.;,]){3,100}?\sshould\s+be\s+"
    r"(?:arranged|organised|sent|circulated|drawn\s+up|drafted|written|produced|prepared|convened|invited|contacted|obtained|commissioned|set\s+up|written\s+to|sought)\b",
    re.I,
)
# "Agreed; submission to be made": what follows from what was agreed.
AFTER_AGREED = re.compile(r"(?:^|[\s:])(?:agreed|approved|accepted)\s*[;,–—-]\s+(?=\w)", re.I)
# What depends on something, or was so before.
MAYBE = re.compile(
    r"\b(?:if|unless|could|might|whether|hoped|expected|normally|usually|as\s+(?:normal|usual)|always|regular(?:ly)?|quarterly|annually|monthly|(?:that|and)\s+any|any\s+(?:further|other|additional))\b",
    re.I,
)
# "Members asked that the crews attend": that anything be so, but not that it be noted.
THAT = re.compile(
    r"\b(?:asked|requested)\s+that\b(?!,)(?!.{0,90}\b(?:noted|recorded|minuted|thank\w*|congratulat\w*|appreciation|deferred|"
    r"withdrawn|amended|corrected|excluded|introduc\w+|themselves|muted?|microphones?|cameras?)\b)",
    re.I,
)
# "That matters needing approval be brought to the next meeting", "that work be undertaken to".
THERE_BE = re.compile(
    rf"(?:that\s+)?there\s+be\s+an?\s+(?:[\w-]+\s+){{0,3}}?(?:{PAPERS}|meeting|training)\b", re.I
)
TO_BRING = re.compile(
    r"^(?:that\s+)?the\s[^.;:]{3,140}?\bbe\s+(?:re-?)?(?:circulated|distributed|consulted|notified|written\s+to)\b|"
    rf"^(?:that\s+)?(?!(?:that|the|this|these|those|its|our|it|they)\b)(?:[^.;:]){{3,140}}?\bbe\s+(?:\w+ly\s+)?(?:"
    rf"(?:{GIVEN}|circulated|reported\s+back|invited|updated|revised)\b[^.;]{{0,40}}?{MEETING}|brought\s+(?:back\s+)?to\b|invited\s+to\b|undertaken\s+to\b|"
    r"consulted\b|informed\b|notified\b|written\s+to\b|prepared\b|produced\b|drafted\b|circulated\b|drawn\s+up\b)",
    re.I,
)
# "That a further meeting be held on 4 May": when, by those who meet.
ON_A_DAY = re.compile(r"\b(?:held|scheduled|convened|take\s+place)\s+(?:on|at)\s", re.I)
QUOTED = re.compile(r"[“\"‘][^”\"’]{12,300}[”\"’]")  # What another paper said.
NO_NEED = re.compile(r"\bno\s+(?:[a-z]+\s+){1,2}to\s+be\b", re.I)  # "no comments to be made"
# The number of an action at the end: "(AP3)", "(Action 12)", "[A4]".
NUMBERED = re.compile(
    r"[(\[]\s*(?:actions?\s*(?:point\s*)?(?:no\.?\s*|ref\.?\s*|:\s*)?#?|AP\s*#?|A\s?)\d+(?:[./-]\d+)*\s*[)\]]\W*$",
    re.I,
)
COUNTED = re.compile(r"[.,)\w]\s*\(\d{1,2}\)\W*$")
BOUND = re.compile(
    r"\b(?:would|will|shall|must|to|[Pp]lease|promised|offered|agreed|agreement|AGREED|resolved|RESOLVED|asked|requested|undertook|tasked|charged|accordingly|needs)\b"
)
# What a paper tells of another paper, or of the past, is no task.
TOLD = re.compile(
    r"^(?:the\s+)?(?:report|paper|act|policy|government|home\s+office|law|bill|plan|strategy)\b",
    re.I,
)
QUESTION = re.compile(
    r"(?:a|another|one)\s+(?:further\s+)?question\s+was\s+(?:asked|raised|put)\b", re.I
)
BEFORE = re.compile(
    r"^Having\s|\b(?:had|have)\s+(?:\w+ly\s+|also\s+|previously\s+)?(?:agreed|asked|requested|undertaken|promised|offered|been\s+(?:asked|agreed|requested|decided|tasked|told|promised))\b"
)


HAS_ASKED = re.compile(r"\bhas\s+(?:also\s+)?(?:asked|requested)\b")  # Of another body.
# "Clean-up after May – date to be confirmed": what is not known yet.
NO_DATE = re.compile(
    r"[–—(,-]\s*(?:the\s+)?(?:venue|dates?|times?|place|location|details?)\s+to\s+be\s+(?:confirmed|announced|advised)\W*$",
    re.I,
)


# "Comments to her by 31 March."
TO_SOMEBODY = re.compile(
    r"(?:Any\s+)?(?:[Cc]omments|[Ii]deas|[Ii]tems|[Ff]eedback|[Ss]uggestions|[Bb]ids|[Nn]ominations|[Vv]iews|[Nn]ames|[Aa]rticles|[Aa]mendments|[Rr]eplies|[Rr]esponses|[Cc]opy)\s+(?:for\s+[^.;]{2,40}\s)?"
    r"(?:(?:back\s+)?to\s+(?:[A-Z]|him\b|her\b|them\b|the\s)|from\s+(?:all|everyone|members|partners)\b)[^.;]{0,60}?\bby\s+\S[^.]{2,40}\.?$"
)


def is_called_for(words: str) -> bool:
    """Whether a sentence of a line calls for words to be sent to somebody by a day."""
    return any(map(TO_SOMEBODY.match, sentences(words)))


def is_noted(words: str) -> bool:
    """Whether a line is a note of what is to be done, and nothing else."""
    if NO_NEED.search(words) or NO_DATE.search(words):
        return False
    if ONLY_TO_BE.match(words) and words.endswith("."):
        return True
    if agreed := AFTER_AGREED.search(words):
        return is_noted(words[agreed.end() :])
    every = END.split(words)
    if len(every) > 1 and all(" to be " in one for one in every):
        return bool(TO_BE.match(every[0]))
    return bool(TO_BE.match(every[-1])) and not TOLD.match(every[-1])


def is_sent(words: str) -> bool:
    """Whether a line begins with what is to be sent or put up, whatever else it tells."""
    return bool(ON_PAPER.match(words) and TO_BE.match(END.split(words)[0]))


def unowned(words: str) -> bool:
    """Whether a line wants something done, and does not say by whom."""
    if BEFORE.search(words) and len(every := sentences(words)[:12]) > 1:
        return any(map(unowned, every))  # What had been asked before, and what is asked now.
    asks = has_any(words, ASKS)
    return (
        bool(
            (asks and (WANTED.search(words) or THAT.search(words)))
            or ("training" in words and TRAINING.search(words))
            or (("- to " in words or "– to " in words) and TO_REPORT.search(words))
        )
        and not QUESTION.match(words)
        and not MAY_BE.search(words)
        and not NOW.search(words)
        and not TOLD.match(words)
        and not BEFORE.search(words)
        and not HAS_ASKED.search(words)
    )


def to_make(words: str) -> bool:
    """Whether a clause of a ruling asks for a paper, or a meeting, that is not there yet."""
    made = TO_MAKE.match(words) or TO_BRING.match(words) or THERE_BE.match(words)
    return bool(made) and not ON_A_DAY.search(words)


# "The venue is to be confirmed": what is not known yet, and no task.
NOT_KNOWN = re.compile(
    r"\b(?:venue|dates?|time|place|location|details?|arrangements)\b[^.;]{0,80}\bto\s+be\s+(?:confirmed|announced|agreed)\b",
    re.I,
)


def is_coming(words: str) -> bool:
    """Whether a sentence of a line says that something will be sent, brought or said to those who
    meet, and not by whom."""
    return any(
        (
            ("be " in one.lower() and COMING.search(one))
            or (" we " in one and WE_ASK.search(one))
            or (("We " in one or "we " in one) and WE_WILL.search(one))
            or ("Need to" in one and NEED_TO.search(one))
            or (" be " in one and (NOTED_BE.search(one) or FELT.search(one)))
        )
        and not (
            NOT_KNOWN.search(one)
            or MAYBE.search(WE_ASK.split(one)[0])
            or TOLD.match(one)
            or BEFORE.search(one)
        )
        for one in sentences(QUOTED.sub(" ", words))[:12]
    )


def ought(words: str) -> bool:
    """Whether a line says that something has to be done."""
    return bool(OUGHT.search(words))


def is_numbered(words: str) -> bool:
    """Whether a line ends in the number of an action."""
    return bool(NUMBERED.search(words) or (COUNTED.search(words) and BOUND.search(words)))
