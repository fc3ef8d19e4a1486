"""Record what was told to a body, in which paper, at which paragraph."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import statements

command = one_rule(__doc__, statements.report, creates="statement", called={"meeting": "told_to"})(
    ref("meeting", "meeting"),
    argument("text"),
    option("--about", multiple=True, type=Reference(), metavar="REF", help="What it was about."),
    option("--paper", help="The paper, by its title."),
    option("--paragraph", help="The paragraph or paragraphs, as printed: 21-22."),
    option(
        "--assurance", help="It is given as assurance: substantial, reasonable, in their words."
    ),
)
