"""What in a paper cannot all be so: each kind speaks, and stays quiet where a paper only looks
wrong. The papers of the offices raise no alarm, and errors planted in them do."""

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from folded import each
from made_papers import papers

from commands.papers import contradicted
from commands.papers.conflicts import Elsewhere, Ledger, OnRecord, Place, days_in
from commands.papers.contradictions import attended, ledger_due, post_holder, row_missing
from commands.papers.proposals import propose
from commands.papers.read import read
from commands.papers.shapes import MONTHS

pytestmark = pytest.mark.slow

HEAD = "Governance Board\nMinutes of the meeting of 12 February 2019\n"
# By kind: papers that cannot be so, each with the lines of the places.
SPEAKS = [
    ("weekday", "The meeting was held on Monday 12 February 2019.\n", [1]),
    ("weekday", "1. Next meeting\nTuesday, the 27th March, 2019 at 10am\n", [2]),
    ("attended", "Present:\nAnn Lee (AL) – Chair\nApologies:\nAnn Lee (AL) – Chair\n", [2, 4]),
    (
        "attended",
        "Present: Cllr Ann Lee (Chair), Mr B Ray\nApologies: Mr Bob Ray and Cllr C Moss\n",
        [1, 2],
    ),
    ("meeting_day", f"{HEAD}Date: 13 February 2019\nPresent:\nAnn Lee (AL)\n", [2, 3]),
    (
        "confirmed_early",
        f"{HEAD}1. Minutes\nThe minutes of the meeting of 8 March 2019 were agreed.\n",
        [2, 4],
    ),
    ("confirmed_early", f"{HEAD}1. Minutes of 15 January 2020\nAgreed.\n", [2, 3]),
    (
        "counted",
        "1. PEEL\nThere were three areas for improvement which were:\n- to record reasons.\n"
        "- to train officers.\n2. Fleet\nNoted.\n",
        [2, 3, 4],
    ),
    (
        "counted",
        "The Board agreed 2 recommendations:\n1. That the plan be noted.\n2. That the fee be"
        " paid.\n3. That the lease end.\n",
        [1, 2, 4],
    ),
    (
        "number_twice",
        "23/041 Apologies\nNone.\n23/042 Budget monitoring\nNoted.\n23/042 Fleet replacement\n"
        "Noted.\n23/044 Estates\nNoted.\n",
        [3, 5],
    ),
    (
        "number_twice",
        "1. Risk\nA13/24 Oliver Penn to arrange an exercise.\nA14/24 Iwan Rees to review scoring.\n"
        "2. Fleet\nA14/24 Beth Sadler to sell the vans.\nA15/24 Beth Sadler to buy a lorry.\n",
        [3, 5],
    ),
]
OWN_REFS = "Ref 01/12/02/2019\nApologies\nRef 02/12/02/2019\nMinutes\nRef {}\nFleet\n"
SUM = "| Item | Budget | Cost |\n| Vans | £12,000 | £9,500 |\n| Cars | £8,000 | £8,250.50 |\n"
ARISING = f"{HEAD}1. Matters arising\n"
SPEAKS += [
    ("due_before", f"{HEAD}1. Fleet\nACTION: CC to write by 3 January 2019.\n", [2, 4]),
    ("reference_day", OWN_REFS.format("03/13/02/2019"), [5, 1]),
    ("reference_day", OWN_REFS.format("03/12/20/2019"), [5, 1]),
    ("sums", f"{SUM}| Total | £20,000 | £17,550.50 |\n", [2, 3, 4]),
    ("never_raised", f"{ARISING}A99/24 (vans): closed.\n", [4]),
    ("ledger_status", f"{ARISING}A2/24 (cars): ongoing.\n", [4]),
]
LIST = "Present:\nAnn Lee – Chief Constable\nBob Ray – Deputy Chief Constable\n"
ITEMS = "12. Fleet\nFive vans were sold.\n13. Budget\nIt was noted.\n14. Estates\nNoted.\n"
TABLE = "| Ref | Action | Owner | Due | Status |\n"
PANEL = "Police and Crime Panel\nMinutes of the meeting of 12 February 2019\n1. Monitoring report\n"
SPEAKS += [
    ("post_holder", f"{HEAD}{LIST}1. Fleet\nDCC Lee to write to the council.\n", [7, 4]),
    ("post_holder", f"{HEAD}Present:\nCath Moss – Chief Constable\n", [4]),
    (
        "owner_twice",
        f"{HEAD}1. Fleet\nACTION: CC to write to the council about the old vans\n2. Summary\n"
        "ACTION: DCC to write to the council about the old vans\n",
        [4, 6],
    ),
    (
        "owner_twice",
        "Present:\nAnn Lee (AL) – Clerk\nBob Ray (BR) – Clerk\n1. Fleet\nACTION: AL to write to the"
        " council about the old vans\n2. Summary\nACTION: BR to write to council about the old"
        " vans\n",
        [5, 7],
    ),
    ("ledger_owner", f"{ARISING}{TABLE}| A1/24 | Sell the vans | DCC | | In progress |\n", [5]),
    (
        "ledger_due",
        f"{ARISING}{TABLE}| A1/24 | Sell the vans | CC | 13 May 2019 | In progress |\n",
        [5],
    ),
    (
        "ledger_due",
        f"{ARISING}{TABLE}| A1/24 | Sell the vans | CC | June 2019 | In progress |\n",
        [5],
    ),
    ("cross_reference", f"{ITEMS}15. Risk\nIt is told of under item 19 above.\n", [8]),
    ("cross_reference", f"{ITEMS}15. Risk\nAs in item 12 (Custody suites), it was sold.\n", [8, 1]),
    ("panel_told", f"{PANEL}Action A1/24 has now been completed.\n", [4]),
    ("other_paper", f"{ARISING}A7/24 (vans): ongoing.\n", [4, 9]),
    ("other_paper", f"{ARISING}A8/24 (cars): closed.\n2. Fleet\nA8/24 CC to sell them.\n", [4, 9]),
]
LOG = [
    f"| B{number}/24 | Sell the {what} | CC | 12 May 2019 | In progress |\n"
    for number, what in enumerate(["vans", "cars", "bikes", "boats", "carts", "horses", "dogs"], 1)
]
TWO_LEFT = [*LOG[:1], *LOG[2:4], *LOG[5:]]
SPEAKS += [
    ("row_missing", "".join([ARISING, TABLE, *LOG[:3], *LOG[4:]]), [7, 8]),
    ("row_missing", "".join([ARISING, TABLE, *TWO_LEFT]).replace("B", "C"), [5, 6]),
]
REGISTER = (
    "Gold group\nActions as of 7 June 2019 (RAG)\n{}GG/09 – Supt Moss to write to the sergeants\n"
)
SPEAKS += [
    (
        "number_twice",
        REGISTER.format(
            "GG/04 – HR – Advert for two crime registrars – COMPLETE\nGG/04 – DCI Kaye – Audit of"
            " the crime records since January – 60 looked at so far (amber)\n"
        ),
        [3, 4],
    ),
    (
        "confirmed_early",
        f"{HEAD}1. Minutes\nThe Board AGREED the minute of 8 March 2019.\n",
        [2, 4],
    ),
]
QUIET = [
    (
        "number_twice",
        REGISTER.format(
            "GG/04 – HR – Advert for registrars – COMPLETE\nGG/04 – DCI Kaye – the advert for the"
            " registrars again – ongoing\n"
        ),
    ),
    ("row_missing", "".join([ARISING, TABLE, *LOG])),
    ("row_missing", "".join([ARISING, TABLE, *TWO_LEFT])),
    ("row_missing", "".join([ARISING, TABLE, *LOG[:2], *LOG[3:5]])),
    ("post_holder", f"{HEAD}{LIST}1. Fleet\nDCC Ray to write to the council.\n"),
    ("post_holder", f"{HEAD}{LIST}1. Fleet\nACC Lee to write to the council. CC Office to help.\n"),
    (
        "post_holder",
        f"{HEAD}{LIST}1. Fleet\nThe former Chief Constable Moss wrote to the council.\n",
    ),
    ("post_holder", f"{HEAD}Present:\nDi Fox – Chief Finance Officer\n"),
    ("post_holder", f"{HEAD}Present:\nCC Ann Lee (AL) | Chief Constable\n"),
    (
        "owner_twice",
        f"{HEAD}1. Fleet\nACTION: CC to write to the council about the old vans\n2. Summary\n"
        "ACTION: CC to write to the council about the old vans\n",
    ),
    (
        "owner_twice",
        f"{HEAD}1. Fleet\nACTION: CC to write to the council about the old vans\n2. Summary\n"
        "ACTION: DCC to write to the council about the new depot\n",
    ),
    (
        "owner_twice",
        "Present:\nAnn Lee (AL) – Chief Constable\n1. Fleet\nACTION: AL to write to the council"
        " about the old vans\n2. Summary\nACTION: Chief Constable to write to the council about the"
        " old vans\n",
    ),
    ("ledger_owner", f"{ARISING}{TABLE}| A1/24 | Sell the vans | CC | | In progress |\n"),
    ("ledger_owner", f"{ARISING}{TABLE}| A1/24 | Sell the vans | Fleet team | | In progress |\n"),
    ("ledger_owner", f"{ARISING}A1/24 (vans): reassigned to DCC.\n"),
    ("ledger_due", f"{ARISING}{TABLE}| A1/24 | Sell the vans | CC | May 2019 | In progress |\n"),
    ("ledger_due", f"{ARISING}{TABLE}| A1/24 | Sell the vans | CC | the spring | In progress |\n"),
    ("ledger_due", f"{ARISING}A1/24 (vans): the due date was moved to 13 June 2019.\n"),
    ("cross_reference", f"{ITEMS}15. Risk\nIt is told of under item 13 above.\n"),
    ("cross_reference", f"{ITEMS}15. Risk\nAs in item 12 (the fleet), it was sold.\n"),
    (
        "cross_reference",
        f"{ITEMS}15. Risk\nIn item 19 of the minutes of the last meeting it was.\n",
    ),
    ("cross_reference", f"{ITEMS}15. Risk\nItem 19 of the plan and paragraph 19 were read.\n"),
    ("panel_told", f"{PANEL}Action A2/24 has now been completed.\n"),
    ("panel_told", f"{PANEL}Action A1/24 will be completed by the summer.\n"),
    ("panel_told", f"{ARISING}A1/24 (vans): completed and closed.\n"),
    ("other_paper", f"{ARISING}A8/24 (cars): ongoing.\n"),
    ("other_paper", f"{ARISING}A7/24 (vans): closed.\n"),
]
QUIET += [
    ("due_before", f"{HEAD}1. Fleet\nACTION: CC to write by 12 February 2019.\n"),
    ("due_before", f"{HEAD}1. Matters arising\nACTION: CC to write by 3 January 2019.\n"),
    ("due_before", f"{HEAD}1. Fleet\nACTION: CC to report on the fire of 3 January 2019.\n"),
    ("reference_day", OWN_REFS.format("03/12/02/2019")),
    ("reference_day", "Ref 01/12/02/2019\nApologies\nRef 01/14/01/2019\nMinutes\n"),
    ("sums", f"{SUM}| Total | £20,000 | £17,750.50 |\n"),
    ("sums", f"{SUM}| Subtotal | £20,000 | £1 |\n| Fees | £1 | £1 |\n| Total | £1 | £1 |\n"),
    ("sums", f"{SUM}| Bikes | | £1 |\n| Total | £21,000 | £17,751.50 |\n"),
    ("sums", "| Item | £m |\n| Vans | 1.4 |\n| Cars | 2.3 |\n| Bikes | 1.4 |\n| Total | 5.2 |\n"),
    ("sums", "| Grade | Open | Closed |\n| High | 2 | 5 |\n| Low | 3 | 4 |\n| Total | 60 | 90 |\n"),
    ("never_raised", f"{ARISING}A1/24 (vans): closed.\n"),
    ("never_raised", f"{ARISING}A97/24 (vans): closed.\nA98/24 (cars): closed.\n"),
    ("never_raised", f"{ARISING}Reference 7 – Vans\nThis reference can be closed.\n"),
    ("never_raised", f"{ARISING}A98/24 (vans): closed.\n2. Fleet\nA98/24 CC to sell the vans.\n"),
    ("ledger_status", f"{ARISING}A1/24 (vans): ongoing.\n"),
    ("ledger_status", f"{ARISING}A3/24 (bikes): ongoing.\n"),
    ("ledger_status", f"{ARISING}A2/24 (cars): closed.\n"),
    ("weekday", "The meeting was held on Tuesday 12 February 2019.\n"),
    ("weekday", "It meets on Monday, and on 12 February 2019 it did not.\n"),
    ("weekday", "From Monday to Tuesday 12 February 2019; on Tuesday 31 February 2019.\n"),
    ("attended", "Present: Cllr Ann Lee (Chair)\nApologies: Cllr Bea Lee\n"),
    ("attended", "Present: Cllr A Lee, Cllr B Lee\nApologies: Cllr A Lee\n"),
    ("attended", "Present: Cllr Ann Lee\nApologies: Cllr Bob Ray (substitute: Cllr Ann Lee)\n"),
    ("attended", "Present: Cllr A Lee\nApologies: Cllr Lee, Cllr B Lee\n"),
    ("attended", "Present: Cllr Ann Lee\nApologies for lateness: Cllr Ann Lee\n"),
    ("attended", "Present: Bob Ray on behalf of Ann Lee\nApologies: Ann Lee\n"),
    (
        "attended",
        "Present:\nAnn Lee (AL) – ACC, Local Policing\nApologies:\nBob Ray (BR) – Local Policing\n",
    ),
    ("meeting_day", f"{HEAD}Date: Tuesday 12th February 2019\nPublished 19 February 2019\n"),
    ("meeting_day", "Governance Board 12 and 13 February 2019\nMinutes of 12 February 2019\n"),
    ("meeting_day", f"{HEAD}1. Minutes of the meeting of 15 January 2019\nAgreed.\n"),
    ("meeting_day", "| Date of request | 3 July 2024 |\n| Date of decision | 9 July 2024 |\n"),
    ("confirmed_early", f"{HEAD}1. Minutes of 15 January 2019\nAgreed.\n"),
    (
        "confirmed_early",
        f"{HEAD}1. Minutes\nThe minutes of 15 January 2019 were agreed, and those of today come to"
        " the meeting of 12 March 2019.\n",
    ),
    ("confirmed_early", "1. Minutes of 15 January 2020\nAgreed.\n"),
    (
        "counted",
        "There were two areas for improvement which were:\n- to record reasons.\n- to train.\n",
    ),
    (
        "counted",
        "There were eight recommendations including:\n- to record reasons.\n- to train.\n",
    ),
    ("counted", "There were eight recommendations.\n- Fleet was noted.\n- Estates was noted.\n"),
    ("counted", "Of these 8 recommendations, 3 were closed:\n- to record.\n- to train.\n"),
    (
        "counted",
        "There were two recommendations:\n- to record the reasons that are given\nand to keep"
        " them.\n- to train.\n",
    ),
    ("number_twice", "1. Fleet\nNoted.\n2. Budget\nNoted.\n1. Estates\nNoted.\n3. Risk\nNoted.\n"),
    (
        "number_twice",
        "23/041 Apologies\nNone.\n23/042 Budget monitoring\nNoted.\n23/042 Budget (continued)\n"
        "Noted.\n23/044 Estates\nNoted.\n",
    ),
    (
        "number_twice",
        "1. Risk\nA13/24 Oliver Penn to arrange an exercise.\nA14/24 Iwan Rees to review scoring.\n"
        "A15/24 Beth Sadler to buy a lorry.\n2. Actions\nA14/24 Iwan Rees to review the scoring.\n",
    ),
]


