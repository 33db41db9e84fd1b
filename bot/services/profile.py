"""What the library says of itself: asked in a conversation, kept, and used at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.people import Person, Right, require
from bot.domain.profile import Profile, ProfileSaved, changed_by, known, missing_for_publishing
from bot.domain.sessions import Finished, StepShown
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, forms, profiles
from bot.storage.database import Tx

PROFILE = "profile"  # the kind of session, and what its completion is for
FORM = "profil"
Begin = Callable[..., StepShown]  # `Conversation.begin`


class Profiles:
    """`begin` is the conversation's."""

    def __init__(self, office: Office, shelf: forms.Forms, begin: Begin) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin

    async def ask(self, turn: Turn, view: Callable[[StepShown, Translator], object]) -> None:
        """`/profil`: what is known is shown and can be kept; where nothing is missing, all of it at
        once, to correct what has changed. Raises Refused: staff_only."""
        form_id = await self._form()

        def work(tx: Tx, person: Person) -> StepShown:
            require(person, Right.EDIT_PROFILE)
            profile = self._office.profile
            return self._begin(
                tx, person, PROFILE, 0, form_id, now=turn.now, preset=known(profile), anew=True,
                at_review=not missing_for_publishing(profile),
            )  # fmt: skip

        await turn.write(work, view)

    def save(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> ProfileSaved:
        """Completion of "profile". Raises Refused: staff_only."""
        require(person, Right.EDIT_PROFILE)
        saved = changed_by(profiles.load(tx) or self._office.profile, finished.by_name())
        profiles.save(tx, saved.profile)
        if saved.changed:
            audit.add(tx, stamp(now), person.id, "profile.save", keys=list(saved.changed))
        self._office.after_commit.append(lambda: self._adopt(saved.profile))
        return saved

    def _adopt(self, profile: Profile) -> None:
        self._office.profile = profile
        self._office.profile_changed(profile)

    async def _form(self) -> int:
        """The stored form, read before the transaction that uses it."""
        workbook = await asyncio.to_thread(builtin.load, FORM)
        now, places = stamp(self._office.clock.now()), self._office.profile.places
        form_id = await self._office.db.write(lambda tx: forms.ensure(tx, FORM, "", workbook, now))
        await self._office.db.read(lambda tx: self._shelf.get(tx, form_id, places))
        return form_id
