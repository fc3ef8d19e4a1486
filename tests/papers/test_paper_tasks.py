"""Tasks by their grammar: who is to act, in whatever words, and what is no task."""

from folded import each

from commands.papers.proposals import Proposed, propose
from commands.papers.read import read

ABOVE = "Minutes of the Board of 4 May 2023\n1. Performance\n"

TASKS = {
    "The Policy and Improvement Officer is to add a column.": "Policy and Improvement Officer",
    "The Risk & Fleet Manager to check the keys.": "Risk & Fleet Manager",
    "The Director for Estates and Fleet to write.": "Director for Estates and Fleet",
    "The Chair and the Policy and Risk Officer to meet.": "Chair, Policy and Risk Officer",
    "The Treasurer and Monitoring Officer to meet.": "Treasurer, Monitoring Officer",
    "CI Ford was sorry and undertook to remind his staff.": "CI Ford",
    "Mr Hay will take the advice to the Board.": "Mr Hay",
    "A plan with dates, to the spring session. Owner: ACC Ford.": "ACC Ford",
    "ACTION: Force to supply the attrition figures.": "Force",
    "Action for Mr Hay: check the figures.": "Mr Hay",
    "Action (Mr Hay): check the figures.": "Mr Hay",
    "AP 3: Mr Hay to check the figures.": "Mr Hay",
    "The Commissioner asked that the DCC look again at call handling.": "DCC",
    "The PCC requested that the Chief Constable provide a briefing.": "Chief Constable",
    "The Chair asked the Treasurer to bring a paper on reserves.": "Treasurer",
    "Members requested the Head of Estates to circulate the survey.": "Head of Estates",
    "The Board instructed Officers to review the terms.": "Officers",
    "The Commissioner wanted the Force to return with a plan.": "Force",
    "The Chief Constable asked that all directorates review fuel cards.": "all directorates",
    "ACC Ford undertook to find out.": "ACC Ford",
    "Supt Bell offered to arrange a visit.": "Supt Bell",
    "After discussion the Treasurer agreed to revisit the assumption.": "Treasurer",
    "Following a question, Mr Hay will check the figures.": "Mr Hay",
    "In response to a request, the Chief Constable agreed to ensure it.": "Chief Constable",
    "The training had not been arranged. Mr Cole agreed to arrange it.": "Mr Cole",
    "Not yet received; DCC to chase and send on to the Clerk.": "DCC",
    "Mr Hay said that he would circulate the slides.": "Mr Hay",
    "Mr Hay noted the comment and will amend the report.": "Mr Hay",
    "The Treasurer reminded the Panel of it. He would check the date.": "Treasurer",
    "The Chief Executive said it was late and undertook to send it.": "Chief Executive",
    "It was agreed that the Monitoring Officer would write to members.": "Monitoring Officer",
    "It was suggested, and agreed, that Mr Hay would speak to them.": "Mr Hay",
    "It was agreed that Officials would write to the Department. (AP3)": "Officials",
    "An action was taken by the Director of People to revise it.": "Director of People",
    "The DCC took an action to provide the figures.": "DCC",
    "The Chair tasked Mr Hay with drafting a reply.": "Mr Hay",
    "Mr Hay was tasked with drafting a reply.": "Mr Hay",
    "RESOLVED: That the Chief Executive be requested to write.": "Chief Executive",
    "The Clerk to the Panel would circulate the dates.": "Clerk to the Panel",
    "The Director of the Police Authority undertook to report.": "Director of the Police Authority",
    "The Chair of the Audit Panel should write to the Commissioner. (A4)": None,
    "Terms of reference to be circulated to members – ACC Ford.": "ACC Ford",
    "All to send comments to the Secretary by 12 May.": "All",
    "OPCC and Force to agree a joint line.": "OPCC, Force",
    "Head of HR and Head of Legal to review the policy.": "Head of HR, Head of Legal",
    "The external auditors agreed to provide a written update.": "external auditors",
    "Consequently officers agreed to give consideration to a meeting.": "officers",
    "Action: For the Safer Town Board to answer the survey.": "Safer Town Board",
    "ACTION: That a briefing be provided on Monday (LW to lead).": "LW",
    "The Chair asked partners to feed back any comments.": "partners",
    "The Chief Executive was to seek an update from the solicitor.": "Chief Executive",
    "The search for volunteers should begin again.        SJ/GP": "SJ, GP",
    "It was noted by Councillors. Clerk to write again about the hall": "Clerk",
    "It was resolved that the Clerk would keep asking for the plan.": "Clerk",
    "Somebody asked about it; PCSO Reed would find out.": "PCSO Reed",
    "Mr Dunn was asked by Councillor Kerr to count again, and said yes.": None,
    "The Committee agreed to instruct the DCC to report back.": "DCC",
    "Add to June agenda: parking at the station (EC).": "EC",
    "After words on the ABC and XYZ, the Commissioner agreed to bring it.": "Commissioner",
    "Supt. Bell to arrange a visit.": "Supt. Bell",
    "Mr Dunn spoke of the plan which the CFO agreed to share.": "CFO",
    "The boiler failed twice; Mr Hay knows a plumber and will ask him.": "Mr Hay",
    "Mrs Tansley has the old maps, which she will send to the DCC.": "Mrs Tansley",
    "Cllr Reed queried the rota and Mrs Frayne said she would let him know.": "Mrs Frayne",
    "Insp Gale's going to measure the gap.": "Insp Gale",
    "Insp Gale'll ring the landlord, who was away.": "Insp Gale",
    "The Treasurer, a member of the group, agreed to supply a copy.": "Treasurer",
    "The Head of Legal regretted it and gave an undertaking that papers would be early.": (
        "Head of Legal"
    ),
    "The Commissioner saw that they were wrong and promised new tables.": "Commissioner",
    "It was left to the Chair to choose a date.": "Chair",
    "Secretariat - please book a bigger hall!": "Secretariat",
    "The hut needs new paint. Clerk": "Clerk",
    "Everyone needs to sign the form.": "Everyone",
    "The DCC undertook to even out the visits.": "DCC",
    "The DCC is committed to providing the log.": "DCC",
    "DCC to write to the mayor; Mr Hay will ring the press.": "DCC, Mr Hay",
    "Action: DCC to write to the mayor. Mr Hay to ring the press.": "DCC, Mr Hay",
    "The slipway must be cleared before Easter (DCC).": "DCC",
    "The Board would like a short summary of late audits each time (DCC).": "DCC",
    "The Harbour Master had gone. The Clerk would advertise the post.": "Clerk",
    "The Commissioner of Harbours agreed to review the lamps.": "Commissioner of Harbours",
    "Members request sight of the chart before it is printed.": "",
    "Ropes to be ordered for May. Buoys to be painted, and a chart to be put up.": "",
    "Divers to be advised that the lock is shut.": "",
    "Agreed. A talk on drones to be added for March.": "",
    "A breakdown of costs was requested.": "",
    "Members asked for a report on vetting to be brought back.": "",
    "The Panel asked that future reports include trend data.": "",
    "The Chair requested that the article should be circulated widely.": "",
}

