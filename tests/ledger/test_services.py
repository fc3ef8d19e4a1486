"""A program that imports the ledger gets every rule: what a rule needs is gathered, not given."""

from datetime import UTC, date, datetime
from inspect import Parameter, signature

import pytest
from books import entry
from made import created

from ledger import services
from ledger.application import Clock, Ledger
from ledger.closures import NOBODY
from ledger.errors import NotFound, Refused
from ledger.records import actions, bodies, decisions, policies, posts
from ledger.registry import record_kinds
from ledger.services import closing, following

A = "A-2018-001"


class Program:
    """What calls Ledger.record and nothing else."""

    def __init__(self, path):
        self.ledger = Ledger.open(created(path), clock=Clock(datetime(2018, 9, 1, tzinfo=UTC)))

    def say(self, on, rule, ref, *, new=False, **facts):
        kinds = record_kinds().values()
        (record,) = (
            kind.name for kind in kinds if rule.__module__ in {m.__name__ for m in kind.modules}
        )
        on = entry(effective_on=date.fromisoformat(on))
        return self.ledger.record(record, ref, rule, on, new=new, **facts)

    def post(self, ref, title):
        self.say("1900-01-01", posts.define, ref, new=True, title=title)

    def appoint(self, ref, holder, on="2018-01-01", **how):
        self.say(on, posts.appoint, ref, holder=holder, **how)

    def reported(self, *owners, by):
        self.say("2018-03-02", actions.raise_action, A, new=True, title="Thing", owners=owners)
        self.say("2018-04-04", actions.complete, A, reported_by=by)

    def close(self, by, on="2018-04-05"):
        return self.say(on, actions.close, A, evidence="minute 12", verified_by=by)


@pytest.fixture
def program(tmp_path):
    program = Program(tmp_path / "l.db")
    program.post("HOP", "Head of Policy")
    program.post("C4", "Fourth officer")
    yield program
    program.ledger.close()


def test_no_rule_has_a_default_for_what_the_ledger_gathers():
    rules = [
        rule
        for kind in record_kinds().values()
        for module in kind.modules
        for rule in vars(module).values()
        if callable(rule) and getattr(rule, "__module__", "") == module.__name__
        if not isinstance(rule, type)
    ]
    needing = [(r, p) for r in rules for p in signature(r).parameters.values()]
    needing = [(r.__name__, p) for r, p in needing if p.name in services.FACTS]
    assert {p.name for _, p in needing} == set(services.FACTS)
    assert [name for name, p in needing if p.default is not Parameter.empty] == []


@pytest.mark.parametrize("fact", ["independence", "people"])
def test_what_the_ledger_gathers_is_taken_from_nobody(program, fact):
    program.reported("HOP", by="HOP")
    facts = {"evidence": "e", "verified_by": "CFO", fact: {"independence": False}.get(fact, NOBODY)}
    with pytest.raises(TypeError, match=f"^{fact}: the ledger works this out itself"):
        program.say("2018-04-05", actions.close, A, **facts)


def test_one_person_in_two_posts_does_not_close_their_own(program):
    program.appoint("HOP", "S\u00edle Walsh")
    program.appoint("C4", "si\u0301le  WALSH")
    program.reported("HOP", by="HOP")
    with pytest.raises(Refused, match="holds both C4 and HOP"):
        program.close("C4")
    program.close("CEX")


@pytest.mark.parametrize("how", [{}, {"acting": True}, {"joint": True}])
@pytest.mark.parametrize("other", [{"acting": True}, {"joint": True}])
@pytest.mark.parametrize("reported_by", ["HOP", "CC"])
def test_nobody_in_a_post_hides_another(program, how, other, reported_by):
    program.appoint("HOP", "Alex Smith", **how)
    program.appoint("HOP", "Sam Jones", **(other | ({"joint": True} if how == other else {})))
    program.appoint("CFO", "Alex Smith")
    program.appoint("CEX", "Sam Jones", acting=True)
    program.reported("HOP", by=reported_by)
    for verifier in ("CFO", "CEX"):
        with pytest.raises(Refused, match=f"holds both {verifier} and HOP"):
            program.close(verifier)
    program.close("PCC")


