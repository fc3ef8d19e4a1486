"""Bodies by their names, their members, and what the papers say against each other, as typed."""

import pytest
from clerk import MISUSED, NEEDED, NOT_FOUND, REFUSED

pytestmark = pytest.mark.slow


@pytest.fixture
def bodies(office):
    office.done(
        'body add VB "Victims Board"',
        'body alias VB "The Victims\' Board" --on 2018-01-01',
        'body add JAC "Joint Audit"',
    )
    return office


@pytest.mark.parametrize("name", ["victims board", "THE VICTIMS' BOARD", " Victims Board ", "vb"])
def test_a_body_is_found_by_its_title_or_an_alias_whatever_the_case(bodies, name):
    bodies.done(f'body cadence "{name}" quarterly')
    assert bodies.state("body", "VB").cadence == "quarterly"
    assert bodies.types(f'show "{name}"').out.startswith("VB")


def test_a_name_is_taken_whole(bodies):
    bodies.refuses(NOT_FOUND, 'body cadence "Victims" quarterly', "no body 'Victims'")
    bodies.refuses(NOT_FOUND, 'body cadence "Board" quarterly', "no body 'Board'")


def test_the_reference_of_a_body_is_the_name_of_no_post(bodies):
    bodies.refuses(REFUSED, 'post define HEAD "jac"', "means the body JAC. Choose another name.")
    assert bodies.types("show JAC").out.startswith("JAC  Joint Audit")


def test_a_record_is_told_of_a_body_by_its_name(bodies):
    bodies.done('told HTA/2019-01-15 "it met" --about "the victims\' board"')
    assert bodies.events[-1].event.about == ("VB",)


@pytest.mark.parametrize(
    "line",
    [
        'body alias JAC "the victims\' board"',
        "body alias JAC VB",
        'body alias JAC "VICTIMS BOARD"',
        'body add NEW "Victims Board"',
        'body add NEW "jac"',
    ],
)
def test_one_name_is_one_body(bodies, line):
    bodies.refuses(REFUSED, line, "already means", "Choose another name.")


def test_a_correction_gives_no_body_the_name_of_another(bodies):
    numbers = {r.kind: r.position for r in bodies.events if r.stream == "body:VB"}
    for kind, field in (("BodyConstituted", "title"), ("BodyAliasAdded", "alias")):
        line = f"correct {numbers[kind]} --set '{field}=Joint Audit' --reason typo"
        bodies.refuses(REFUSED, line, "already means JAC. Choose another name.")
    bodies.done(f"correct {numbers['BodyAliasAdded']} --set alias=VVB --reason typo")
    assert bodies.state("body", "vvb") is None and bodies.types("show vvb").out.startswith("VB")


def test_a_name_that_was_taken_back_is_free(bodies):
    number = next(r.position for r in bodies.events if r.kind == "BodyAliasAdded")
    bodies.done("body alias JAC Scrutiny", "undo")
    bodies.done("body alias VB Scrutiny")
    assert number and bodies.types("show scrutiny").out.startswith("VB")


def test_a_correction_seats_no_member_twice(bodies):
    bodies.done('body member VB "A Member"', 'body member VB "B Member"')
    number = bodies.events[-1].position
    line = f"correct {number} --set 'member=A Member' --reason typo"
    bodies.refuses(REFUSED, line, "A Member is already a member of VB")


def test_a_discrepancy_quotes_with_places(office):
    digest = "ab" * 32
    office.done(f'document register minute "The minute" --sha256 {digest}')
    raised = office.done(
        'discrepancy raise "Eight or seven" --should-hold "Counts agree" --about HTA --about hta'
        ' --says "eight areas @ minute:51" --says "mail to a @ b, seven @ minute:55-67"'
    )
    assert raised.out == "X-2019-001\n"
    event = office.events[-1].event
    assert event.quotes == ("eight areas", "mail to a @ b, seven")
    assert event.quoted_from == ("minute:51", "minute:55-67")
    assert event.about == ("HTA",)
    number = office.events[-1].position
    for field in ("quotes", "quoted_from"):
        office.refuses(
            REFUSED, f"correct {number} --set {field}=x --reason r", "cannot be corrected"
        )
    office.done('discrepancy explain x-2019-1 "one was counted twice"')
    office.done('discrepancy resolve 2019-1 "seven"')
    shown = office.types("show X-2019-001").out
    assert "minute:51: eight areas" in shown and "resolution: seven" in shown


