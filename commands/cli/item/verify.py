"""Record that a recommendation was found done: by its issuer, by a post, or by a meeting."""

from commands.session.page import Desk, Reference, option, recording, refs
from ledger.errors import Misused
from ledger.records import recommendations


@recording
@refs("items", "item", recommendations.ItemVerified)
@option("--verified-by", metavar="POST", help="The post that checked it, if its issuer did not.")
@option("--auditor", help="Who checked it for the issuer, if not named as the report's issuer is.")
@option(
    "--agreed-at",
    type=Reference("meeting"),
    metavar="MEETING",
    help="The meeting that agreed it as completed and closed it.",
)
@option(
    "--evidence",
    asked=True,
    unless="agreed_at",
    help="What they saw: a follow-up report, a minute.",
)
def command(
    desk: Desk,
    items: tuple[str, ...],
    verified_by: str | None,
    auditor: str | None,
    agreed_at: str | None,
    evidence: str | None,
) -> None:
    if agreed_at and (verified_by or auditor):
        raise Misused("Either somebody checked it, or a meeting agreed it (--agreed-at), not both.")
    meeting = desk.meeting(agreed_at)
    verifier = desk.post(verified_by) if verified_by else None

    def verify(item: str) -> None:
        if meeting is not None:
            agreed = recommendations.close_agreed
            desk.record("item", item, agreed, closed_at=meeting, evidence=evidence)
            return
        desk.record(
            "item",
            item,
            recommendations.verify,
            evidence=evidence,
            verified_by=verifier,
            auditor=auditor,
        )

    desk.each("item", items, verify)
