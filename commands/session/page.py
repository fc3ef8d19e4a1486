"""What the page of a recording command is written with, in one import."""

from commands.session.desk import Desk as Desk
from commands.session.one_rule import one_rule as one_rule
from commands.session.options import argument as argument
from commands.session.options import meeting_needed as meeting_needed
from commands.session.options import meeting_options as meeting_options
from commands.session.options import option as option
from commands.session.options import post as post
from commands.session.options import ref as ref
from commands.session.options import refs as refs
from commands.session.parameters import Amount as Amount
from commands.session.parameters import Date as Date
from commands.session.parameters import DueDate as DueDate
from commands.session.parameters import EventNumber as EventNumber
from commands.session.parameters import PersonName as PersonName
from commands.session.parameters import PostName as PostName
from commands.session.parameters import Reference as Reference
from commands.session.recording import beginning as beginning
from commands.session.recording import dated as dated
from commands.session.recording import recording as recording
from commands.session.recording import restoring as restoring
from commands.session.recording import upgrading as upgrading