def test_joint_owners_do_not_verify_each_other_nor_by_another_post(program):
    program.appoint("C4", "Alex Smith")
    program.appoint("CFO", "Alex Smith")
    program.reported("C4", "HOP", by="HOP")
    for verifier, words in (("C4", "C4 is one of its owners"), ("CFO", "holds both CFO and C4")):
        with pytest.raises(Refused, match=words):
            program.close(verifier)


def test_who_reported_it_does_not_verify_it_from_the_next_post(program):
    program.appoint("HOP", "Alex Smith")
    program.reported("CC", by="HOP")
    program.say("2018-04-05", posts.end, "HOP")
    program.appoint("CFO", "Alex Smith", on="2018-04-05")
    with pytest.raises(Refused, match="held HOP when this was reported complete"):
        program.close("CFO")


def test_another_name_is_not_another_person(program):
    program.appoint("HOP", "Jane Doe")
    program.appoint("CFO", "Jane Doe")
    program.say("2018-02-01", posts.rename_holder, "CFO", now_called="Jane Smith")
    assert program.ledger.state("post", "CFO").holder == "Jane Smith"
    assert program.ledger.state("post", "CFO", on=date(2018, 1, 31)).holder == "Jane Doe"
    program.reported("HOP", by="HOP")
    with pytest.raises(Refused, match="Jane Smith holds both CFO and HOP"):
        program.close("CFO")


def test_an_office_may_switch_the_rule_off_and_only_so(program):
    program.reported("HOP", by="HOP")
    name = policies.INDEPENDENT_VERIFICATION
    off = {"name": name, "setting": "off", "reason": "two of us"}
    program.say("2018-04-01", policies.switch, name, new=True, **off)
    (closed,) = program.close("HOP")
    assert closed.event.waived == "independence"


@pytest.mark.parametrize(
    ("position_of", "changes"),
    [
        ("ActionClosed", {"verified_by": "C4"}),
        ("ActionReportedComplete", {"reported_by": "C4"}),
        ("ActionRaised", {"owners": ["CC", "C4"]}),
    ],
)
def test_a_correction_does_not_make_a_closing_ones_own(program, position_of, changes):
    program.appoint("CEX", "Alex Smith")
    program.appoint("C4", "Alex Smith")
    program.appoint("HOP", "Alex Smith")
    closing = position_of == "ActionClosed"
    program.reported("HOP" if closing else "CC", by="HOP" if closing else "CC")
    program.close("CFO" if closing else "CEX")
    history = program.ledger.history(f"action:{A}")
    (target,) = (r for r in history if r.kind == position_of)
    with pytest.raises(Refused, match="Alex Smith holds both"):
        that_day = entry(effective_on=target.envelope.effective_on)
        program.ledger.correct(target.position, changes, "slip", that_day)
    assert program.ledger.history(f"action:{A}") == history


def test_nor_does_what_is_told_late_of_an_earlier_day(program):
    program.appoint("CEX", "Alex Smith")
    program.appoint("C4", "Alex Smith")
    program.reported("CC", by="CC")
    program.close("CEX")
    with pytest.raises(Refused, match="Alex Smith holds both CEX and C4"):
        program.say("2018-04-01", actions.reassign, A, owners=["C4"])


