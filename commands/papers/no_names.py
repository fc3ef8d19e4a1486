"""Words with a capital that name nobody who could act: how a sentence begins, a body, a paper."""


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


NO_NAME = _each(
    """The This That These Those It In On At No To For There Report A An He She They We You What
    When Where Which As Any Each Every Some Not Due Following Further Also Subject If None Nil
    Nothing Agreed Noted Approved Resolved Ordered Complete Completed Closed Open Ongoing Done
    New Progress Outstanding Decision Action Tbc Welcome Responding Matters Reference With After
    Before From By Panel Committee Board Council Meeting Item Paper Plan Policy Yes Group Both
    Who How Why Update Next And But Agrees Notes Trust University Partnership Government
    Authority Cabinet Department Consensus Everything Someone Somebody Parliament Highways
    Unable Able Sorry Likely Glad Ready Forum Subcommittee Service
    Constabulary Police Need Needs"""
)
# "Partnership Manager", "Policy Officer": the post is of what by itself names nobody.
BODIES = _each(
    """Panel Committee Board Council Group Forum Partnership Trust Service Policy Plan Police
    Department Authority Cabinet Meeting University"""
)
# What ends in such a word is a paper: "Internal Audit Plan".
PAPERS = _each("Plan Plans Report Reports Review Strategy Policy Minutes Agenda")
