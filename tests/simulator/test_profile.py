"""Commands by scope and language, names, descriptions, the menu button."""

from __future__ import annotations

import pytest

from tests.simulator.conftest import Api, Refusal

POMOC = [{"command": "pomoc", "description": "Pomoc"}]
HELP = [{"command": "help", "description": "Help"}]
PANEL = [{"command": "panel", "description": "Panel"}]


async def test_people_see_the_narrowest_commands_in_their_language(api: Api) -> None:
    """The own chat before all private chats before the default; language before none."""
    ania = await api.resident(language_code="pl")
    john = await api.resident("John", language_code="en-GB")
    maria = await api.resident("Maria", language_code="pl")
    await api.call("setMyCommands", commands=POMOC)
    await api.call("setMyCommands", commands=HELP, language_code="en")
    await api.call("setMyCommands", commands=PANEL, scope={"type": "chat", "chat_id": maria})

    seen = [(await api.look("chats", person=p))[0]["commands"] for p in (ania, john, maria)]
    await api.call("deleteMyCommands", scope={"type": "chat", "chat_id": maria})

    assert seen == [POMOC, HELP, PANEL]
    assert (await api.look("chats", person=maria))[0]["commands"] == POMOC
    assert await api.call("getMyCommands", language_code="en") == HELP
    assert await api.call("getMyCommands", language_code="uk") == []


@pytest.mark.parametrize(
    ("command", "description", "words"),
    [
        ("Pomoc", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "BOT_COMMAND_INVALID"),
        ("pomoc", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("pomoc", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_wrong_command_is_refused(
    api: Api, command: str, description: str, words: str
) -> None:
    """Lower-case letters, digits, underscores; a description."""
    wrong = [{"command": command, "description": description}]

    with pytest.raises(Refusal, match=words):
        await api.call("setMyCommands", commands=wrong)


async def test_names_and_descriptions_have_languages(api: Api) -> None:
    """Each person reads their own; without one, the text for everybody."""
    ania = await api.resident(language_code="pl")
    olha = await api.resident("Olha", language_code="uk")
    await api.call("setMyName", name="Biblioteka")
    await api.call("setMyName", name="Бібліотека", language_code="uk")
    await api.call("setMyDescription", description="O bibliotece")
    await api.call("setMyShortDescription", short_description="Krótko")

    titles = [(await api.look("chats", person=p))[0]["title"] for p in (ania, olha)]
    bot = (await api.look("state"))["bot"]

    assert titles == ["Biblioteka", "Бібліотека"]
    assert (bot["description"], bot["short_description"]) == ("O bibliotece", "Krótko")
    assert await api.call("getMyDescription", language_code="en") == {"description": "O bibliotece"}
    assert (await api.call("getMe"))["first_name"] == "Biblioteka"
    with pytest.raises(Refusal, match="language code"):
        await api.call("setMyName", name="x", language_code="polski")
    with pytest.raises(Refusal, match='"description" must have from 0 to 512'):
        await api.call("setMyDescription", description="x" * 513)


async def test_the_menu_button_of_one_chat(api: Api) -> None:
    """A chat's own button replaces the default one until it is set to default."""
    ania = await api.resident()
    button = {"type": "web_app", "text": "Mapa", "web_app": {"url": "https://x.pl"}}

    await api.call("setChatMenuButton", chat_id=ania, menu_button=button)
    own = (await api.look("chats", person=ania))[0]["menu_button"]
    await api.call("setChatMenuButton", chat_id=ania)

    assert own == button
    assert await api.call("getChatMenuButton", chat_id=ania) == {"type": "commands"}


async def test_people_have_no_pictures_of_themselves(api: Api) -> None:
    """getUserProfilePhotos is empty, and refuses an unknown person."""
    ania = await api.resident()

    assert (await api.call("getUserProfilePhotos", user_id=ania))["total_count"] == 0
    with pytest.raises(Refusal, match="user not found"):
        await api.call("getUserProfilePhotos", user_id=5)
