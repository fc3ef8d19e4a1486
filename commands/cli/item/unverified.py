"""Record that a recommendation was followed up and found not done: it goes on."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import recommendations


@recording
@ref("item", "item", recommendations.ItemNotVerified)
@option(
    "--by", "refused_by", metavar="POST", help="The post that checked it, if its issuer did not."
)
@option("--auditor", help="Who checked it for the issuer, if not named as the report's issuer is.")
@option("--reason", asked=True, help="What was found not done.")
def command(
    desk: Desk, item: str, refused_by: str | None, auditor: str | None, reason: str | None
) -> None:
    desk.record(
        "item",
        desk.ref("item", item),
        recommendations.not_verified,
        reason=reason or "",
        refused_by=desk.post(refused_by) if refused_by else None,
        auditor=auditor,
    )