KEPT = {
    "A1/24": OnRecord("A-2024-001", "open", date(2018, 1, 9)),
    "A2/24": OnRecord("A-2024-002", "closed", date(2019, 1, 15)),
    "C2/24": OnRecord("A-2024-012", "open", date(2018, 1, 9)),
    "A7/24": OnRecord("A-2024-007", "open", date(2018, 1, 9)),
    "A3/24": OnRecord("A-2024-003", "closed", date(2019, 3, 12)),
}
POSTS = {"CC": "CC", "Chief Constable": "CC", "DCC": "DCC"}
HELD = {"CC": ("Ann Lee",), "DCC": ("Bob Ray",)}
THERE = Place(9, "A7/24: closed.", "p-2")
OTHERS = (
    Elsewhere(document="p-2", on=date(2019, 1, 8), ref="A7/24", kind="close", place=THERE),
    Elsewhere(document="p-2", on=date(2019, 3, 8), ref="A8/24", kind="progress", place=THERE),
)


def then(ref: str, on: date) -> OnRecord | None:
    kept = KEPT.get(ref)
    return kept and OnRecord(kept.ref, kept.status, kept.since, ("CC",), date(2019, 5, 12))


LEDGER = Ledger(
    KEPT.get,
    lambda ref: ref.startswith("A"),
    then=then,
    post=POSTS.get,
    holders=lambda post, _: HELD.get(post, ()),
    elsewhere=lambda refs: tuple(one for one in OTHERS if one.ref in refs),
)


