"""An inspection by HMICFRS: its report, its grades, and the comments the law requires.

    announced ──> draft ──> published

A grade belongs to the scale then in force: four points until 2018/19, five from 2021/22, and no
trend spans the two. The inspection's year differs from its year of publication. Comments: Police
Act 1996, section 55.
"""

from typing import ClassVar, Literal, assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import NEW, Event, State, when
from ledger.rules import nonempty, require

RECORD = "inspection"

FOUR_POINTS = ("outstanding", "good", "requires improvement", "inadequate")
FIVE_POINTS = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
FIVE_POINTS_FROM = 2021

CommentStage = Literal["invited", "received", "published", "sent"]

# What can happen


class InspectionAnnounced(Event):
    """The inspectorate said that it would come."""

    needs = NEW
    moves_to = "announced"
    says = "announced: {title}"
    title: str
    inspection_year: int


class InspectionDraftReceived(Event):
    """A copy arrived before publication, under embargo."""

    needs = when("", "announced")
    moves_to = "draft"
    says = "embargoed draft received"
    title: str | None = None
    inspection_year: int | None = None


class InspectionAccuracyChecked(Event):
    """The draft was checked for matters of fact."""

    needs = when("draft")
    says = "draft checked for factual accuracy[: {text}]"
    text: str | None = None


class InspectionPublished(Event):
    """The report is out; it states how many items it has."""

    needs = when("", "announced", "draft")
    moves_to = "published"
    says = (
        "published: {title}[; states {afis_stated} areas for improvement]"
        "[; states {recommendations_stated} recommendations]"
    )
    title: str
    inspection_year: int
    afis_stated: int | None = None
    recommendations_stated: int | None = None
    causes_stated: int | None = None


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


InspectionEvent = (
    InspectionAnnounced
    | InspectionDraftReceived
    | InspectionAccuracyChecked
    | InspectionPublished
    | InspectionGraded
    | InspectionCommented
    | InspectionPhaseChanged
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "inspection_year": "the year an inspection is of",
    "afis_stated": "how many areas for improvement a report says there are",
    "recommendations_stated": "how many recommendations a report says there are",
    "causes_stated": "how many causes of concern a report says there are",
    "grade": "the grade that an inspection gives",
    "carried_from_year": "the year from which a grade was carried over unchanged",
    "stage": "how far the comments on a report have come: invited, published, sent and so on",
    "sent_to": "whom the comments on a report were sent to",
    "phase": "whether the inspectorate scans or is engaged",
}

# What we know


class Inspection(State):
    phrases: ClassVar[dict[str, str]] = {
        "announced": "is announced but not published. Publish it first (inspection publish).",
        "draft": "is only a draft, not published. Publish it first (inspection publish).",
        "published": "was published on {since} (event {event}).",
    }
    inspection_year: int = 0
    grades: tuple[tuple[str, str], ...] = ()


def evolve(inspection: Inspection | None, event: InspectionEvent) -> Inspection:
    known = inspection or Inspection()
    match event:
        case InspectionAnnounced(title=title, inspection_year=year):
            return Inspection(title=title, inspection_year=year)
        case InspectionDraftReceived(title=draft_title, inspection_year=draft_year):
            return replace(
                known,
                title=known.title or draft_title or "",
                inspection_year=known.inspection_year or draft_year or 0,
            )
        case InspectionPublished(title=title, inspection_year=year):
            return replace(known, title=title, inspection_year=year)
        case InspectionGraded(area=area, grade=grade):
            return replace(known, grades=(*known.grades, (area, grade)))
        case InspectionAccuracyChecked() | InspectionCommented() | InspectionPhaseChanged():
            return known
    assert_never(event)


# Rules


def lawful(inspection: Inspection, event: Event) -> None:
    """Refuse a grade off the scale in force, or a second one, when recorded or when corrected."""
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


def announce(inspection: Inspection | None, *, title: str, inspection_year: int) -> list[Event]:
    announced = InspectionAnnounced(
        title=nonempty(title, "An inspection needs its title."), inspection_year=inspection_year
    )
    if inspection is not None and announced in inspection.said:
        return []
    require(inspection, announced)
    return [announced]


def receive_draft(
    inspection: Inspection | None, *, title: str | None, inspection_year: int
) -> list[Event]:
    received = InspectionDraftReceived(title=title, inspection_year=inspection_year)
    if inspection is not None and received in inspection.said:
        return []
    require(inspection, received)
    return [received]


def check_draft(inspection: Inspection, *, text: str | None = None) -> list[Event]:
    checked = InspectionAccuracyChecked(text=text)
    require(inspection, checked)
    return [] if checked in inspection.said else [checked]


def publish(
    inspection: Inspection | None,
    *,
    title: str,
    inspection_year: int,
    afis_stated: int | None = None,
    recommendations_stated: int | None = None,
    causes_stated: int | None = None,
) -> list[Event]:
    published = InspectionPublished(
        title=nonempty(title, "An inspection report needs its title."),
        inspection_year=inspection_year,
        afis_stated=afis_stated,
        recommendations_stated=recommendations_stated,
        causes_stated=causes_stated,
    )
    if inspection is not None and published in inspection.said:
        return []
    require(inspection, published)
    return [published]


def grade(
    inspection: Inspection, *, area: str, grade: str, carried_from_year: int | None = None
) -> list[Event]:
    graded = InspectionGraded(area=area, grade=grade, carried_from_year=carried_from_year)
    require(inspection, graded)
    if graded in inspection.said:
        return []
    lawful(inspection, graded)
    return [graded]


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
    return [] if commented in inspection.said else [commented]


def change_phase(
    inspection: Inspection, *, phase: Literal["scan", "engage"], reason: str | None = None
) -> list[Event]:
    changed = InspectionPhaseChanged(phase=phase, reason=reason)
    require(inspection, changed)
    return [changed]
