"""A minute as people type and paste it: nothing that stands in it is lost in silence."""

import re
import string
from datetime import date
from pathlib import Path

import pytest
from clerk import DONE, MISUSED, REFUSED
from folded import each
from hypothesis import given, settings
from hypothesis import strategies as st
from test_minute import HEAD, KnownNames, minutes, minuting, printed

from commands.minutes import grammar
from commands.minutes.entries import entries
from commands.minutes.forms import Form
from commands.minutes.minute import Line, Minute, Unclear
from commands.minutes.parser import read
from ledger import characters

__all__ = ["minuting"]  # The fixture.


def lines(text: str, form: Form | None = None) -> list[Line]:
    found = read(HEAD + text, KnownNames()).lines
    return [one for one in found if form is None or one.form is form]


def refused(text: str) -> str:
    with pytest.raises(Unclear) as problem:
        lines(text)
    return str(problem.value)


def action(words: str) -> dict[str, object]:
    (line,) = lines(f"A: CC: {words}\n", grammar.ACTION)
    return line.facts


# When an action is due


DUE = [
    *(";due 27 April 2019", "; due: 27 April 2019", ";  due 27 April 2019", ", due 27 April 2019"),
    *("; by 27 April 2019", "; due by 27 April 2019", "; due April 27th 2019", " (due 27/4/19)"),
    *("; deadline 27 April 2019", ", deadline: 27.4.2019", " [by 27 April 2019]"),
    "; Due 27 Apr 19",
    *("; due date: 27 April 2019", ". Due 27 April 2019.", " \u2013 due 27 April 2019"),
    "/due 27/4/19",
    *("\u2014by 27 April 2019", ";\u00a0due\u00a027\u00a0April\u00a02019"),
    ";\tdue\t27\u201104\u20112019",
    *("; no later than 27 April 2019", "; target date 27 April 2019", "; DUE ON Saturday 27 April"),
    *("; due 27-Apr-2019", "; due the 27th of April 2019", "; due 27 Ebrill 2019"),
    "; due 27 April,2019",
    *("; due 27 April \u201919", "\n  ; due 27 April 2019", "\n   by 27 April 2019"),
    "\n    | due 27/4/19",
    *("; until 27 April 2019", "; to be completed by 27 April 2019", "; due 2019/04/27"),
    "; due=27/4/19",
]  # fmt: skip


@each("words", DUE, ids=map(ascii, DUE))
def test_a_due_day_is_read_however_it_is_set_apart(words):
    try:
        facts = action(f"Share the plan{words}")
    except Unclear as asked:  # Set apart by nothing but a space, it is asked about.
        assert words.startswith("\n   by") and "is it due" in str(asked)
        return
    assert (facts["title"], facts["due"]) == ("Share the plan", date(2019, 4, 27))
    assert (facts["due_words"], facts["due_basis"]) == (None, None)


@each(
    ("words", "due"),
    [
        ("; due end of Q2", "2019-09-30"),
        ("; due w/c 3 June", "2019-06-09"),
        (" (deadline mid-May)", "2019-05-20"),
        (", by the end of April", "2019-04-30"),
        ("; due within 4 weeks", "2019-03-12"),
        ("; due ongoing", None),
        ("; due after Easter", None),
        (" (due when the survey is in)", None),
        ("; due next JAC", None),
    ],
)
def test_due_words_are_kept_with_the_last_day_that_they_can_mean(words, due):
    facts = action(f"Share the plan{words}")
    said = re.sub(r"^\W*(due|deadline|by) |\)$", "", words)
    assert (facts["title"], facts["due_words"]) == ("Share the plan", said)
    assert facts["due"] == (date.fromisoformat(due) if due else None)
    assert facts["due_basis"] == ("inferred" if due else None)


