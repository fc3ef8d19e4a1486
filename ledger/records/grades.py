"""What a report by HMICFRS brings: grades, comments under section 55, the phase of its monitoring.

These are events of an inspection. A grade belongs to the scale in force: four points until 2018/19,
five from 2021/22; no trend runs across the two.
"""

from typing import Literal, assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, when
from ledger.records.inspections import Inspection
from ledger.rules import allowed, require, unless_said

PART_OF = "inspection"

FOUR_POINTS = ("outstanding", "good", "requires improvement", "inadequate")
FIVE_POINTS = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
FIVE_POINTS_FROM = 2021

CommentStage = Literal["invited", "received", "published", "sent"]

# What can happen


class InspectionGraded(Event):
    """A grade for one question area, or overall; inspected now, or carried from an earlier year."""

    needs = when("published")
    says = "graded {area}: {grade}[ (carried from {carried_from_year})]"
    area: str
    grade: str
    carried_from_year: int | None = None


class InspectionCommented(Event):
    """A stage of the comments under section 55: invited from the chief officer, received, published
    by the policing body, sent to the inspectors and the Secretary of State."""

    needs = when("published")
    says = "comments {stage}[: {text}][ to {sent_to}][ at {published_at}]"
    stage: CommentStage
    text: str | None = None
    sent_to: str | None = None
    published_at: str | None = None


class InspectionPhaseChanged(Event):
    """The inspectorate's monitoring moved between scan and engage."""

    needs = when("published")
    says = "monitoring phase: {phase}[: {reason}]"
    phase: Literal["scan", "engage"]
    reason: str | None = None


GradingEvent = InspectionGraded | InspectionCommented | InspectionPhaseChanged

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "grade": "the grade that an inspection gives",
    "carried_from_year": "the year from which a grade was carried over unchanged",
    "stage": "how far the comments on a report have come: invited, published, sent and so on",
    "sent_to": "whom the comments on a report were sent to",
    "phase": "whether the inspectorate scans or is engaged",
}


def evolve(inspection: Inspection, event: GradingEvent) -> Inspection:
    match event:
        case InspectionGraded(area=area, grade=grade):
            return replace(inspection, grades=(*inspection.grades, (area, grade)))
        case InspectionCommented() | InspectionPhaseChanged():
            return inspection
    assert_never(event)


# Rules


def lawful(inspection: Inspection, event: Event) -> None:
    """Refuse what only HMICFRS does in another's report, a grade that is not on the scale in force,
    and a second grade, when recorded or when corrected."""
    if inspection.issuer is not None and isinstance(event, GradingEvent):
        raise Refused(
            f"{inspection.ref} is by {inspection.issuer}. Grades, comments under section 55 and"
            " monitoring phases belong to the reports of HMICFRS: use inspection assurance,"
            " inspection respond or item respond."
        )
    if not isinstance(event, InspectionGraded):
        return
    scale = FIVE_POINTS if inspection.inspection_year >= FIVE_POINTS_FROM else FOUR_POINTS
    if event.grade not in scale:
        raise Refused(
            f"{event.grade!r} is not on the scale of {inspection.inspection_year}:"
            f" {', '.join(scale)}."
        )
    known = dict(inspection.grades).get(event.area)
    if known is not None:
        raise Refused(
            f"{inspection.ref} is already graded {known} for {event.area}. Correct it if wrong."
        )


def grade(
    inspection: Inspection, *, area: str, grade: str, carried_from_year: int | None = None
) -> list[Event]:
    graded = InspectionGraded(area=area, grade=grade, carried_from_year=carried_from_year)
    return unless_said(inspection, graded, lawful)


def comment(
    inspection: Inspection,
    *,
    stage: CommentStage,
    text: str | None = None,
    sent_to: str | None = None,
    published_at: str | None = None,
) -> list[Event]:
    commented = InspectionCommented(
        stage=stage, text=text, sent_to=sent_to, published_at=published_at
    )
    require(inspection, commented)
    lawful(inspection, commented)
    return [] if commented in inspection.said else [commented]


def change_phase(
    inspection: Inspection, *, phase: Literal["scan", "engage"], reason: str | None = None
) -> list[Event]:
    changed = InspectionPhaseChanged(phase=phase, reason=reason)
    return allowed(inspection, changed, lawful)
