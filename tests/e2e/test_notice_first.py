"""Whoever has not read the notice is shown it, and then what they wanted."""

from __future__ import annotations

from tests.conftest import Bot
from tests.e2e.test_contest_consultation import consulted
from tests.e2e.workshop_days import every_state, publish
from tests.people import Town, labels_of, text_of


async def test_signing_up_without_the_notice_leads_back_to_the_workshop(
    town: Town, bot: Bot
) -> None:
    """Found by typing, before „Zaczynamy” was ever tapped."""
    workshop = await publish(bot)
    ola = await town.person("Ola")
    await ola.say("/warsztaty")

    notice = await ola.say("/zapisz ceramika")
    back = await ola.tap("Zaczynamy")
    await ola.tap("Zapisz mnie")

    assert "Dane przetwarza" in text_of(notice)
    assert "Ceramika" in text_of(back)
    assert await every_state(bot, workshop) == ["confirmed"]


async def test_supporting_without_the_notice_leads_back_to_the_contest(
    town: Town, bot: Bot
) -> None:
    """„Popieram” and a remark alike."""
    _, idea, _jan, _maria = await consulted(town, bot)
    ola = await town.person("Ola")

    for words in (f"/popieram {idea.id}", f"/uwaga {idea.id}"):
        notice = await ola.say(words)
        assert "Dane przetwarza" in text_of(notice)
    back = await ola.tap("Zaczynamy")

    assert "Głos Zalesia" in text_of(back)
    assert "Zobacz i poprzyj pomysły" in labels_of(back)