@each(
    "title",
    [
        "send the letter by 27 April 2019",
        "by 27 April send the letter",
        "send (by May 2019) the letter",
        "report due next Friday to the panel",
        "recruit before the end of Q2 and report",
        "answer no later than Tuesday",
        "answer\u00a0by\u00a031\u00a0March",
        *("answer; 27/4/19", "answer, 27 April 2019", "answer (27 April 2019)"),
        *("answer (end of Q2)", "answer; for 27 April 2019", "answer; date: 27/4/19"),
        *("answer; when: end of Q2", "answer within 2 weeks", "answer; due27/4/19"),
        *("answer (next meeting)", "answer [asap]", "answer; before Christmas"),
        *("answer due: asap", "answer. Deadline: TBC", "answer due asap", "answer by the 27th"),
        *("answer on April 27 2019", "answer on Monday", "answer - May", "answer; 31/4/2022"),
    ],
)
def test_a_title_that_may_say_when_is_asked_about(title):
    said = refused(f"A: CC: {title}\n")
    assert "is it due" in said and "; due -" in said
    assert action(f"{title}; due -")["due"] is None
    assert action(f"{title}; due 1 May 2019")["due"] == date(2019, 5, 1)


@each(
    "title",
    [
        "reduce the delay by two days",
        "write to the minister by email",
        "read what was due",
        "stand by, and report",
        "review the rise of 27 April 2019",
        "meet at 10:30 before lunch",
        "cut costs by 10%",
        "review the figures (2018)",
        "compare 2017, 2018/19",
        "read the notes of 27 April 2019",
        "target: 50% of cases",
        "write to all whose fees are due before closing",
    ],
)
def test_a_title_that_does_not_say_when_is_left_alone(title):
    assert action(title) == {
        "owners": ("CC",), "title": title,
        "due": None, "due_meeting": None, "due_words": None, "due_basis": None,
    }  # fmt: skip


@each(
    "words",
    [
        *("31/4/2022", "29/2/2019", "32/1/2019", "4/27/2019", "31.4.2022", "31-4-2022"),
        *("2019-02-30", "31 / 4 / 2022", "31 April 2022", "April 31", "by 31/4/2022"),
        *("w/c 31 April 2022", "28/4/2019 or 31/4/2019", "before the JAC on 31/4/2022"),
        "end of 31/4/2022",
    ],
)
def test_a_day_that_there_is_not_is_refused_and_is_no_year(words):
    assert "Write it as 2018" in refused(f"A: CC: ride; due {words}\n")


def test_a_due_date_is_said_once_and_a_line_is_one_line():
    said = refused("A: CC: ride; due 27 April 2019; due 3 May 2019\n")
    assert "delete one of them" in said
    assert "Begin a new line" in refused("A: CC: ride; due ongoing; A: DCC: walk\n")
    facts = lines("Next meeting: 12 March 2019\nA: CC: ride; due following meeting\n")[-1].facts
    assert facts["due_meeting"] == "HTA/2019-03-12"


def test_of_two_days_the_later_counts():
    assert action("ride; due 27/4/2019 or 3/5/2019")["due"] == date(2019, 5, 3)


def test_words_in_quotes_are_kept_as_printed_and_mean_no_day():
    assert action("ride; due \u201cend of Q2\u201d")["due"] is None
    facts = action('ride; due 1 May 2019 (inferred: "early summer")')
    assert (facts["due"], facts["due_words"]) == (date(2019, 5, 1), "early summer")
    assert facts["due_basis"] == "inferred"


def test_an_inferred_day_is_told_kept_and_printed(minuting):
    text = HEAD + "A: CC: ride; due end of Q2\nA: CC: walk; due ongoing\n"
    said = minutes(minuting, text)
    assert "due 30 September 2019 (end of Q2), inferred from the words" in said.err
    assert "due in words: ongoing" in said.err
    assert minuting.state("action", "A-2019-001").due == date(2019, 9, 30)
    again = printed(minuting)
    assert 'ride; due 30 September 2019 (inferred: "end of Q2")' in again
    for one in (text, again):
        assert "already has all of it" in minutes(minuting, one).err


