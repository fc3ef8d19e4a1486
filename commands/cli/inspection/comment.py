"""Record a stage of the comments on an inspection: invited, received, published or sent."""

from typing import get_args

import click

from commands.session.page import one_rule, option, ref
from ledger.records import grades

command = one_rule(__doc__, grades.comment)(
    ref("inspection", "inspection"),
    click.argument("stage", type=click.Choice(get_args(grades.CommentStage))),
    option("--text", help="What the comments say, in short."),
    option("--to", "sent_to", help="To whom they were sent."),
    option("--at", "published_at", help="Where they were published."),
)