# A body resolves what it decides; it owns nothing.
@pytest.mark.parametrize(
    ("rule", "field", "name"),
    [
        *(
            (*one, name)
            for one in ((actions.raise_action, "owners"), (decisions.take, "makers"))
            for name in ("Head", "HOPE", "Head of Policy", "Fleet", "cc", "Joint Audit Committee")
        ),
        (actions.raise_action, "owners", "JAC"),
    ],
)
def test_a_near_name_a_body_and_a_stranger_own_and_decide_nothing(program, name, rule, field):
    program.say("1900-01-01", bodies.constitute, "JAC", new=True, title="Joint Audit Committee")
    program.post("FLEETCO", "Fleet contractor")
    before = program.ledger.size
    with pytest.raises(NotFound, match=r"no post|is a body|recorded by its abbreviation"):
        program.say("2018-03-02", rule, "X-2018-001", new=True, title="t", **{field: ["CC", name]})
    assert program.ledger.size == before


def test_a_post_that_the_law_gives_every_area_needs_no_definition(program):
    program.appoint("PCC", "Pat Commissioner")
    assert program.ledger.state("post", "PCC").title == "Police and Crime Commissioner"
    program.say("2018-03-02", decisions.take, "D-2018-001", new=True, title="t", makers=["CEX"])


def test_a_post_that_was_succeeded_is_named_until_then_and_no_longer(program):
    program.post("PFCC", "Police, Fire and Crime Commissioner")
    program.appoint("PCC", "Pat Commissioner")
    program.say("2018-04-01", posts.succeed, "PCC", by="PFCC")
    assert program.ledger.state("post", "PCC").holder is None
    late = {"new": True, "title": "t", "makers": ["PCC"]}
    program.say("2018-03-31", decisions.take, "D-2018-001", **late)
    for on in ("2018-04-01", "2018-05-01"):
        with pytest.raises(Refused, match=r"PCC was succeeded by PFCC on 1 April 2018\. Name PFCC"):
            program.say(on, decisions.take, "D-2018-002", **late)
    with pytest.raises(Refused, match="PCC was succeeded by PFCC"):
        program.appoint("PCC", "Another", on="2018-05-01")


@pytest.mark.parametrize("reopened", [False, True])
def test_an_action_told_late_or_open_again_follows_its_owner_to_the_successor(program, reopened):
    program.post("PFCC", "Police, Fire and Crime Commissioner")
    program.post("MAYOR", "Mayor")
    raised = {"new": True, "title": "t", "owners": ["PCC", "CC"]}
    if reopened:
        program.say("2018-03-02", actions.raise_action, A, **raised)
        program.say("2018-03-03", actions.withdraw, A, reason="moot")
    program.say("2018-04-01", posts.succeed, "PCC", by="PFCC")
    program.say("2018-06-01", posts.succeed, "PFCC", by="MAYOR")
    if reopened:
        program.say("2018-07-01", actions.reopen, A, reason="not so")
    else:
        program.say("2018-03-02", actions.raise_action, A, **raised)
    changed = program.ledger.history(f"action:{A}")[-1]
    assert changed.event.owners == ("MAYOR", "CC")
    assert changed.event.owners_were == ("PCC", "CC")
    assert changed.envelope.effective_on.isoformat() == ("2018-07-01" if reopened else "2018-06-01")
    assert program.ledger.state("action", A, on=date(2018, 3, 2)).owners == ("PCC", "CC")


def test_what_a_post_owns_goes_to_its_successor_and_a_name_to_every_post_of_the_person(program):
    program.post("PFCC", "Police, Fire and Crime Commissioner")
    program.appoint("CFO", "Jane Doe")
    program.appoint("HOP", "Jane Doe")
    program.say("2018-03-02", actions.raise_action, A, new=True, title="t", owners=["PCC"])
    on = entry(effective_on=date(2018, 4, 1))
    following.succeed(program.ledger, "PCC", "PFCC", on)
    assert program.ledger.state("action", A).owners == ("PFCC",)
    closing.rename(program.ledger, "CFO", "Jane Smith", None, on)
    held = [program.ledger.state("post", post).holder for post in ("CFO", "HOP")]
    assert held == ["Jane Smith", "Jane Smith"]