NO_TASKS = [
    "ACC Ford explained that it was late, and the Chief Constable will send officers.",
    "ACC Ford noted that it was late, but the Force is to bring it to the north.",
    "The Commissioner said that the Force would provide more officers in the spring.",
    "ACC Ford explained that officers would carry new cameras from May.",
    "The new system will go live in June.",
    "The Panel agreed to support the precept.",
    "The Chief Constable had agreed to provide the figures at the last meeting.",
    "The Chair asked the Chief Constable to explain the rise in burglary.",
    "Cllr Reed asked if the Force would look at speeding.",
    "It was agreed that the report be noted.",
    "The Force continues to work with partners.",
    "Members were asked to note the report.",
    "The Committee was invited to comment on the plan.",
    "Officers had been asked to work from home.",
    "LS committed to shortening the wait for an answer.",
    "The Treasurer reported that the accounts would be published in July.",
    "To receive apologies for absence.",
    "DCC Rowe will act as Chief Constable from June.",
    "Cllr Reed is to stand down in May.",
    "The Panel agreed to the sale of the old barracks.",
    "Members agreed to close the item.",
    "Mr Hay noted that Ms Orme was asked to send the list.",
    "Mr Hay reported that the Port had owned up and would get a diver.",
    "Mr Hay would retire in May.",
    "Mr Hay requested clarification of the figures.",
    "The Board invited Mr Hay to give a brief summary.",
    "Mr Hay spoke of the DCC and the boats.",
    "He said that the first duty of a Police and Crime Commissioner is to produce a plan.",
]


