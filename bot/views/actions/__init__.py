"""What buttons mean: small typed payloads. `transport.payload` packs them into 64 bytes.

One module a noun; a new noun is a new module and a line below. Each class has a `code` of its own,
unique and never reused: old messages keep their buttons for years. Fields are int, bool or short
str only.
"""

from bot.views.actions.action import *  # noqa: F403
from bot.views.actions.announcements import *  # noqa: F403
from bot.views.actions.answering import *  # noqa: F403
from bot.views.actions.applications import *  # noqa: F403
from bot.views.actions.awards import *  # noqa: F403
from bot.views.actions.contests import *  # noqa: F403
from bot.views.actions.elections import *  # noqa: F403
from bot.views.actions.formal_checks import *  # noqa: F403
from bot.views.actions.juries import *  # noqa: F403
from bot.views.actions.organisations import *  # noqa: F403
from bot.views.actions.panel import *  # noqa: F403
from bot.views.actions.people import *  # noqa: F403
from bot.views.actions.polls import *  # noqa: F403
from bot.views.actions.publications import *  # noqa: F403
from bot.views.actions.realisations import *  # noqa: F403
from bot.views.actions.results import *  # noqa: F403
from bot.views.actions.schedules import *  # noqa: F403
from bot.views.actions.subscriptions import *  # noqa: F403
from bot.views.actions.surveys import *  # noqa: F403
from bot.views.actions.threads import *  # noqa: F403
from bot.views.actions.workshop_desk import *  # noqa: F403
from bot.views.actions.workshops import *  # noqa: F403
