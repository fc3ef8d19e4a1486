"""An inspection: by HMICFRS, unless it names another issuer, such as internal audit or a coroner.

    announced ──> draft ──> published

HMICFRS gives grades and asks for comments (grades.py); others give an assurance opinion, or ask for
a response (assurances.py). The inspection's year is not the year of publication. What the law sets
a time for depends on the issuer. Comments: Police Act 1996, section 55. Responses: Coroners
(Investigations) Regulations 2013, regulation 29; Police Reform Act 2002, Schedule 3, paragraph 28B
(IOPC).
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal, assert_never, get_args

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import InputNeeded, Refused
from ledger.events import NEW, Event, Names, PostRef, State, when
from ledger.references import Form
from ledger.rules import nonempty, once, require, unless_said

RECORD = "inspection"
REFERENCE = Form(
    "an inspection's reference",
    r"[A-Z]+\d\d(?:-\d{1,3})?",
    "letters and year, as in EFF17, and a number where there are several, as in IA17-03",
)

# Others who issue reports. A report that names none of them is HMICFRS's.
Issuer = Literal["internal audit", "external audit", "peer review", "coroner", "IOPC", "own review"]
ISSUERS: tuple[Issuer, ...] = get_args(Issuer)
# Issuers to whose reports the law requires a response.
ANSWERED: tuple[Issuer, ...] = ("coroner", "IOPC")

# What can happen


class InspectionAnnounced(Beginning, kw_only=True):
    """The inspectorate said that it would come; or another issuer, such as internal audit, has it
    in its plan. `body`: the body that follows it up."""

    needs = NEW
    moves_to = "announced"
    says = "announced: {title}[; {issuer}][ by {issued_by}][; followed up by {body}]"
    title: str
    inspection_year: int
    issuer: Issuer | None = None
    issued_by: str | None = None
    body: Annotated[str, Names(kind="body")] | None = None


class InspectionDraftReceived(Beginning, kw_only=True):
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


class InspectionPublished(Beginning, kw_only=True):
    """The report is out, or was sent; it states how many items it has. `scale`: the words in which
    its issuer gives priorities, the gravest first. `respondent`: who must respond to it by law."""

    needs = when("", "announced", "draft")
    moves_to = "published"
    says = (
        "published: {title}[; {issuer}][ by {issued_by}][; to be answered by {respondent}]"
        "[; followed up by {body}][; states {afis_stated} areas for improvement]"
        "[; states {recommendations_stated} recommendations][; priorities: {scale}]"
    )
    title: str
    inspection_year: int
    afis_stated: int | None = None
    recommendations_stated: int | None = None
    causes_stated: int | None = None
    issuer: Issuer | None = None
    issued_by: str | None = None
    body: Annotated[str, Names(kind="body")] | None = None
    scale: tuple[str, ...] = ()
    respondent: PostRef | None = None


InspectionEvent = (
    InspectionAnnounced | InspectionDraftReceived | InspectionAccuracyChecked | InspectionPublished
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "inspection_year": "the year an inspection is of",
    "afis_stated": "how many areas for improvement a report says there are",
    "recommendations_stated": "how many recommendations a report says there are",
    "causes_stated": "how many causes of concern a report says there are",
    "issuer": "who issued a report, where it was not HMICFRS: internal audit, coroner and so on",
    "issued_by": "the firm, force or office that issued a report",
    "scale": "the words in which a report gives priorities, the gravest first",
    "respondent": "the post that must respond to a report by law",
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
    issuer: Issuer | None = None
    issued_by: str | None = None
    body: str | None = None
    scale: tuple[str, ...] = ()
    respondent: str | None = None
    assurance: str | None = None
    respond_by: date | None = None

    @property
    def whose(self) -> str:
        """Who issued it, by name if that is known."""
        return self.issued_by or self.issuer or "HMICFRS"


def evolve(inspection: Inspection | None, event: InspectionEvent) -> Inspection:
    known = inspection or Inspection()
    match event:
        case InspectionAnnounced(title=title, inspection_year=year):
            return Inspection(
                title=title,
                inspection_year=year,
                issuer=event.issuer,
                issued_by=event.issued_by,
                body=event.body,
            )
        case InspectionDraftReceived(title=draft_title, inspection_year=draft_year):
            return replace(
                known,
                title=known.title or draft_title or "",
                inspection_year=known.inspection_year or draft_year or 0,
            )
        case InspectionPublished(title=title, inspection_year=year):
            return replace(
                known,
                title=title,
                inspection_year=year,
                issuer=event.issuer or known.issuer,
                issued_by=event.issued_by or known.issued_by,
                body=event.body or known.body,
                scale=event.scale,
                respondent=event.respondent,
            )
        case InspectionAccuracyChecked():
            return known
    assert_never(event)


# Rules


def year_of(ref: str) -> int:
    """The year in the reference of an inspection: 2017 in EFF17 and in IA17-03."""
    return 2000 + int(ref.partition("-")[0][-2:])


def announce(
    inspection: Inspection | None,
    *,
    title: str,
    inspection_year: int,
    issuer: Issuer | None = None,
    issued_by: str | None = None,
    body: str | None = None,
) -> list[Event]:
    announced = InspectionAnnounced(
        title=nonempty(title, "An inspection needs its title."),
        inspection_year=inspection_year,
        issuer=issuer,
        issued_by=issued_by,
        body=body,
    )
    if inspection is not None and announced in inspection.said:
        return []
    require(inspection, announced)
    if issued_by and issuer is None:
        raise Refused(
            "Say what kind of issuer announces it (--issuer), or leave out who issues it."
        )
    return [announced]


def receive_draft(
    inspection: Inspection | None, *, title: str | None, inspection_year: int
) -> list[Event]:
    return once(inspection, InspectionDraftReceived(title=title, inspection_year=inspection_year))


def check_draft(inspection: Inspection, *, text: str | None = None) -> list[Event]:
    checked = InspectionAccuracyChecked(text=text)
    return unless_said(inspection, checked)


def publish(
    inspection: Inspection | None,
    *,
    title: str,
    inspection_year: int,
    afis_stated: int | None = None,
    recommendations_stated: int | None = None,
    causes_stated: int | None = None,
    issuer: Issuer | None = None,
    issued_by: str | None = None,
    body: str | None = None,
    scale: Sequence[str] = (),
    respondent: str | None = None,
    respondent_known: bool = False,
) -> list[Event]:
    """`respondent_known`: whether it was said that it is addressed to nobody here."""
    published = InspectionPublished(
        title=nonempty(title, "An inspection report needs its title."),
        inspection_year=inspection_year,
        afis_stated=afis_stated,
        recommendations_stated=recommendations_stated,
        causes_stated=causes_stated,
        issuer=issuer,
        issued_by=issued_by,
        body=body,
        scale=tuple(dict.fromkeys(scale)),
        respondent=respondent,
    )
    if inspection is not None and published in inspection.said:
        return []
    require(inspection, published)
    _fits_its_issuer(published, _issuer(inspection, issuer), respondent_known)
    return [published]


def _issuer(inspection: Inspection | None, issuer: Issuer | None) -> Issuer | None:
    """Whose report it is. Refused if it was announced as somebody else's."""
    by = issuer
    for before in inspection.said if inspection is not None else ():
        if isinstance(before, InspectionAnnounced):
            by = issuer or before.issuer
            if by != before.issuer:
                raise Refused(
                    f"It was announced as {before.issuer or 'HMICFRS'}'s, and not as {by}'s."
                    " Correct that first, or check the reference."
                )
    return by


def _fits_its_issuer(
    published: InspectionPublished, by: Issuer | None, respondent_known: bool
) -> None:
    if by is None and (published.issued_by or published.scale):
        raise Refused(
            "Only a report of another issuer than HMICFRS names its issuer or has priorities. Say"
            " what kind of issuer it is (--issuer)."
        )
    if by is not None and (
        published.afis_stated is not None or published.causes_stated is not None
    ):
        raise Refused(
            "Areas for improvement and causes of concern are in HMICFRS reports only. State how"
            " many recommendations there are: --recommendations."
        )
    if by in ANSWERED and published.respondent is None and not respondent_known:
        raise InputNeeded(
            f"The law sets a time to respond to a report by {_the(by)}. Say who must respond:"
            " --respondent POST, or --no-respondent where it is addressed to nobody here."
        )
    if published.respondent is not None and by not in ANSWERED:
        raise Refused(
            "Only a coroner's or the IOPC's report names who must respond by law (--respondent)."
        )


def _the(issuer: Issuer | None) -> str:
    return "the IOPC" if issuer == "IOPC" else f"a {issuer}"
