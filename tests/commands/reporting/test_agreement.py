"""The papers and the questions say the same, cell by cell and figure by figure: of ledgers that are
drawn at random, which no paper was written for. tests/test_demo.py does so with the demo."""

from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from agreeing import agrees, paper_of
from office import Office

from commands.reports.gather.committee import committee
from commands.reports.gather.logs import action_log, afi_log, meeting_pack
from ledger.errors import Refused
from ledger.records import (
    actions,
    discrepancies,
    grades,
    inspection_items,
    inspections,
    meetings,
    questions,
)

pytestmark = pytest.mark.slow

FIRST = date(2018, 1, 2)
PAPERS = (committee, action_log, afi_log, meeting_pack)
GRADES = grades.FOUR_POINTS


class Drawn:
    """An office in which things happen as `random` draws them, on one day after the other."""

    def __init__(self, office, random):
        self.office, self.random, self.on = office, random, FIRST
        self.met, self.raised, self.items, self.asked = [], [], [], 0
        self.bodies = ("HTA", "JAC")

    def goes_on(self, days):
        for _ in range(days):
            self.on += timedelta(self.random.choice((0, 1, 5, 20)))
            happens = self.random.choice(
                [self.meets, self.raises, self.raises, self.ends, self.ends, self.moves,
                 self.inspects, self.settles, self.puts, self.contradicts]
            )  # fmt: skip
            with suppress(Refused):
                happens()

    def say(self, rule, record, **facts):
        self.office.say(self.on, rule, record, **facts)

    def meets(self):
        body = self.random.choice(self.bodies)
        ref = f"{body}/{self.on}"
        self.say(meetings.hold, ref, body=body, meets_on=self.on)
        self.met.append(ref)

    def raises(self):
        ref = f"A-2018-{len(self.raised) + 1:03}"
        due = self.random.choice((None, self.on + timedelta(self.random.randrange(90))))
        meeting = self.random.choice([None, *self.met])
        owners = self.random.choice(([], ["CC"], ["CC", "PCC"]))
        self.say(actions.raise_action, ref, title=f"Do {ref}", owners=owners, due=due,
                 meeting=meeting)  # fmt: skip
        self.raised.append(ref)

    def ends(self):
        ref, other = (self.random.choice(self.raised or ["A-2018-001"]) for _ in range(2))
        if self.office.ledger.state("action", ref) is None:
            return
        how = self.random.randrange(6)
        if how == 0:
            self.say(actions.withdraw, ref, reason="overtaken")
        elif how == 1 and other != ref:
            self.say(actions.supersede, ref, by=other)
        elif how == 2:
            self.say(actions.reopen, ref, reason="not done")
        elif how == 3:
            self.say(actions.complete, ref, reported_by="CC")
        else:
            self.say(actions.close, ref, evidence="seen", verified_by="CEX")

    def moves(self):
        if not self.raised:
            return
        ref = self.random.choice(self.raised)
        if self.random.random() < 0.5 and self.met:
            meets_on = date.fromisoformat(self.met[-1].partition("/")[2])
            self.on = max(self.on, meets_on)
            self.say(actions.carry, ref, meeting=self.met[-1])
        else:
            due = self.on + timedelta(self.random.randrange(30, 120))
            self.say(actions.extend, ref, due=due, reason="staff", approved_by="PCC")

    def inspects(self):
        ref = f"{self.random.choice(('EFF', 'LEG'))}{self.on.month:02}"
        stated = {"afis_stated": self.random.choice((None, 1, 2))}
        self.say(inspections.publish, ref, title=f"Report {ref}", inspection_year=2017, **stated)
        for area in ("overall", "SOC", "PV"):
            self.say(grades.grade, ref, area=area, grade=self.random.choice(GRADES))
        for item in ("SOC-R1", "SOC-AFI1", "PV-COC1")[: self.random.randrange(4)]:
            facts = {"title": "Mend", "recommendations": 1}
            self.say(inspection_items.issue, f"{ref}/{item}", **facts)
            self.items.append(f"{ref}/{item}")

    def settles(self):
        if not self.items:
            return
        ref = self.random.choice(self.items)
        if self.random.random() < 0.5:
            self.say(inspection_items.no_further_action, ref, reason="done otherwise")
        elif self.random.random() < 0.5:
            self.say(inspection_items.progress, ref, text="on its way")
        else:
            self.say(grades.comment, ref.partition("/")[0], stage="published")

    def puts(self):
        if self.met:
            self.asked += 1
            ref = f"Q-2018-{self.asked:03}"
            self.say(questions.put, ref, text=f"Why {ref}?", meeting=self.met[-1])

    def contradicts(self):
        said = {"title": "Two names", "quotes": ["a"], "quoted_from": ["p:1"]}
        ref = f"X-2018-{len(self.raised) + 1:03}"
        self.say(discrepancies.raise_discrepancy, ref, should_hold="one", **said)


@pytest.mark.parametrize("seed", (3,))
def test_the_papers_of_a_ledger_drawn_at_random_agree_with_its_questions(tmp_path, seed):
    office = Office(tmp_path / "l.db", "2019-12-01T09:00")
    drawn = Drawn(office, Random(seed))
    drawn.goes_on(50)
    now, compared = office.projections(), [0, 0]
    met = [ref.partition("/") for ref in drawn.met]
    for body, _, day in met[-1:]:
        on = date.fromisoformat(day)
        before = [date.fromisoformat(d) for b, _, d in met if b == body and d < day]
        some = [*drawn.raised[::3], *drawn.items[::4]]
        for gather in PAPERS:
            for withheld in ((), some):
                paper = paper_of(now, gather, body, on, max(before, default=None), withheld)
                cells, figures = agrees(now, paper, withheld)
                compared[0] += cells
                compared[1] += figures
    office.close()
    assert compared[0] > 100 and compared[1] > 10, compared
