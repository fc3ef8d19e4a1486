"""Record that a recommendation was followed up and found done: by its issuer, or by a post."""

from commands.session.desk import Desk
from commands.session.options import option, refs
from commands.session.recording import recording
from ledger.records import recommendations


@recording
@refs("items", "item", recommendations.ItemVerified)
@option("--verified-by", metavar="POST", help="The post that checked it, if its issuer did not.")
@option("--auditor", help="Who checked it for the issuer, if not named as the report's issuer is.")
@option("--evidence", asked=True, help="What they saw: a follow-up report, a minute.")
def command(
    desk: Desk,
    items: tuple[str, ...],
    verified_by: str | None,
    auditor: str | None,
    evidence: str | None,
) -> None:
    verifier = desk.post(verified_by) if verified_by else None
    desk.each(
        "item",
        items,
        lambda item: desk.record(
            "item",
            item,
            recommendations.verify,
            evidence=evidence,
            verified_by=verifier,
            auditor=auditor,
        ),
    )