def test_the_next_meeting_of_a_body_is_its_day_where_it_is_known(minuting):
    minuting.done("body add JAC 'Joint Audit Committee'")
    minutes(minuting, HEAD + "A: CC: ride; due next JAC\n")
    assert minuting.state("action", "A-2019-001").due is None
    minuting.done("meeting schedule JAC --for 2019-04-02 --on 2019-02-12")
    text = HEAD.replace("12 Feb", "13 Feb") + "A: CC: walk; due next JAC meeting\n"
    assert minutes(minuting, text).code == DONE
    raised = minuting.events[-1].event
    assert (raised.due, raised.due_meeting) == (date(2019, 4, 2), "JAC/2019-04-02")
    assert (raised.due_words, raised.due_basis) == ("next JAC meeting", "inferred")
    assert "already has all of it" in minutes(minuting, text).err
    assert "already has all of it" in minutes(minuting, printed(minuting, "HTA/2019-02-13")).err


def test_a_due_day_before_the_meeting_is_refused_unless_it_is_meant(minuting):
    text = HEAD + "A: CC: ride; due 1 January 2019\n"
    said = minutes(minuting, text)
    assert said.code == REFUSED and "before it was raised on 12 February 2019" in said.err
    assert minutes(minuting, text, "--past-due").code == DONE
    raising = "action raise walk --owner CC --on 2019-02-12"
    minuting.refuses(REFUSED, f"{raising} --due 2019-02-11", "--past-due")
    minuting.refuses(MISUSED, f"{raising} --due 1/1/1066", "before 1900")
    minuting.done(f"{raising} --due 2019-02-12", f"{raising} --due 2019-02-11 --past-due")
    at = minuting.events[-2].position
    setting = f"correct {at} --reason slip --set due=2019-01-01"
    minuting.refuses(REFUSED, setting, "--past-due")
    minuting.done(f"{setting} --past-due", f"{raising} --due-words ongoing")
    extending = "action extend A-2019-004 --reason x --approved-by PCC --on 2019-03-01 --to"
    minuting.refuses(REFUSED, f"{extending} 2019-01-01", "--past-due")


def test_a_command_refuses_a_day_that_there_is_not(minuting):
    for words in ("31/4/2022", "29/2/2019", "4/27/2018", "31 / 4 / 2022"):
        minuting.refuses(MISUSED, f"action raise ride --owner CC --due '{words}'", words)


def test_a_command_takes_due_words_as_a_minute_does(minuting):
    raising = "action raise ride --owner CC --on 2019-02-12"
    for flags, due, basis in (
        ("--due 'end of Q2'", date(2019, 9, 30), "inferred"),
        ("--due-words 'end of Q2'", date(2019, 9, 30), "inferred"),
        ("--due-words 'end of Q2' --due-basis none", None, None),
        ("--due-words ongoing", None, None),
        ("--due 2019-09-30 --due-words 'end of Q2'", date(2019, 9, 30), None),
        ("--due '27 Feb'", date(2019, 2, 27), None),  # From the day it was raised.
    ):
        minuting.done(f"{raising} {flags}")
        raised = minuting.events[-1].event
        assert (raised.due, raised.due_basis) == (due, basis), flags
    minuting.refuses(MISUSED, f"{raising} --due ongoing", "--due-words")


# Lines


OWN = [
    ("N: noted.", "A: CC: do it; due 1 April 2019", grammar.ACTION),
    ("F: found", "D: PCC: adopt it", grammar.DECISION),
    ("A: CC: ride", "A: CC: walk; due 1 April 2019", grammar.ACTION),
    ("A: CC: ride", "Action: CC: walk", grammar.ACTION),
    ("F: found", "Q to CC: why?", grammar.QUESTION),
    ("N: noted", "F 1: found", grammar.FINDING),
    ("F: found", "N: noted", grammar.NOTED),
    ("F: found", "Deferred to 12 March 2019: no time", grammar.DEFERRED),
    ("F: found", "Actions arising: None", grammar.NIL),
    ("A: CC: ride", "> progress: begun", next(f for f in grammar.MARKS if "progress" in f.says)),
]
INDENTS = [
    "\t",
    "  ",
    "\u00a0\u00a0",
    "\u2003",
    "\t\u2022\t",
    "  - ",
    "   1. ",
    " (a) ",
    "\to\t",
    " \uf0b7 ",
]


@each(("first", "second", "form"), OWN)
@each("indent", INDENTS, ids=map(ascii, INDENTS))
def test_an_indented_line_that_begins_like_one_is_one(indent, first, second, form):
    found = lines(f"## 1 Roads\nQ: well?\n{first}\n{indent}{second}\n")
    assert found[-1].form is form
    assert all(second not in str(one.facts) for one in found)


