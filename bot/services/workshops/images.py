"""Pictures of those who come: agreed to or taken back at any time, also when all is over."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.attendance import ImageSaid, Mine, MySignUps
from bot.domain.people import Person
from bot.domain.signups import Image
from bot.domain.workshops import LIST_LIMIT
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.services.workshops import letters
from bot.services.workshops.ledger import Ledger
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx


class Images:
    """For whoever signed up: they speak for those they bring as well."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def say(
        self, turn: Turn, signup_id: int, yes: bool, view: Callable[[ImageSaid, Translator], object]
    ) -> None:
        """Agree to pictures, or take it back: then staff are told, who take pictures down.

        Raises Refused: signup_gone.
        """

        def work(tx: Tx, person: Person) -> ImageSaid:
            signup = kept.by_id(tx, signup_id)
            workshop = rows.by_id(tx, signup.workshop_id) if signup else None
            if signup is None or workshop is None or signup.person_id != person.id:
                raise Refused("signup_gone")
            image = Image.GIVEN if yes else Image.WITHDRAWN
            if image is signup.image:
                return ImageSaid(workshop, signup)
            kept.set_image(tx, signup.id, image)
            subject = f"signup:{signup.id}"
            self._ledger.note(tx, turn.now, person.id, "signup.image", subject, image=image)
            if not yes and signup.image is Image.GIVEN:
                staff = self._ledger.staff(tx)
                made = letters.image_withdrawn(workshop, signup, turn.now, staff)
                self._ledger.tell(tx, made, turn.now)
            return ImageSaid(workshop, kept.by_id(tx, signup.id) or signup)

        await turn.write(work, view)

    async def every(self, turn: Turn, view: Callable[[MySignUps, Translator], object]) -> None:
        """What this person agreed to, so that they can take it back."""

        def work(tx: Tx, person: Person) -> MySignUps:
            found = kept.with_image(tx, person.id, LIST_LIMIT)
            entries = (
                Mine(workshop, one)
                for one in found
                if (workshop := rows.by_id(tx, one.workshop_id))
            )
            return MySignUps(tuple(entries))

        await turn.write(work, view)