@pytest.mark.parametrize(
    ("code", "says", "words"),
    [
        (MISUSED, "eight areas", "does not say where"),
        (MISUSED, "eight areas @ minute", "does not say where"),
        (NOT_FOUND, "eight areas @ nowhere:51", "neither a registered document nor a file"),
        (REFUSED, " @ minute:51", "A quotation needs words"),
    ],
)
def test_a_quotation_says_where_it_stands(office, code, says, words):
    office.done(f'document register minute "The minute" --sha256 {"ab" * 32}')
    office.refuses(code, f"discrepancy raise T --should-hold R --says '{says}'", words)


def test_a_discrepancy_without_quotation_or_rule_is_not_raised(office):
    office.refuses(NEEDED, "discrepancy raise T", "--should-hold and --says")


# A nil return beside what arose


def test_a_nil_return_looks_where_a_correction_put_an_action(office):
    office.done(
        "meeting open HTA --on 2019-02-19",
        'action raise "Share the plan" --owner CC --meeting HTA/2019-01-15 --item 2.1',
    )
    raised = office.size
    office.done(
        f"correct {raised} --set meeting=HTA/2019-02-19 --set item=3 --reason slip --on 2019-02-19"
    )
    office.refuses(REFUSED, "nil record --meeting HTA/2019-02-19", "A-2019-001 is recorded")
    office.done("nil record --meeting HTA/2019-02-19 --item 2.1")
    office.done("nil record --meeting HTA/2019-01-15")


def test_a_nil_return_that_a_correction_moved_denies_nothing_where_it_was(office):
    office.done("meeting open HTA --on 2019-02-19", "nil record --meeting HTA/2019-01-15")
    office.done(f"correct {office.size} --set meeting=HTA/2019-02-19 --reason slip --on 2019-02-19")
    office.done("action raise x --owner CC --meeting HTA/2019-01-15")
    refused = "action raise y --owner CC --meeting HTA/2019-02-19"
    office.refuses(REFUSED, refused, "N-2019-001 says that there were no actions")


def test_a_nil_return_looks_at_what_is_numbered_in_another_year(office):
    office.done(
        "meeting open HTA --on 2018-12-18",
        "action raise x --owner CC --meeting HTA/2018-12-18 --on 2019-01-03",
        "action raise y --owner CC --meeting HTA/2018-12-18",
    )
    office.refuses(REFUSED, "nil record --meeting HTA/2018-12-18", "A-2018-001 and A-2019-001")
    office.done(f"correct {office.size} --set meeting=HTA/2019-01-15 --reason slip --on 2019-01-15")
    office.refuses(REFUSED, "nil record --meeting HTA/2019-01-15", "A-2018-001 is recorded")


def test_an_acting_holder_hides_no_substantive_one(bodies, tmp_path, monkeypatch):
    """Wherever who holds a post is shown, both are, each with the capacity."""
    monkeypatch.chdir(tmp_path)
    both = "Bo Cole, acting; Ann Lee, substantive"
    bodies.done(
        'post appoint CFO "Ann Lee" --on 1/1/18',
        'post appoint CFO "Bo Cole" --acting --on 1/2/18',
        'action raise "Do it" --owner CFO --body JAC --on 1/3/18',
    )
    (tmp_path / "m.txt").write_text("# JAC 1 March 2018\nChair: CFO\nA: CFO: do more\n")
    assert f"today {both}" in bodies.done("minute --file m.txt --dry-run").err
    assert f"CFO ({both})" in bodies.done("history A-2018-001").out
    workload = bodies.done("ask owner_workload --csv").out
    assert workload.count(both) == 3  # owner_now, holder_now, owner_then
    bodies.done("action progress A-2018-001 begun --behalf CFO")
    for person in ("Ann Lee", "Bo Cole"):
        assert "progress: begun" in bodies.done(f'history --who "{person}"').out