@each("bullet", ["\u2022\t", "- ", "\u2013 ", "* ", "1.\t", "2.1 ", "b) ", "o\t"])
def test_a_bullet_before_a_line_is_none_of_its_words(bullet):
    if bullet == "2.1 ":
        assert "a line begins with" in refused(f"{bullet}F: found\n")
    else:
        assert lines(f"{bullet}F: found\n")[-1].facts["text"] == "found"


def test_words_that_go_on_are_one_text_and_keep_their_bullets():
    text = "F: three:\n  \u2022 one\n  2. two\n    | D: a drive\n  deferred to none\n"
    found = "three: \u2022 one 2. two\nD: a drive deferred to none"
    assert lines(text)[-1].facts["text"] == found


@each("words", ["d: a drive", "a: CC: do it", "n: five", "q to CC: why?"])
def test_a_small_letter_that_may_begin_a_line_is_asked_about(words):
    assert "begins like a new line of the minute" in refused(f"## 1 Roads\nF: found\n   {words}\n")


REF = "A-2018-001"


@each("between", [" ", ": ", " - ", " \u2013 ", ", ", "\t", " > ", "\n   "])
def test_what_became_of_it_may_stand_behind_a_reference(between):
    (line,) = lines(f"{REF}{between}complete by CC: letter sent\n", None)[-1:]
    assert line.about == f"action:{REF}"
    assert line.facts == {"reported_by": ("CC"), "evidence": "letter sent"}


@each("mark", ["carried forward", "RAG: GREEN", "agreed as completed and closed"])
def test_what_became_of_it_may_end_in_a_full_stop(mark):
    plain, stopped = (lines(f"{REF}\n> {mark}{end}\n")[-1] for end in ("", "."))
    assert (stopped.form, stopped.facts) == (plain.form, plain.facts)


@each(
    "title", ["Share the resourcing plan", "SHARE the\u00a0resourcing  plan", "Share the res\u2026"]
)
def test_a_title_behind_a_reference_is_its_title(title):
    assert lines(f"{REF} {title}\n> carried forward\n")[-1].about == f"action:{REF}"


def test_words_that_begin_as_what_became_of_it_are_answered_with_the_form():
    said = refused(f"{REF} closed by CC\n> carried forward\n")
    assert "of an action one says > closed by VERIFIED BY: EVIDENCE" in said


@each("words", ["done", "letter sent", "Share"])
def test_other_words_behind_a_reference_are_asked_about(words):
    assert "are not its title" in refused(f"{REF} {words}\n> carried forward\n")


def test_a_mark_below_several_references_is_asked_about():
    said = refused(f"{REF}\nA-2018-002\n> carried forward\n")
    assert f"of which of {REF}, A-2018-002" in said
    apart = read(HEAD + f"{REF}\n// a note\nA-2018-002\n> carried forward\n", KnownNames())
    assert apart.untold == {5: REF}


@each(
    "line",
    [
        "# HTA 12 February 2019 @3",
        "Venue: Hindlip @3",
        "## Brought forward @3",
        f"{REF} @3",
        "## 1 Roads\n## 1 @3",
    ],
)
def test_lines_of_the_paper_are_refused_where_nothing_bears_them(line):
    head = "" if line.startswith("# ") else "# HTA 12 February 2019\nPaper: notes\n"
    with pytest.raises(Unclear, match="the lines of the paper"):
        read(f"{head}{line}\n", KnownNames())


# What a word processor pastes


