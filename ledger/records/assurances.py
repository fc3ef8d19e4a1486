"""What a report by another issuer than HMICFRS brings: an audit's opinion, and a response by law.

These are events of an inspection. An audit gives an assurance opinion, in its own words; whoever a
coroner's or the IOPC's report is addressed to must respond in time, which its issuer may extend.
"""

from datetime import date
from typing import Literal, assert_never, get_args

from msgspec.structs import replace

from ledger.characters import folded
from ledger.errors import Refused
from ledger.events import Event, PostRef, when
from ledger.records.inspections import ANSWERED, Inspection
from ledger.rules import nonempty, require
from ledger.words import day

PART_OF = "inspection"

AssuranceLevel = Literal["substantial", "reasonable", "limited", "none"]
LEVELS: tuple[AssuranceLevel, ...] = get_args(AssuranceLevel)
# Other words that auditors use for one of the levels.
_SAME_LEVEL: dict[str, AssuranceLevel] = {
    "full": "substantial",
    "significant": "substantial",
    "adequate": "reasonable",
    "moderate": "reasonable",
    "partial": "limited",
    "no": "none",
    "nil": "none",
}

# What can happen


class InspectionAssured(Event):
    """The opinion that an audit gives: `assurance` in its own words, `assurance_level` as it
    compares with those of others, where it does."""

    needs = when("published")
    says = "assurance: {assurance}[ (counted as {assurance_level})][; {text}]"
    assurance: str
    assurance_level: AssuranceLevel | None = None
    text: str | None = None


class InspectionResponded(Event):
    """Whoever had to respond to the report by law gave the response to its issuer."""

    needs = when("published")
    says = "responded to by {responded_by}[: {text}][ at {published_at}]"
    responded_by: PostRef
    text: str | None = None
    published_at: str | None = None


class InspectionResponseExtended(Event):
    """The issuer gave more time for the response."""

    needs = when("published")
    says = "time to respond extended to {due}[: {reason}]"
    due: date
    reason: str | None = None


AssuranceEvent = InspectionAssured | InspectionResponded | InspectionResponseExtended

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "assurance": "the assurance that an audit report or a statement gives, in its own words",
    "assurance_level": "that assurance as substantial, reasonable, limited or none",
    "responded_by": "the post that responded to a report or to a recommendation",
}


def evolve(inspection: Inspection, event: AssuranceEvent) -> Inspection:
    match event:
        case InspectionAssured(assurance=words):
            return replace(inspection, assurance=words)
        case InspectionResponseExtended(due=due):
            return replace(inspection, respond_by=due)
        case InspectionResponded():
            return inspection
    assert_never(event)


# Rules


def lawful(inspection: Inspection, event: Event) -> None:
    """Refuse an opinion in a report of HMICFRS, a second opinion, and a response that no law asks
    for, when recorded or when corrected."""
    ref, issuer = inspection.ref, inspection.issuer
    if isinstance(event, InspectionAssured):
        if issuer is None:
            raise Refused(
                f"{ref} is by HMICFRS, which gives grades and no assurance opinion (inspection"
                " grade)."
            )
        if inspection.assurance is not None:
            raise Refused(
                f"{ref} already has an opinion: {inspection.assurance}. Correct it if it is wrong."
            )
    if isinstance(event, InspectionResponded | InspectionResponseExtended):
        if issuer not in ANSWERED:
            raise Refused(
                f"{ref} is by {issuer or 'HMICFRS'}. Only a coroner and the IOPC are answered by"
                " law: record comments on an HMICFRS report with inspection comment, and the"
                " response to a recommendation with item respond."
            )
        if inspection.respondent is None:
            raise Refused(
                f"{ref} is addressed to nobody here, so no response is due. If that is wrong,"
                " correct its respondent first."
            )


def level_of(words: str) -> AssuranceLevel | None:
    """The level that the words of an opinion mean, if they are known: partial is limited."""
    said = words.strip().lower().removesuffix(" assurance")
    return next((one for one in LEVELS if one == said), _SAME_LEVEL.get(said))


def assure(
    inspection: Inspection,
    *,
    assurance: str,
    assurance_level: AssuranceLevel | None = None,
    text: str | None = None,
) -> list[Event]:
    """`assurance_level`: what the opinion counts as, if its own words do not say."""
    words = nonempty(assurance, "An opinion needs its words: substantial, limited.")
    known = level_of(words)
    assured = InspectionAssured(
        assurance=words, assurance_level=assurance_level or known, text=text
    )
    require(inspection, assured)
    if assured in inspection.said:
        return []
    if known is not None and assurance_level not in (None, known):
        raise Refused(f"{words!r} is {known} assurance, not {assurance_level}. Leave --level out.")
    lawful(inspection, assured)
    return [assured]


def respond(
    inspection: Inspection,
    *,
    responded_by: str,
    text: str | None = None,
    published_at: str | None = None,
) -> list[Event]:
    responded = InspectionResponded(responded_by=responded_by, text=text, published_at=published_at)
    require(inspection, responded)
    lawful(inspection, responded)
    return [] if responded in inspection.said else [responded]


def extend_response(inspection: Inspection, *, due: date, reason: str | None = None) -> list[Event]:
    extended = InspectionResponseExtended(due=due, reason=reason)
    require(inspection, extended)
    lawful(inspection, extended)
    if extended in inspection.said:
        return []
    if inspection.respond_by is not None and due <= inspection.respond_by:
        raise Refused(
            f"{inspection.ref} may be answered until {day(inspection.respond_by)} already. Extend"
            " it to a later date."
        )
    return [extended]


def on_scale(priority: str | None, report: Inspection | None) -> str | None:
    """A priority as the report's scale spells it, if it has a scale."""
    if priority is None:
        return None
    said = nonempty(priority, "A priority needs words.")
    scale = report.scale if report is not None else ()
    if not scale:
        return said
    found = next((one for one in scale if folded(one) == folded(said)), None)
    if found is None:
        raise Refused(
            f"{said!r} is not on the scale of {report.ref if report else ''}: {', '.join(scale)}."
        )
    return found
