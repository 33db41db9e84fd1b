"""A librarian's first day, over HTTP: upload, publish, a resident answers, results."""

from __future__ import annotations

from bot.domain.people import Role
from bot.forms import builtin
from bot.forms.xlsform import write_xlsx
from bot.storage import people
from bot.storage.database import Tx
from tests.conftest import Bot
from tests.people import Someone, Town, labels_of, text_of


async def librarian(bot: Bot, town: Town) -> Someone:
    """Maria, whom the owner has let in."""
    maria = await town.person("Maria")
    await maria.start()

    def promote(tx: Tx) -> None:
        person = people.by_telegram_id(tx, maria.id)
        assert person
        people.set_role(tx, person.id, Role.LIBRARIAN)
        people.accept_notice(tx, person.id, "2027-05-12T10:00:00.000Z")

    await bot.running.office.db.write(promote)
    return maria


async def test_from_a_spreadsheet_to_a_link_and_a_picture(bot: Bot, town: Town) -> None:
    """The file really travels: down from Telegram, and the QR code up to it."""
    maria = await librarian(bot, town)

    await maria.send_file("diagnoza.xlsx", write_xlsx(builtin.load("diagnoza")))
    draft = await maria.sees("Po polsku, po ukraińsku i po angielsku.")
    await maria.tap("Opublikuj")
    await maria.tap("Anonimowo")
    await maria.tap("Od razu")
    await maria.tap("Bez terminu")
    await maria.tap("Wyślij")
    published = await maria.sees("jest opublikowana")

    assert "Wypróbuj" in labels_of(draft)
    assert "?start=s_" in text_of(published)
    assert published.get("photo")
