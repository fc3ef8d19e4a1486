"""The headings that offices give the columns of their trackers, and what each is taken for."""

from folded import each

from commands.imports.kinds import kind_of

HEADINGS: dict[str | None, str] = {
    "due": (
        "HMICFRS deadline, Force target date, Deadline set by HMICFRS, Estimated "
        "completion date, Forecast date, Expected date of completion, Implementation "
        "deadline, Date due for completion, Date for completion, Completion date "
        "(target), Target completion, To be completed by, Complete by, Timescale for "
        "completion, Timeframe, Time scale, Deadline (revised), Revised implementation "
        "date, Extended to, Due, Target, Agreed date, Current target date, "
        "Action by when, By when"
    ),
    "reference": "HMICFRS Ref, HMICFRS recommendation number, Minute No., Rec. No., UID, AP No.",
    "owner": (
        "Delivery lead, Governance lead, Senior Responsible Officer, Action by whom, By "
        "Who, Action owner"
    ),
    None: (
        "Responsible department, Raised by, Agenda Item No, Previous RAG, Lead Member, "
        "Outcome required, Risk owner, Next update, Next steps, Next review date, Review "
        "date, Date reviewed, Date of last update, Last updated, Update due, Completed by, "
        "Expected outcome, Intended outcome, Owner (previous), RAG (previous)"
    ),
    "original due": "Original target date, Original due date, Due date (original)",
    "raised on": (
        "Date action agreed, Date of action, Date added, Date first raised, Meeting "
        "raised, Meeting at which raised, Originating meeting, Report issued, Date, "
        "Agreed, Meeting Date, Date of meeting"
    ),
    "action": (
        "Action / Decision, Action needed, What needs to be done, Recommendation made, "
        "Summary of recommendation"
    ),
    "response": (
        "Management response and action, Management comments / update, Management "
        "comment, Client response"
    ),
    "notes": (
        "Client update, Chief Constable's update, Comments from the Panel, "
        "Update from lead, Position as at 31 March 2023, Latest update (June 2023), JAC "
        "update, Auditor comment, Evidence of completion, Status update, Reason for "
        "closure, Action progress, Action update, Internal audit comments, HMICFRS "
        "comments, HMICFRS update, Force update"
    ),
    "status": (
        "Complete?, Complete Y/N, Completed (Y/N), Action complete, Closed Y/N, Status "
        "(RAG), Progress status, Live/closed, Open / complete"
    ),
    "closed on": (
        "Completed, Completed date, Date complete, Date closed, Completion date, Actual date"
    ),
    "area": "Strand",
    "agreed": "Accepted (Y/N)",
    "priority": "Risk rating, Priority",
    "verified": "Internal audit verification, HMICFRS status",
}


@each(("kind", "headings"), HEADINGS.items())
def test_a_heading_is_taken_for_what_offices_mean_by_it(kind, headings):
    for heading in headings.split(", "):
        assert kind_of(heading) == kind, heading
