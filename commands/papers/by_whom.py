"""By whom a line says that something is to be done, after what is done: "to be sent by the Clerk",
"be rewritten by the Director", "we are to write (UL)", "and the Treasurer agreed to this"."""

import re

from commands.papers import owners
from commands.papers.task_verbs import PASSIVE
from commands.papers.wanted import WE_WILL

BY = re.compile(
    rf"\b(?:[Tt]o|will|would)\s+be\s+(?:{PASSIVE}|sourced|managed|covered|handled|coordinated|co-ordinated|overseen|looked\s+after|followed\s+up|compiled|collated|collected|designed|drawn|found|ordered|bought|booked|organised|distributed|delivered|posted|typed)\b(?:(?!\w+(?:ed|en|wn)\s+by\b)[^.;–]){{0,60}}?\s(?:by|between)\s+(?=[A-Zt])"
)
# What something is for: "time to enable checks to be made by the bank".
SO_THAT = re.compile(r"\b(?:enabl|allow|permit)\w*\b[^.;]*$")
BY_US = re.compile(r"[^.;]{0,120}?\((?P<who>[A-Z]{2,3}(?:\s*[/,&]\s*[A-Z]{2,3}){0,4})\)")
# "... be added to it and the Treasurer agreed to this".
AGREED_TO_IT = re.compile(
    rf"\b(?:and|which|but)\s(?P<who>{owners.RUN})\s(?:agreed|undertook|accepted|consented|was\s+happy)\s(?:to\s|with\s)?(?:this|that|it|do\s+so|do\s+this)\b|"
    rf";\s(?!(?:[Aa]ll|[Mm]embers)\b)(?P<also>{owners.RUN})\sagreed\.?$"
)


def _accepted(words: str) -> re.Match[str] | None:
    told = any(one in words for one in ("agreed", "undertook", "accepted", "consented", "happy"))
    return AGREED_TO_IT.search(words) if told else None


def was_accepted(words: str) -> bool:
    """Whether somebody agreed to what was suggested or asked for."""
    found = _accepted(words)
    return bool(
        found and re.search(r"\b(?:suggested|asked|requested|proposed)\s", words[: found.start()])
    )


def of_us(words: str) -> tuple[str, ...]:
    """Who of those who meet is to do it, in brackets after it: "we are to write (JA/TT)"."""
    if agreed := _accepted(words):
        return owners.alone(agreed["who"] or agreed["also"])
    found = WE_WILL.search(words)
    who = BY_US.match(words, found.end()) if found else None
    return owners.alone(who["who"]) if who else ()


def at_end(words: str) -> tuple[str, ...]:
    """By whom a note says that it is to be done."""
    found = BY.search(words)
    if found and SO_THAT.search(words[: found.start()]):
        return ()
    who = owners.WHO.match(words, found.end()) if found else None
    return owners.alone(who[0].split(". ")[0]) if who else ()


# "That the risk be rewritten by the Clerk": by whom a ruling says that it is to be done.
RULED_BY = re.compile(
    r"\bbe\s+(?:\w+ly\s+|re-?)?(?!(?:approved|considered|led|chaired|held|noted|received|represented|supported|funded|signed|used|governed|met|paid|replaced|"
    r"audited|agreed|endorsed|ratified|attended|covered|received|accompanied)\b)\w+(?:ed|en|wn|nt|ut|ade)\b[^.;]{0,90}?\sby\s+(?=[A-Zt])"
)


def of_ruling(words: str) -> tuple[str, ...]:
    """The posts, or those with a rank, by whom a ruling says that something is to be done."""
    found = RULED_BY.search(words)
    who = owners.WHO.match(words, found.end()) if found else None
    every = owners.alone(who[0]) if who else ()
    return every if all(map(owners.SURE.match, every)) else ()
