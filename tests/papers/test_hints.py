"""The words that are sought before a long expression: no line that it finds is without one."""

from folded import each

from commands.papers import rulings, standing, wanted
from commands.papers.hints import has_any
from commands.papers.layouts import attendance, confirmed, grades

HINTED = {
    "passed": (
        standing.PASSED,
        standing.PASS,
        "show UL as taking it forward; re-assigned to UL; reallocated to UL; transferred to UL; "
        "handed to UL; owner changed to UL; now owned by UL; lead passed to UL; now led by UL; "
        "responsibility moves to UL",
    ),
    "slipped": (
        standing.SLIPPED,
        standing.SLIP,
        "date put back; deadline now May; target now May; timescale now May; completion now May; "
        "timeline now May; time frame now May; an extension; more time; extended to May; "
        "slipped to May; moved to May 2020; changed from May 2020 to June 2020; "
        "revised from May 2020 to June 2020; deferred to May 2020; postponed to May 2020; "
        "now due 31 October",
    ),
    "closed": (
        standing.CLOSED,
        standing.CLOSE,
        "ready for closing; is complete; discharge; superseded; is removed; is implemented; "
        "actioned; cleared; done; no further action",
    ),
    "still": (
        standing.STILL,
        standing.STAY,
        "remains to be set; still to be set; open; is outstanding; on-going; is incomplete; "
        "carried over; c/fwd; cfwd; action continuing; not yet due; not complete; no progress; "
        "no change; not started",
    ),
    "wanted": (
        wanted.WANTED,
        wanted.ASKS,
        "a report was requested; asked for a report; called for a report; would like a report; "
        "wished to see a report; wants a report; required to see a report; "
        "directed that it be sent; agreed the need for a report",
    ),
    "asked that": (wanted.THAT, wanted.ASKS, "asked that it be so; requested that it be so"),
    "coming": (wanted.COMING, ("be ",), "it will be circulated; it is to be provided"),
    "ruled": (
        rulings.INSIDE,
        rulings.WITHIN,
        "we agreed; and resolved; was approved; we decided; was endorsed; board recommends it; "
        "was ratified; was adopted; board rejected it; board declined; board refused; board voted; "
        "board authorised it; board delegated it; bid was supported; was carried; "
        "was elected; was appointed chair; motion was lost; bid was withdrawn; "
        "seconded by UL. All in favour",
    ),
    "absent": (
        attendance.SENT,
        attendance.ABSENT,
        "apologies were received; was unable to attend; could not attend; "
        "they were received from Una; these were received from Una",
    ),
    "minutes": (
        confirmed.ABOUT,
        confirmed.NAMES,
        "the minutes; minute of the meeting; last meeting's notes; record of the last",
    ),
    "graded": (
        grades.GIVEN,
        grades.GRADES,
        "graded outstanding; rated good; judged adequate; judged requires improvement",
    ),
}


@each("name", HINTED)
def test_what_an_expression_finds_has_one_of_its_hints(name):
    expression, hints, told = HINTED[name]
    for line in told.split("; "):
        assert expression.search(line), line
        assert has_any(line, hints), line


@each("name", HINTED)
def test_a_line_without_the_hints_is_not_read(name):
    assert not has_any("The roof fell.", HINTED[name][1])


def test_a_hint_is_found_in_any_case():
    assert has_any("RESOLVED that", ("resolved",))