def told(text: str | bytes, ledger=LEDGER):
    data = text if isinstance(text, bytes) else text.encode()
    return contradicted.conflicts(propose(read(data)), ledger)


def lines(one) -> list[int]:
    return [place.line for place in one.places]


@each(("kind", "text", "where"), SPEAKS)
def test_what_cannot_be_so_is_told_with_its_places(kind, text, where):
    ((one),) = told(text)
    assert (one.kind, lines(one)) == (kind, where)


@each(("kind", "text"), QUIET)
def test_what_only_looks_wrong_is_quiet(kind, text):
    assert [one.title for one in told(text)] == []


def test_every_kind_has_a_paper_that_it_speaks_of_and_one_that_it_does_not():
    for cases in (SPEAKS, QUIET):
        assert {case[0] for case in cases} == set(contradicted.known())


@pytest.mark.parametrize("half", ["tuned", "held", "fresh"])
@pytest.mark.parametrize("form", ["text", "html", "docx"])
def test_the_papers_of_the_offices_raise_no_alarm(half, form):
    alarms = {name: told(getattr(paper, form)(), None) for name, paper in papers(half).items()}
    assert {name: found for name, found in alarms.items() if found} == {}


@each(("kind", "text", "where"), SPEAKS)
def test_the_words_of_each_place_stand_on_its_line(kind, text, where):
    reading = read(text.encode())
    for one in told(text):
        assert all(
            place.words in reading.lines[place.line - 1].text
            for place in one.places
            if not place.document
        )