@pytest.mark.parametrize(
    "line, post",
    [
        ('body add PCC "Some Board"', "PCC"),
        ('body add XB "Police and Crime Commissioner"', "PCC"),
        ('body add xb "chief constable"', "CC"),
        ('body add HFO "Force board"', "HFO"),
        ('body add XB "Head of Force Ops"', "HFO"),
        ("body alias JAC HFO", "HFO"),
        ("body alias JAC CFO", "CFO"),
    ],
)
def test_no_body_is_called_as_a_post_is(bodies, line, post):
    bodies.done('post define HFO "Head of Force Operations"', 'post alias HFO "Head of Force Ops"')
    bodies.refuses(REFUSED, line, f"already means the post {post}. Choose another name.")
    number = bodies.size
    bodies.done("body add XC Elsewhere")
    bodies.refuses(
        REFUSED, f"correct {number + 1} --set 'title=Head of Force Ops' --reason r", "HFO"
    )


@pytest.mark.parametrize("name", ["SE", "LEG", "HEAD", "HF", "Force", "Head of"])
def test_a_near_name_is_no_name(bodies, name):
    bodies.done("post define SEC Secretary", 'post define HFO "Head of Force Operations"')
    bodies.done('post define LEGAL "Legal adviser"')
    for line in ("action raise t --owner '{}' --body JAC", "decision take t --by '{}'"):
        bodies.refuses(NOT_FOUND, line.format(name), f"There is no post '{name}'")


def test_the_chair_sends_no_apologies(bodies, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.txt").write_text("# JAC 1 March 2018\nChair: PCC\nApologies: PCC, CC\n")
    bodies.refuses(REFUSED, "minute --file m.txt", "PCC was in the chair at JAC/2018-03-01")
    bodies.done("meeting open JAC --on 1/3/18 --chair PCC")
    bodies.refuses(REFUSED, "meeting attend JAC/2018-03-01 --apology PCC", "not both")
    bodies.done("meeting attend JAC/2018-03-01 --apology CC")


@pytest.mark.parametrize(
    "said, each",
    [
        ("Cllrs Other and Bo (members)", "Cllr Other (member), Cllr Bo (member)"),
        ("Ann Lee & Cy Dee (observers)", "Ann Lee (observer), Cy Dee (observer)"),
        ("Messrs Other and Bo (-)", "Mr Other (-), Mr Bo (-)"),
        ("Ann Lee/Cy Dee (witness)", "Ann Lee (witness), Cy Dee (witness)"),
    ],
)
def test_several_people_are_not_one_name(bodies, tmp_path, monkeypatch, said, each):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "m.txt"
    for label in ("Present", "Apologies"):
        file.write_text(f"# JAC 1 March 2018\nChair: PCC\n{label}: CC, {said}\n")
        bodies.refuses(MISUSED, "minute --file m.txt", "may be several people", each)
    file.write_text(f"# JAC 1 March 2018\nChair: PCC\nPresent: CC, {each}\n")
    bodies.done("minute --file m.txt")
    assert len(bodies.state("meeting", "JAC/2018-03-01").present) == 3


def test_one_name_that_holds_and_stands_between_quotes(bodies, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "# JAC 1 March 2018\nChair: PCC\n"
    text += 'Present: PCC and CC, "Smith and Sons" (auditor), Andy Ann (guest)\n'
    (tmp_path / "m.txt").write_text(text)
    bodies.done("minute --file m.txt")
    (tmp_path / "m.txt").write_text(bodies.done("minute JAC/2018-03-01 --print").out)
    assert "already has all of it" in bodies.done("minute --file m.txt").err
