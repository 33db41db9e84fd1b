"""Pictures of those who come: what is asked, what was said, how to take it back."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.attendance import ImageSaid, MySignUps, Telling
from bot.domain.signups import Image, SignUp
from bot.domain.workshops import Workshop
from bot.i18n import Translator, mark
from bot.views import workshop_facts
from bot.views.actions import ListSignUps, ManageWorkshop, SayImage, ShowSignUp
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen

LINE, GAP = Markup("\n"), Markup("\n\n")
STANDS = {
    Image.UNSAID: mark("Pictures: nothing said, so none of you."),
    Image.GIVEN: mark("Pictures: agreed."),
    Image.WITHDRAWN: mark("Pictures: not agreed."),
}
FOR_STAFF = {
    Image.UNSAID: mark("no"),
    Image.GIVEN: mark("agreed"),
    Image.WITHDRAWN: mark("no, taken back"),
}


def asked(workshop: Workshop, signup: SignUp, t: Translator) -> Markup:
    """Where it stands, where pictures are taken at all."""
    return t(STANDS[signup.image]) if concerns(workshop, signup) else Markup()


def concerns(workshop: Workshop, signup: SignUp) -> bool:
    """Is there anything to be said about pictures?"""
    return bool(workshop.image_notice) or signup.image is not Image.UNSAID


def ways(workshop: Workshop, signup: SignUp, t: Translator) -> tuple[Row, ...]:
    """The one that is not chosen."""
    if not concerns(workshop, signup):
        return ()
    if signup.image is Image.GIVEN:
        return ((Button(t.plain("No pictures any more"), SayImage(signup.id, False)),),)
    return ((Button(t.plain("I agree to pictures"), SayImage(signup.id, True)),),)


def said(result: ImageSaid, t: Translator) -> Screen:
    """Noted, and what follows."""
    signup, workshop = result.signup, result.workshop
    if signup.image is Image.GIVEN:
        heading = t("<b>Noted: pictures are fine.</b>")
        follows = t("You can take it back at any time: /zdjecia")
    else:
        heading = t("<b>Noted: no pictures.</b>")
        follows = t("The library takes down those that show you or your children.")
    text = GAP.join((LINE.join((heading, follows)), workshop_facts.headline(workshop, t)))
    seen: Row = (Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t))
    if signup.active:
        seen = (Button(t.plain("My sign-up"), ShowSignUp(signup.id)), menu_button(t))
    return Screen(text, (*ways(workshop, signup, t), seen))


def every(shown: MySignUps, t: Translator) -> Screen:
    """`/zdjecia`: what was agreed to, each with the way back."""
    heading = t("<b>Pictures: what you agreed to</b>")
    if not shown.entries:
        text = LINE.join((heading, t("Nothing. Nobody may publish a picture of you.")))
        return Screen(text, ((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)),))
    lines = [
        t("{title}: {when}", title=one.workshop.title, when=workshop_facts.when(one.workshop, t))
        for one in shown.entries
    ]
    rows: list[Row] = [
        (
            Button(
                t.plain("No more: {title}", title=one.workshop.title),
                SayImage(one.signup.id, False),
            ),
        )
        for one in shown.entries
    ]
    return Screen(LINE.join((heading, *lines)), (*rows, (menu_button(t),)))


def withdrawn(telling: Telling, t: Translator) -> Screen:
    """To staff: pictures are to be taken down."""
    assert telling.signup
    text = LINE.join(
        (
            t("<b>{name} takes back the consent to pictures.</b>", name=telling.signup.name),
            t("Please take down pictures that show them or those they brought, everywhere."),
            workshop_facts.headline(telling.workshop, t),
        )
    )
    here = Button(t.plain("The workshop"), ManageWorkshop(telling.workshop.id))
    return Screen(text, ((here, menu_button(t)),))