def test_of_a_long_line_the_words_around_the_slip_are_quoted():
    before = "The Board heard at length of the works and of all that came of them. " * 5
    (one,) = told(f"{before}It met on Monday 12 February 2019. {before}\n")
    (place,) = one.places
    assert "Monday 12 February 2019" in place.words
    assert len(place.words) <= 160


def test_nothing_told_is_ever_sure():
    for _, text, _ in SPEAKS:
        assert all(one.as_json()["sure"] is False for one in told(text))


# Errors planted in papers that have none

DATED = re.compile(
    r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )(\d+)"
    rf"((?:st|nd|rd|th)?,? ({'|'.join(MONTHS)})\w*,? (\d{{4}}))",
    re.I,
)


def _days_moved(text: str):
    for match in DATED.finditer(text):
        on = date(int(match[5]), MONTHS.index(match[4][:3].lower()) + 1, int(match[2]))
        moved = on + timedelta(days=1 if on.day < 28 else -1)
        yield text[: match.start(2)] + str(moved.day) + text[match.end(2) :]


def _references_altered(text: str):
    """The number of each item but the first becomes that of the item before it."""
    heads = list(
        re.finditer(r"^(?:# )?((?:[A-Z]{1,3}/)?\d{2,3}/\d{2,3}|\d{3}|PR\d)(?=[. ])", text, re.M)
    )
    for before, at in pairwise(heads):
        yield text[: at.start(1)] + before[1] + text[at.end(1) :]