def made(words: str) -> Proposed:
    return propose(read((ABOVE + words + "\n").encode()))


@each(("words", "owner"), TASKS.items())
def test_who_is_to_act_is_read_from_the_grammar_of_a_line(words, owner):
    (action,) = [one for one in made(words).proposals if one.kind == "action"]
    named = ", ".join(action.owner)
    assert owner is None or named.removeprefix("The ") == owner


@each("words", NO_TASKS)
def test_what_is_reported_asked_or_past_is_no_task(words):
    assert [one.kind for one in made(words).proposals if one.kind == "action"] == []


def test_only_what_a_line_begins_with_is_sure():
    told = {
        words: made(words).proposals[0].sure
        for words in ("CFO to check.", "It fell. CFO to check.")
    }
    assert list(told.values()) == [True, False]


def test_an_owner_on_the_line_below_has_the_day_of_that_line():
    proposed = made("The plan would be brought back to the Board.\n(Action: CFO by 3 March)")
    (action,) = [one for one in proposed.proposals if one.kind == "action"]
    assert (action.first, action.owner, action.due) == (3, ("CFO",), "3 March")


def test_a_numbered_clause_below_resolved_is_a_ruling_and_the_next_heading_is_not():
    proposed = made(
        "Resolved – that.\n1. the programme of work be approved; and\n2. the plan be noted.\n"
        "19. Declarations of interests\nNo declarations made."
    )
    assert [(one.first, one.kind) for one in proposed.proposals] == [
        (4, "decision"),
        (5, "note"),
        (7, "nil"),
    ]


def test_what_is_ordered_and_its_clauses_are_rulings_also_below_outstanding_items():
    proposed = made(
        "2. Outstanding recommendations\nORDERED that:-\n1. the schedule be noted.\n"
        "2. the Treasurer submit a report on reserves."
    )
    assert [(one.kind, one.owner) for one in proposed.proposals] == [
        ("note", ()),
        ("action", ("Treasurer",)),
    ]


def test_an_action_below_its_number_has_that_reference():
    (action,) = made("Action: 41/18\nDM to include overtime in the report.").proposals
    assert (action.kind, action.owner, action.ref) == ("action", ("DM",), ("41/18",))


def test_to_note_and_something_besides_is_not_sure():
    (told,) = made(
        "AGREED: that the report be noted and that the Panel receive it yearly."
    ).proposals
    assert not told.sure


def test_below_minutes_of_an_item_its_own_heading_says_what_it_is_about():
    proposed = made("2. Appointment\nMinutes:\nAgreed that –\n(1) Mr Hay is appointed Chair;")
    assert [one.kind for one in proposed.proposals] == ["decision"]


def test_what_became_of_an_action_is_no_action():
    (told,) = made("Action: A paper on justice had been added to the plan.").proposals
    assert told.kind == "progress"


def test_what_may_tell_something_is_not_put_away_as_a_heading():
    told = ["Burglary down 12%", "Vetting backlog (AB)", "Notes: agreed.", "Letter – sent, c/f"]
    furniture = made("\n".join(["2. Crime", *told])).furniture
    assert [told[line - 4] for line in furniture if line > 3] == []


RUN_ON = {
    "2. Record of Meeting 4. Agreed with one change to item 3.": "minutes",
    "3. Interests. Nobody declared any.": "nil",
    "Item 7. Any other business. There was none.": "nil",
    "The group next meets on 9 July 2024 at 2pm.": "next",
}


@each(("words", "kind"), RUN_ON.items())
def test_a_title_and_its_outcome_in_one_line_is_no_heading(words, kind):
    assert [one.kind for one in made(words).proposals if one.last == 3] == [kind]


def test_a_day_and_what_happened_then_is_not_put_away():
    assert 3 not in made("12 March 2024, two officers were hurt at Fenby.").furniture


def test_nobody_is_named_unable():
    assert made("Unable to attend").proposals == ()


def test_a_day_and_its_place_below_next_meeting_is_the_next_meeting():
    below = made("2. Next meeting\nMonday 2 September 2019 at Ferry Lane.").proposals
    assert [(one.kind, one.due) for one in below] == [("next", "2019-09-02")]