def test_signs_of_a_word_processor_are_read_as_a_typewriters(minuting):
    text = (
        "# HTA Tuesday 12\u00a0February\u20092019\r\n"
        "Chair:\tPCC\u200b\n"
        "Present: PCC, \u201cDoe, Jane\u201d (observer)\u2028"
        "## \u201cAOB\u201d Other \u201cmatters\u201d\v"
        "Q: why \u2013 and how\u2026?\n"
        "F \u2013: It\u2019s \u201cso\u201d\u00ad.\n"
    )
    said = minutes(minuting, text)
    assert said.code == DONE, said.err
    assert "left out, since it shows nothing: characters of line 2 and 6" in said.err
    events = minuting.events[-6:]
    assert events[2].event.attendee == "Doe, Jane"
    assert (events[3].event.item, events[3].event.title) == ("AOB", "Other \u201cmatters\u201d")
    assert events[4].event.text == "why \u2013 and how\u2026?"
    assert (events[5].event.text, events[5].event.answers) == ("It\u2019s \u201cso\u201d.", ())
    plainer = text.translate({0x2013: "-", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})
    for one in (text, plainer, printed(minuting)):
        assert "already has all of it" in minutes(minuting, one).err


def test_letters_of_other_scripts_keep_what_joins_them():
    joined = "\u0645\u06cc\u200c\u0634\u0648\u062f"  # Persian, with a non-joiner in it
    made = read(HEAD + f"F: {joined}\u200d\n", KnownNames())
    assert made.lines[-1].facts["text"] == joined
    assert made.hidden == [5]


@each("one", ["\u202e", "\u200f", "\u2067"])
def test_what_turns_the_text_is_refused_by_its_line(one):
    assert "line 5: this cannot be recorded" in refused(f"F: pay {one}1\n")


def test_words_that_begin_like_a_record_are_recorded_whole(minuting):
    minutes(minuting, HEAD + "F: action: more is needed\nQ: question:why?\n")
    said = [one.event.text for one in minuting.events[-2:]]
    assert said == ["action: more is needed", "question:why?"]


# Who was there


def test_a_capacity_beside_a_post_is_kept(minuting):
    text = HEAD.replace("Apologies: None\n", "").replace(
        "PCC, CC", "PCC (by Teams), CC and CEX (in part)"
    )
    text += 'Apologies: Cllr Ann Other (member), HFO (on leave), "cc" (clerk)\n'
    assert minutes(minuting, text).code == DONE
    came = [
        (one.event.attendee, one.event.capacity)
        for one in minuting.events
        if one.kind in ("MeetingAttended", "MeetingApologyGiven")
    ]
    assert came == [
        ("PCC", "by Teams"), ("CC", "in part"), ("CEX", "in part"),
        ("Cllr Ann Other", "member"), ("HFO", "on leave"), ("cc", "clerk"),
    ]  # fmt: skip
    for one in (text, printed(minuting)):
        assert "already has all of it" in minutes(minuting, one).err, one
    said = minutes(minuting, text.replace("by Teams", "in person"))
    assert "capacity, recorded: by Teams" in said.err


def test_a_person_without_a_capacity_is_told_how_to_be_named(minuting):
    for label in ("Present", "Apologies"):
        said = minutes(minuting, f"# HTA 12 February 2019\n{label}: Cllr Ann Other\n")
        assert "named with a capacity: Cllr Ann Other (observer)" in said.err


# The same words


def test_the_same_words_under_two_items_are_two_things(minuting):
    for line in ("A: CC: Report back", "F: noted", "D: adopt", "Q: why?"):
        assert len(lines(f"## 1 One\n{line}\n## 2 Two\n{line}\n")) == len(lines("")) + 4
        assert "line 6 says the same" in refused(f"## 1 One\n{line}\n{line.replace('a', 'A')}\n")
    text = HEAD + "## 1 One\nA: CC: Report back\n## 2 Two\nA: CC: Report back\n"
    assert minutes(minuting, text).code == DONE
    for one in (text, printed(minuting)):
        assert "already has all of it" in minutes(minuting, one).err


# Every character

PAPERS = sorted((Path(__file__).parents[3] / "shared" / "papers").glob("*.txt"))


@pytest.mark.parametrize("before", ["F: first\n\t", "A: CC: "], ids=["going on", "an action"])
def test_a_paper_that_is_pasted_is_all_there_or_asked_about(before):
    """Each line of other offices' papers, behind what may stand before it."""
    for paper in PAPERS:
        for line in filter(str.strip, paper.read_text("utf-8").split("\n")):
            try:
                made = read(f"{HEAD}## 1 Roads\n{before}{line.strip()}\n", KnownNames())
            except Unclear:
                continue
            told = characters.folded(repr(facts(made)).replace("\\", " "))
            lost = set(re.findall(r"\w{3,}", characters.folded(line))) - set(
                re.findall(r"\w+", told)
            )
            assert not lost - {"due", *grammar.ALSO}, line