TITLES = "(?:Dr|Inspector|Cllrs?|Councillors?|Mr|Ms|Sgt|Supt|ACO) "
NO_NAMES = "Did|Not|Sorry|Apolog|Reasons|Deputy|Chief|Head|Constable|Ch|An|Dr|Inspector|Police"


def _days_of_the_meeting_moved(text: str):
    """The minutes that are confirmed get a day two years on; an action gets a due day years ago."""
    made = propose(read(text.encode()))
    rows = text.split("\n")
    head = contradicted.Paper(contradicted.outlined(made.reading), made.proposals).met
    for one in made.proposals if head else ():
        if one.kind == "minutes" and one.due and (year := one.due[:4]) in rows[one.first - 1]:
            yield _with(rows, one.first, year, str(head[0].year + 2))


def _dues_moved(text: str):
    made = propose(read(text.encode()))
    rows = text.split("\n")
    head = contradicted.Paper(contradicted.outlined(made.reading), made.proposals).met
    for one in made.proposals if head else ():
        if one.kind == "action" and (year := re.search(r"\d{4}$", one.due or "")):
            yield _with(rows, one.first, year[0], str(head[0].year - 2))


def _with(rows: list[str], line: int, old: str, new: str) -> str:
    return "\n".join([*rows[: line - 1], rows[line - 1].replace(old, new), *rows[line:]])


