"""Record that a recommendation was followed up and found not done: it goes on."""

from commands.session.page import one_rule, option, ref
from ledger.records import recommendations

command = one_rule(__doc__, recommendations.not_verified)(
    ref("item", "item", recommendations.ItemNotVerified),
    option(
        "--by",
        "refused_by",
        metavar="POST",
        help="The post that checked it, if its issuer did not.",
    ),
    option(
        "--auditor", help="Who checked it for the issuer, if not named as the report's issuer is."
    ),
    option("--reason", asked=True, help="What was found not done."),
)