WHOLE = """\
# HTA Tuesday 12 February 2019
Chair: PCC
Venue: Hindlip
Minuted by: Jackie Irvin
Paper: notes @1-9
Present: PCC, CC, Jane Doe (observer), DCC (by Teams)
Apologies: ACC (ill)
Next meeting: 12 March 2019 at Hall: Roads
## Brought forward
A-2018-001 Share the resourcing plan
> carried forward
> complete by DCC: the plan
A-2018-002 Write to the minister
> superseded by A-2018-003
## 2 Roads @12
Q by CEX to CC: Why? @13
> answered: Ice.
F 1: The rise,
   at night. @14
A: CEX with HFO: review it; due next meeting
> replaces A-2018-004
A: CC: ride; due 1 May 2019 ("as said")
A: CC: walk; due end of June
D public: PCC and CC: publish
N: Noted.
## 3 (from HTA/2019-01-15) Crime
Deferred to next meeting: no time
Actions arising: None
Notes: complete
"""


def facts(minute: Minute) -> object:
    """All that is understood of a text, lines by their place among the others."""
    place = {id(line): at for at, line in enumerate(minute.lines)}

    def told(value: object) -> object:
        if isinstance(value, Line):
            return place[id(value)]
        return tuple(map(told, value)) if isinstance(value, tuple) else value

    of_lines = [
        (o.form.says, o.item, o.source, o.named, told(o.about), [*map(told, o.facts.values())])
        for o in minute.lines
    ]
    whole = (minute.body, minute.meets_on, minute.paper, minute.inferred, minute.undated)
    return of_lines, whole, minute.sensitive, sorted(minute.untold.values())


AS_IT_IS = facts(read(WHOLE, KnownNames()))
PUT_IN = st.sampled_from(
    ["zq", "\nzq", "\n\tzq", "\n A: zq: x", "\n  > progress: zq", " zq ", "; zq", " (zq)", "\nzq: ",
     "\n    | zq\n", "\n\u2022 F: zq", "\n## zq\n", "\n## 9 zq\n", " @zq", "\n- zq",
     *string.ascii_letters, *string.digits]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(at=st.integers(0, len(WHOLE)), words=PUT_IN)
def test_no_letter_of_a_minute_is_dropped_in_silence(at, words):
    text = WHOLE[:at] + words + WHOLE[at:]
    if any(one.startswith("//") for _, one in entries(text)):
        return
    try:
        now = facts(read(text, KnownNames()))
    except Unclear:
        return  # It is said.
    assert now != AS_IT_IS, text
    if "zq" in words:
        assert "zq" in repr(now).casefold(), text


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(WHOLE) - 1))
def test_no_letter_is_of_no_account(at):
    if not WHOLE[at].isalnum():
        return
    try:
        now = facts(read(WHOLE[:at] + WHOLE[at + 1 :], KnownNames()))
    except Unclear:
        return
    assert now != AS_IT_IS or SPELT.search(WHOLE[max(0, at - 9) : at + 9]), WHOLE[at - 9 : at + 9]


# A month may be shortened, a heading called otherwise.
SPELT = re.compile("February|March|Share the")


def test_what_a_minute_says_nothing_of_is_not_denied_and_a_line_names_one_record(minuting):
    minuting.done(
        "finding record roads --on 2019-01-15 --meeting HTA/2019-01-15",
        "action raise ride --owner CC --on 2019-01-15",
        "action raise walk --owner CC --on 2019-01-15",
    )
    said = minutes(minuting, HEAD + "F-2019-001\n> withdrawn: x\n").err
    assert "F-2019-001 is a finding" in said and "There is no record" not in said
    for between in (", ", " and ", "; "):
        said = minutes(minuting, f"{HEAD}A-2019-001{between}A-2019-002\n> closed by CEX: x\n").err
        assert "begin a new line with A-2019-002" in said