NAMES = re.compile(
    rf"(?:{TITLES})?\b(?!{NO_NAMES})(?:[A-Z][a-z]+|[A-Z]\.?) [A-Z][a-z]+|Cllr [A-Z][a-z]+"
)


def _names_duplicated(text: str):
    """Somebody who sent apologies is put at the end of the list of who came."""
    made = propose(read(text.encode()))
    away = [p for p in made.proposals if p.kind == "apologies"]
    here = [p for p in made.proposals if p.kind == "present"]
    rows = text.split("\n")
    line = max((p.first - 1 for p in here if "|" not in rows[p.first - 1]), default=0)
    for one in away if line else ():
        for name in NAMES.findall(re.sub(r"\([^)]*\)", "", one.words)):
            yield "\n".join([*rows[:line], f"{rows[line]}, {name}", *rows[line + 1 :]])


PLANTED = {
    "weekday": (_days_moved, 6),
    "number_twice": (_references_altered, 20),
    "attended": (_names_duplicated, 8),
    "confirmed_early": (_days_of_the_meeting_moved, 8),
    "due_before": (_dues_moved, 8),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_of_errors_planted_in_the_papers_nineteen_of_twenty_are_told(kind):
    plant, fewest = PLANTED[kind]
    planted = missed = 0
    for half in ("tuned", "held"):
        for name, paper in papers(half).items():
            for wrong in plant(paper.text().decode()):
                planted += 1
                found = [one.kind for one in told(wrong)]
                if kind not in found:
                    missed += 1
                    print(name, found)
    assert planted >= fewest
    assert missed <= planted / 20


def test_a_reference_altered_in_a_paper_is_told_by_the_ledger():
    """A ledger that has every reference of the papers has none that was altered."""
    planted = 0
    for half in ("tuned", "held"):
        for name, paper in papers(half).items():
            text = paper.text().decode()
            made = propose(read(text.encode()))
            refs = {ref for one in made.proposals for ref in one.ref}
            ledger = Ledger(lambda ref, has=refs: KEPT["A1/24"] if ref in has else None, bool)
            for one in made.proposals:
                for ref in one.ref if one.kind == "close" else ():
                    wrong = _with(text.split("\n"), one.first, ref, f"{ref[:-1]}77")
                    planted += 1
                    assert "never_raised" in [c.kind for c in told(wrong, ledger)], (name, ref)
            assert told(text, ledger) == ()
    assert planted >= 6


# Kinds of items that have an owner, who stays it.
OWNED = ("action", "progress", "carry", "due", "close")


def _kept_of(text: str) -> Ledger:
    """A ledger that has every item of a paper as the paper has it."""
    made = propose(read(text.encode()))
    paper = contradicted.Paper(contradicted.outlined(made.reading), made.proposals)
    items = {}
    for one in made.proposals:
        if len(one.ref) == 1:
            days = days_in(one.due or "")
            items[one.ref[0]] = OnRecord(
                one.ref[0],
                "closed" if one.kind == "close" else "open",
                date(2000, 1, 1),
                tuple(paper.outline.people.get(owner, owner) for owner in one.owner),
                days[0][0] if len(days) == 1 else None,
            )
    today = date(2026, 1, 1)
    return Ledger(items.get, bool, then=lambda ref, _: items.get(ref), post=str, today=today)


def _planted_against_the_ledger(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Papers with one error each, and of what sort it is: the owner of one item given to another, a
    day moved, a reference altered. Which items, and to what, is chosen at random."""
    made = propose(read(text.encode()))
    rows = text.split("\n")
    of_items = [one for one in made.proposals if len(one.ref) == 1 and one.first == one.last]
    owned = [one for one in of_items if len(one.owner) == 1 and one.kind in OWNED]
    for one in owned:
        others = sorted({two.owner[0] for two in owned} - set(one.owner))
        if others and rows[one.first - 1].count(one.owner[0]) == 1:
            wrong = _with(rows, one.first, one.owner[0], rng.choice(others))
            yield "an owner swapped", wrong
    for one in of_items:
        days = days_in(one.due or "")
        if len(days) == 1 and one.kind not in ("due", "close"):
            moved = days[0][0] + timedelta(days=rng.randrange(32, 300))
            yield "a day moved", _with(rows, one.first, days[0][1], f"{moved:%d/%m/%Y}")
    for one in of_items:
        if one.kind == "close" and rows[one.first - 1].count(one.ref[0]) == 1:
            number = rng.randrange(500, 900)
            wrong = re.sub(r"\d+(?=\D*$)", str(number), one.ref[0])
            yield "a reference altered", _with(rows, one.first, one.ref[0], wrong)


def test_of_errors_planted_at_random_against_a_ledger_nineteen_of_twenty_are_told():
    """None was tuned on: which item, and what it becomes, differs by the seed."""
    rng = random.Random(20190212)
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for half in ("held", "fresh", "tuned"):
        for name, paper in papers(half).items():
            text = paper.text().decode()
            ledger = _kept_of(text)
            before = {(one.kind, one.title) for one in told(text, ledger)}
            for sort, wrong in _planted_against_the_ledger(text, rng):
                counts[sort] += 1
                after = {(one.kind, one.title) for one in told(wrong, ledger)}
                if not after - before:
                    missed[sort] += 1
                    print(name, sort)
    print(dict(counts), dict(missed))
    assert counts["an owner swapped"] >= 15 and counts["a reference altered"] >= 10
    assert sum(missed.values()) <= sum(counts.values()) / 20


@pytest.mark.parametrize("half", ["tuned", "held", "fresh"])
def test_a_paper_raises_no_alarm_against_a_ledger_that_has_all_of_it(half):
    for name, paper in papers(half).items():
        text = paper.text().decode()
        alarms = [one.kind for one in told(text, _kept_of(text)) if one.kind.startswith("ledger_")]
        assert alarms == [], name


# Twenty thousand letters of words that begin like a name, a month or a number, and end as none.
ODD = [
    (part * 20_000)[:20_000]
    for part in ("A", "A'", "A/", "1-", "Aa", "Ann Lee ", "Jan", "1", "A1/")
]


@pytest.mark.parametrize("words", ODD, ids=[words[:8] for words in ODD])
def test_the_patterns_read_a_long_odd_line_in_a_time_that_grows_with_it(words):
    spaced = f"Ann Lee{' ' * 20_000}x"
    begun = time.process_time()
    for said in (words, f"{words}!", f"{words}x1-1", spaced):
        list(attended.RUN.finditer(said))
        list(post_holder.CALLED.finditer(said)), list(post_holder.AFTER.finditer(said))
        ledger_due.MONTH.fullmatch(said), ledger_due.MONTH.search(said)
        row_missing.NUMBER.fullmatch(said), row_missing.NUMBER.search(said)
    assert time.process_time() - begun < 2
    assert told(f"{HEAD}Present: {words}\nApologies: {words}\n") == ()
    assert time.process_time() - begun < 4


def test_numbers_too_long_or_too_far_apart_are_of_no_list():
    for number in ("9" * 5_000, "999999999"):
        far = LOG[0].replace("B1/24", f"B{number}/24")
        assert told("".join([ARISING, TABLE, *LOG, far])) == ()


def test_a_line_of_hostile_words_takes_no_time():
    for words in ("Aa " * 3000, "(" * 3000, "1/1/" * 3000, "Monday 1 " * 2000, "two areas " * 900):
        begun = time.process_time()
        table = f"| {words} | 1 |\n| Total | £1 |\n"
        told(f"Present: {words}\nApologies: {words}\n{words}:\n- a\n{table}")
        assert time.process_time() - begun < 2
