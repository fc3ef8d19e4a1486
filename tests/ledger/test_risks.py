"""A risk: a subject with a score, as it was reported over time; records bear on it."""

from datetime import date

from given import given, state_after
from office import only, opened

from ledger.records import actions, risks, subjects
from ledger.records.risks import RiskNamed, RiskScored
from ledger.records.subjects import SubjectNamed

named = RiskNamed(title="Estates", register="the force's")
scored = RiskScored(score=16)


def test_a_risk_is_named_in_somebody_s_register():
    given(ref="SR04").when(risks.name, title="Estates", register="the force's").then(named)
    given(named, ref="SR04").when(
        risks.name, title="Estates", register="the force's"
    ).nothing_happens()
    given(named, ref="SR04").when(risks.name, title="Fleet").refused("already in the ledger")
    given(ref="SR04").when(risks.name, title="Fleet", also=("body", "SR04")).refused("a body")
    given(ref="SR04").when(risks.name, title=" ").refused("what it is")


def test_its_score_is_a_number_or_words_and_of_a_risk_alone():
    given(named).when(risks.score, score=16).then(scored)
    given(named).when(risks.score, score_words="high").then(RiskScored(score_words="high"))
    given(named).when(risks.score).refused("a number or words")
    given(named).when(risks.score, score=-1).refused("is no score")
    given(SubjectNamed(title="Crime")).when(risks.score, score=16).refused("no risk")
    assert state_after(named, scored, RiskScored(score=12)).score == 12


office = opened("2018-12-01T09:00")


def test_scores_are_told_over_time_with_what_is_open_that_bears_on_it(office):
    office.say("2018-03-01", risks.name, "SR04", title="Estates")
    office.say("2018-03-01", risks.name, "SR05", title="Fleet")
    office.say("2018-03-01", subjects.name, "SOC", title="Crime")
    for on, score in (("2018-03-02", 20), ("2018-04-02", 16), ("2018-05-02", 12)):
        office.say(on, risks.score, "SR04", score=score)
    for number in (1, 2):
        facts = {"title": "Write", "owners": ["CC"]}
        office.say("2018-03-01", actions.raise_action, f"A-2018-00{number}", **facts)
        office.say("2018-03-03", subjects.link, "SR04", to=f"A-2018-00{number}")
    office.say("2018-04-03", actions.withdraw, "A-2018-002", reason="overtaken")
    named = ("ref", "score", "score_before", "first_score", "scored_on", "actions")
    assert only(office.ask("risks", "2018-06-01"), *named) == [
        ("SR04", 12, 16, 20, date(2018, 5, 2), 1),
        ("SR05", None, None, None, None, 0),
    ]
    assert only(office.ask("risks", "2018-03-31"), *named)[0] == (
        *("SR04", 20, None, 20, date(2018, 3, 2), 2),
    )
    (what, *_) = [
        row["what"] for row in office.ask("subject_timeline", "2018-06-01", subject="SR04")
    ]
    assert what == "action raised: Write"
